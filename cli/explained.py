"""What `figurewatch read --explain` prints: how each field of each claim was decided."""

from rich.cells import cell_len

from claims import Decision, Explanation, explain
from model import Article
from model.words import Words
from reports import clean, json_line

_WIDEST = 36  # columns of a cell; what is longer pushes the rest of its line along


def explanation(origin: str, article: Article, words: Words, *, lines: bool) -> str:
    """The explanation of a text sentence by sentence, for people; as JSON with ``lines``."""
    found = explain(article, words)
    if lines:
        return "".join(json_line(_row(origin, one)) + "\n" for one in found)
    return "\n".join(_shown(one) for one in found)


def _shown(one: Explanation) -> str:
    out = [clean(one.sentence)]
    for claim, decisions in one.claims:
        out.append(f"\n  {clean(claim.quote)}    (confidence {claim.confidence})")
        out += _lines(decisions)
    if one.passed:
        out.append("\n  no claim")
    width = max((cell_len(quote) for quote, _ in one.passed), default=0)
    out += [f"    {_padded(clean(quote), min(width, _WIDEST))}  {why}" for quote, why in one.passed]
    return "\n".join(out) + "\n"


def _lines(decisions: tuple[Decision, ...]) -> list[str]:
    """One line for each field, in columns as wide as they need to be."""
    rows = [(d.field, clean(d.value), f"“{clean(d.words)}”" if d.words else "") for d in decisions]
    widths = [min(max(map(cell_len, column)), _WIDEST) for column in zip(*rows, strict=True)]
    out = []
    for decision, row in zip(decisions, rows, strict=True):
        cells = "  ".join(_padded(cell, width) for cell, width in zip(row, widths, strict=True))
        rule = f"  [{decision.rule}]" if decision.rule else ""
        out.append(f"    {cells}  {decision.meaning}{rule}".rstrip())
    return out


def _padded(text: str, width: int) -> str:
    """The text with blanks up to ``width`` columns: a Chinese sign takes two."""
    return text + " " * max(0, width - cell_len(text))


def _row(origin: str, one: Explanation) -> dict[str, object]:
    return {
        "doc": origin,
        "sentence": one.sentence,
        "claims": [
            {
                "quote": claim.quote,
                "start": claim.span.start,
                "end": claim.span.end,
                "confidence": claim.confidence,
                "decisions": [
                    {"field": d.field, "value": d.value, "rule": d.rule, "meaning": d.meaning,
                     "words": d.words}
                    for d in decisions
                ],
            }
            for claim, decisions in one.claims
        ],
        "no_claim": [{"quote": quote, "why": why} for quote, why in one.passed],
    }  # fmt: skip
