"""What the slots of a period's rule make: the fields of its `Period`."""

from collections.abc import Callable, Mapping
from typing import Any

from model.words import PeriodRule

Fields = dict[str, Any]  # of a Period
Said = Mapping[str, list[int]]  # the numbers in the slots of a rule
_LONGEST = 40  # years of one span; more are two years that stand side by side


def fields_of(rule: PeriodRule, said: Said) -> Fields | None:
    """The fields of the rule's period; None when the numbers make none (May to March)."""
    years = said.get("year", [])
    fields: Fields = {"form": rule.form, "year": years[0] if years else None}
    fields["relative"] = said["relative"][0] if "relative" in said else None
    if rule.form == "this_year" or (rule.form == "year" and rule.shift):
        fields |= {"form": "year", "relative": rule.shift}
    if rule.form == "before":
        fields["relative"] = -1
    if rule.part == 12:
        fields["point"] = True
    if rule.form == "none":
        fields["baseline"] = True
    maker = _MAKERS.get(rule.form)
    if rule.form == "same":
        return fields | {"last": rule.part, "point": False}
    if maker is None:
        return fields | {"shift": rule.shift}
    more = maker(rule, said)
    return None if more is None else fields | more


def _part(said: Said) -> int:
    return (said.get("ordinal") or said.get("number") or [1])[0]


def _half(rule: PeriodRule, said: Said) -> Fields | None:
    part = _part(said)
    part = 2 if part == 4 else part  # the "final" half
    return {"first": part * 6 - 5, "last": part * 6} if part in {1, 2} else None


def _quarter(rule: PeriodRule, said: Said) -> Fields:
    part = _part(said)
    return {"first": part * 3 - 2, "last": part * 3}


def _month(rule: PeriodRule, said: Said) -> Fields:
    month = (said.get("month") or said["monthnumber"])[0]
    return {"first": month, "last": month, "shift": rule.shift}


def _month_span(rule: PeriodRule, said: Said) -> Fields | None:
    first, last = said.get("month") or said["monthnumber"]
    return {"first": first, "last": last} if first <= last else None


def _month_range(rule: PeriodRule, said: Said) -> Fields | None:
    first, last = said.get("month") or said["monthnumber"]
    start, end = said["year"]
    fits = (start, first) <= (end, last) and end - start <= _LONGEST
    return {"first": first, "last": last, "last_year": end} if fits else None


def _short(rule: PeriodRule, said: Said) -> Fields | None:
    """The years of "FY25" and "FY24/25", none of which is of the last century."""
    start, last = said["shortyear"][0], said["shortyear"][-1]
    if rule.form == "year_short":
        return {"form": "year", "year": 2000 + start}
    return (
        {"form": "fiscal", "year": 2000 + start, "last_year": 2000 + last}
        if last == start + 1
        else None
    )


def _span(rule: PeriodRule, said: Said) -> Fields | None:
    start = said["year"][0]
    last = said["year"][1] if len(said["year"]) > 1 else start // 100 * 100 + said["shortyear"][0]
    if rule.form == "fiscal" and last != start + 1:
        return {"form": "span", "last_year": last} if 0 < last - start <= _LONGEST else None
    return {"last_year": last} if 0 < last - start <= _LONGEST else None


def _plan(rule: PeriodRule, said: Said) -> Fields:
    last = said["plan"][0]  # of five years
    if rule.part:  # one year of it: 1 its first, -1 its last
        return {"form": "year", "year": last - 4 if rule.part == 1 else last, "last_year": None}
    return {"year": last - 4, "last_year": last, "weak": rule.shift == 1}


def _years(rule: PeriodRule, said: Said) -> Fields | None:
    count = said["count"][0] if "count" in said else rule.part
    fields = {"shift": count, "deadline": rule.form == "next_years"}
    return fields if 1 <= count <= _LONGEST else None


def _ago(rule: PeriodRule, said: Said) -> Fields | None:
    count = said["count"][0] if "count" in said else rule.part
    return {"relative": -count} if 1 <= count <= _LONGEST else None


def _count(rule: PeriodRule, said: Said) -> Fields:
    each = 3 if rule.form == "quarters" else 1
    return {"last": min(max(said["count"][0], 1) * each, 12)}


def _day(rule: PeriodRule, said: Said) -> Fields:
    return _month(rule, said) | {"day": said["day"][0]}


def _occasion(rule: PeriodRule, said: Said) -> Fields:
    if "year" in said or "relative" in said:
        return {"form": "year"}
    return {"first": said["occasion"][0]}


def _months_to(rule: PeriodRule, said: Said) -> Fields | None:
    """The months that end with the one named: "the three months to June"."""
    last = (said.get("month") or said["monthnumber"])[0]
    first = last - said["count"][0] + 1
    return {"form": "month_span", "first": first, "last": last} if first >= 1 else None


def _year_to(rule: PeriodRule, said: Said) -> Fields:
    return {"last": (said.get("month") or said["monthnumber"])[0]}


_MAKERS: dict[str, Callable[[PeriodRule, Said], Fields | None]] = {
    "half": _half, "quarter": _quarter, "quarters": _count, "months": _count, "month": _month,
    "month_span": _month_span, "month_range": _month_range, "day": _day, "span": _span,
    "fiscal": _span, "fiscal_short": _short, "year_short": _short, "plan": _plan,
    "next_years": _years, "past_years": _years, "run_years": _years, "ago": _ago,
    "occasion": _occasion, "year_to": _year_to, "months_to": _months_to,
}  # fmt: skip
