"""A language's sentences: what is to be read of each, and why it is there.

``<code>.toml`` holds one ``[[case]]`` per sentence::

    why = "what the sentence proves"
    text = "what a page says"
    published = 2025-03-01     # optional: the page's date
    home = "Leeds"             # optional: where the source is at home
    known = "what goes wrong"  # optional: not read rightly yet; to be removed when it is
    claims = [{ quote = "£2.4bn", value = 2400000000, unit = "GBP", kind = "target" }]

``claims`` are in the order of the text; quote, value and unit are always given, the other fields
where the sentence proves them. Only what is given is compared. A list means any of its values,
``"none"`` that nothing is read. ``optional`` claims may be read or not; others not listed may not.
A decimal is a string, because TOML reads ``0.1`` as a float. Words of ``indicator_has`` are all
in the indicator, "a|b" meaning either. ``converted`` lists the value and unit of each conversion.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from claims import read
from model import Article, Claim
from tests.claims.said import WORDS

DAY = date(2025, 3, 1)
SCALED = ("value", "value_max")
WORDED = ("unit", "kind", "measure", "bound", "period", "place")
FIELDS = {"quote", "optional", "indicator_has", "converted", *SCALED, *WORDED}
# A third is 33.333…: the guide lets the digits end there.
CLOSE = Decimal("0.005")


@dataclass(frozen=True)
class Case:
    """One sentence of the table."""

    text: str
    why: str
    claims: list[dict[str, Any]]
    language: str
    published: date = DAY
    home: str | None = None
    known: str | None = None
    places: list[tuple[int, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Where each expected quote stands; a quote that is not in the text is no test."""
        after = 0
        for expected in self.claims:
            assert expected.keys() <= FIELDS, expected
            start = self.text.index(expected["quote"], after)
            self.places.append((start, after := start + len(expected["quote"])))


def cases(code: str) -> list[Case]:
    """The table of a language."""
    table = tomllib.loads(Path(__file__).with_name(f"{code}.toml").read_text("utf-8"))
    return [Case(language=code, **entry) for entry in table["case"]]


def differences(case: Case) -> list[str]:
    """What was read otherwise than expected, one line each; empty when all is well."""
    article = Article(case.text, language=case.language, published=case.published)
    found = list(read(article, WORDS, place=case.home))
    wrong: list[str] = []
    for expected, place in zip(case.claims, case.places, strict=True):
        claim = _best(found, expected, place)
        if claim is not None:
            found.remove(claim)
        if not expected.get("optional"):
            wrong += _missed(expected) if claim is None else _compare(expected, claim)
    optional = [p for e, p in zip(case.claims, case.places, strict=True) if e.get("optional")]
    return wrong + [_extra(c) for c in found if not any(_overlap(c, p) for p in optional)]


def _best(found: list[Claim], expected: dict[str, Any], place: tuple[int, int]) -> Claim | None:
    near = [claim for claim in found if _overlap(claim, place)]
    same = (claim for claim in near if _is_value(expected["value"], claim.quantity.value))
    return next(same, next(iter(near), None))


def _overlap(claim: Claim, place: tuple[int, int]) -> bool:
    return claim.span.start < place[1] and place[0] < claim.span.end


def _missed(expected: dict[str, Any]) -> list[str]:
    return [f"detection: {expected['quote']!r} is not read"]


def _extra(claim: Claim) -> str:
    return f"extra: {claim.quote!r} is read as {claim.quantity.value} {claim.quantity.unit}"


def _compare(expected: dict[str, Any], claim: Claim) -> Iterator[str]:
    quantity = claim.quantity
    # What is no range in the table has no upper end.
    scaled = {"value_max": "none"} | {key: expected[key] for key in SCALED if key in expected}
    for key, wanted in scaled.items():
        if not _is_value(wanted, got := getattr(quantity, key)):
            yield f"{key}: {claim.quote!r} is {got}, not {wanted}"
    for key in WORDED:
        got = getattr(quantity if key in ("unit", "bound") else claim, key)
        if key in expected and str(got).lower() not in {w.lower() for w in _any(expected[key])}:
            yield f"{key}: {claim.quote!r} is {got}, not {expected[key]}"
    conversions = [{"value": int(q.value), "unit": q.unit} for q in claim.converted]
    if expected.get("converted", conversions) != conversions:
        yield f"converted: {claim.quote!r} with {conversions}, not {expected['converted']}"
    for words in expected.get("indicator_has", ()):
        if not any(word in claim.indicator.lower() for word in words.lower().split("|")):
            yield f"indicator: {claim.quote!r} is of {claim.indicator!r}, without {words!r}"


def _any(wanted: Any) -> list[Any]:
    return wanted if isinstance(wanted, list) else [wanted]


def _is_value(wanted: Any, got: Decimal | None) -> bool:
    if got is None:
        return "none" in _any(wanted)
    return any(w != "none" and abs(Decimal(w) - got) < CLOSE for w in _any(wanted))
