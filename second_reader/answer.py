"""The text of an answer as proposals. It is data: parsed, bounded, never run."""

import json
import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from second_reader.errors import AnswerError

MOST = 200  # proposals in one answer
LONGEST = 500  # characters of a quote
_FENCED = re.compile(r"```(?:json)?[ \t]*\n(.*)\n[ \t]*```", re.S | re.I)
_NUMBER = re.compile(r"-?\d{1,30}(?:\.\d{1,20})?(?:[eE][+]?\d{1,2})?", re.ASCII)


class _Digits(str):
    """A number as the answer writes it: none is rounded, and none is too long to be made."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the service says is a claim; nothing of it is believed yet. "" where it is silent."""

    quote: str
    value: Decimal
    unit: str
    value_max: Decimal | None = None
    kind: str = ""
    measure: str = ""
    period: str = ""
    place: str = ""
    indicator: str = ""


def proposals(answer: str) -> list[Proposal | str]:
    """The proposals in order; a text in the place of one that has not the form.

    Raises: AnswerError for anything but one JSON object with a list of claims, or that list.
    """
    text = answer.strip()
    fenced = _FENCED.fullmatch(text)
    try:
        found = json.loads(fenced[1] if fenced else text, parse_float=_Digits, parse_int=_Digits)
    except (ValueError, RecursionError) as error:
        raise AnswerError("the answer is no JSON") from error
    items = found.get("claims") if isinstance(found, dict) else found
    if not isinstance(items, list):
        raise AnswerError('the answer has no list of "claims"')
    if len(items) > MOST:
        raise AnswerError(f"the answer has {len(items)} claims, more than {MOST}")
    return [_proposal(item) for item in items]


def _proposal(item: object) -> Proposal | str:
    if not isinstance(item, dict):
        return "no object"
    quote, unit = _text(item, "quote", LONGEST), _text(item, "unit", 60)
    value = _number(item.get("value"))
    if not quote or not unit or value is None:
        return f"no quote, value and unit in it: {', '.join(sorted(map(str, item)))[:200]}"
    high = item.get("value_max")
    value_max = _number(high)
    if high is not None and value_max is None:
        return "value_max is no number"
    others = (_text(item, key, 100) for key in ("kind", "measure", "period", "place", "indicator"))
    return Proposal(quote, value, unit, value_max, *others)


def _text(item: dict[str, Any], key: str, longest: int) -> str:
    value = item.get(key)
    if not isinstance(value, str) or isinstance(value, _Digits) or len(value) > longest:
        return ""
    return value


def _number(value: object) -> Decimal | None:
    """A number, bounded in length and size; in quotation marks it is one too."""
    if not isinstance(value, str) or not _NUMBER.fullmatch(value):
        return None
    try:
        return Decimal(value)
    except InvalidOperation:
        return None
