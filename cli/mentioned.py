"""What `figurewatch read --quantities` prints: every quantity of a file, a line each."""

import json

from claims import quantities
from model import Article, Mention
from model.words import Words


def mentioned(origin: str, article: Article, words: Words) -> str:
    """The quantities of one file as JSON lines. "value" and "unit" are in the text's own terms,
    "quantity" is the same in plain units, to compare.
    """
    found = quantities(article, words)
    return "".join(json.dumps(_row(origin, m), ensure_ascii=False) + "\n" for m in found)


def _row(origin: str, mention: Mention) -> dict[str, object]:
    said, plain = mention.written, mention.quantity
    return {
        "doc": origin,
        "start": mention.span.start,
        "quote": mention.quote,
        "role": mention.role,
        "value": float(said.value),
        "value_max": None if said.value_max is None else float(said.value_max),
        "unit": said.unit,
        "bound": said.bound.value,
        "quantity": {
            "value": str(plain.value),
            "value_max": None if plain.value_max is None else str(plain.value_max),
            "unit": plain.unit,
        },
    }
