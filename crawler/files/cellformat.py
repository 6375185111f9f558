"""A cell's value as the sheet shows it: 0.123 with the format "0.0%" is 12.3%.

Source: ECMA-376 part 1, 18.8.31 (number formats), of which this is what tables of figures use.
"""

import re
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

_MAX_FORMAT = 200
_COLOUR = re.compile(r"\[(?!\$)[^\]]*\]")
_CURRENCY = re.compile(r"\[\$([^\-\]]{0,8})[^\]]*\]")
_TOKEN = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|(.)', re.S)
_NUMBER = re.compile(r"[#0?,.]*[#0?][#0?,.]*(?:[eE][+-]0+)?")
_DATED = re.compile(r"[ymdYMD]")
_DATE_TOKEN = re.compile(r"(y+|m+|d+|h+|s+|am/pm)", re.I)
_MONTHS = (
    "January February March April May June July August September October November December"
).split()
_DIGITS = 15  # that a spreadsheet keeps of a number
_MOST = 10  # decimals that any format shows


def shown(value: object, form: str) -> str:
    """The value as it is shown with the format; "" for nothing."""
    if value is None or isinstance(value, timedelta):
        return "" if value is None else str(value)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (datetime, date, time)):
        return _dated(value, _sections(form)[0])
    if isinstance(value, (int, float)):
        try:
            return _numbered(Decimal(format(value, f".{_DIGITS}g")), form)
        except (InvalidOperation, OverflowError):
            return ""
    return str(value)


def _sections(form: str) -> list[str]:
    """The format's parts for numbers above, below and of zero, without colours and conditions."""
    form = _COLOUR.sub("", form[:_MAX_FORMAT])
    return _CURRENCY.sub(lambda found: f'"{found[1]}"', form).split(";")


def _numbered(number: Decimal, form: str) -> str:
    if not number.is_finite():
        return ""
    parts = _sections(form)
    part = parts[0]
    if number < 0 and len(parts) > 1:
        part = parts[1]
    elif number == 0 and len(parts) > 2:
        part = parts[2]
    pieces = [(said or escaped, sign) for said, escaped, sign in _TOKEN.findall(part)]
    pattern = "".join(sign or "\0" for _, sign in pieces)
    found = _NUMBER.search(pattern)
    literal = "".join(said or sign for said, sign in pieces)
    if "general" in pattern.lower() or not part.strip() or "@" in pattern:
        said = "".join(said for said, _ in pieces)
        return f"{_plain(number)}{said}"
    if found is None:
        return literal
    digits = _digits(abs(number), found[0], percent=pattern.count("%"))
    before = "".join(said or sign for said, sign in pieces[: found.start()])
    after = "".join(said or sign for said, sign in pieces[found.end() :])
    # Brackets around a number below zero are the accountant's minus.
    minus = "-" if number < 0 and re.search("[1-9]", digits) else ""
    before, after = before.replace("-", "").replace("(", ""), after.replace(")", "")
    return f"{minus}{before.strip()}{digits}{after.rstrip()}"


def _digits(number: Decimal, form: str, percent: int) -> str:
    """The digits with the decimals, thousands and scale of the format."""
    form = re.split("[eE]", form)[0]
    whole, _, decimals = form.partition(".")
    scale = len(form) - len(form.rstrip(","))
    places = min(len(re.findall("[0#?]", decimals)), _MOST)
    number = number * Decimal(100) ** percent / Decimal(1000) ** scale
    text = f"{number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):f}"
    if places and decimals.rstrip(",").endswith("#"):
        least = len(re.findall("0", decimals))
        head, _, tail = text.partition(".")
        tail = tail[:least] + tail[least:].rstrip("0")
        text = f"{head}.{tail}" if tail else head
    head, _, tail = text.partition(".")
    if "," in whole.rstrip(","):
        head = f"{int(head):,}"
    width = whole.count("0")
    head = head.zfill(width) if "," not in head else head
    return f"{head}.{tail}" if tail else head


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _dated(value: datetime | date | time, form: str) -> str:
    """The date as the format has it; as ISO does, when that is a clock time or the format none."""
    if isinstance(value, time) or not _DATED.search(form):
        return value.isoformat()
    pieces = [(said or escaped, sign) for said, escaped, sign in _TOKEN.findall(form)]
    pattern = "".join(sign or "\0" for _, sign in pieces)
    said = iter([text for text, sign in pieces if not sign])
    out, clock = "", False
    for token in _DATE_TOKEN.split(pattern):
        low = token.lower()
        if low.startswith(("h", "s", "am/pm")):
            clock = True
        elif low.startswith("y"):
            out += f"{value.year:04d}"
        elif low.startswith("m") and not clock:
            out += _month(value.month, len(low))
        elif low.startswith("d") and len(low) < 3:
            out += f"{value.day:0{len(low)}d}"
        elif not (clock or low.startswith(("m", "d"))):
            out += "".join(next(said, "") if sign == "\0" else sign for sign in token)
    return out.strip(" ,;@:-/") or value.isoformat()


def _month(month: int, width: int) -> str:
    if width > 2:
        name = _MONTHS[month - 1]
        return name if width > 3 else name[:3]
    return f"{month:0{width}d}"
