"""The column types that keep what SQLite and PostgreSQL would each bend in their own way."""

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal

from sqlalchemy import BigInteger, DateTime, Dialect, Integer, Text, TypeDecorator

# SQLite numbers rows by itself only when the key is a plain INTEGER.
Id = BigInteger().with_variant(Integer(), "sqlite")


class Utc(TypeDecorator[datetime]):
    """An aware time in UTC. A naive one is refused: nobody could say when it was."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The time in UTC, as the database takes it."""
        if value is not None and value.tzinfo is None:
            raise ValueError(f"{value} has no time zone")
        return value if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The time, aware: SQLite keeps no zone, PostgreSQL answers in the session's."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


# PostgreSQL takes no NUL in a text and neither database takes half a surrogate pair; pages
# hold both. They are written as this private sign and four hex digits; so is the sign itself.
_SIGN = "\uf8ff"
_ODD = re.compile(f"[\x00\ud800-\udfff{_SIGN}]")
_ESCAPED = re.compile(f"{_SIGN}([0-9a-f]{{4}})")


def escaped(text: str) -> str:
    """``text`` in characters that every database takes; ``unescaped`` gives it back exactly."""
    return _ODD.sub(lambda match: f"{_SIGN}{ord(match[0]):04x}", text)


def unescaped(text: str) -> str:
    """The text that ``escaped`` was given."""
    if _SIGN not in text:
        return text
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)


def _unescaped_or_none(text: str | None) -> str | None:
    return text if text is None or _SIGN not in text else unescaped(text)


class Words(TypeDecorator[str]):
    """A text from the web, whatever characters it holds."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """The text without what a database would refuse."""
        return value if value is None else escaped(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        """The text as it was."""
        return value if value is None else unescaped(value)

    def result_processor(
        self, dialect: Dialect, coltype: object
    ) -> Callable[[str | None], str | None]:
        """The same, called for each value without anything between: texts are most of a row."""
        return _unescaped_or_none


class Json(TypeDecorator[object]):
    """A small list or record, as JSON that a person can read in the database."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: object, dialect: Dialect) -> str | None:
        """The value as JSON."""
        if value is None:
            return None
        return escaped(json.dumps(value, ensure_ascii=False, separators=(",", ":")))

    def process_result_value(self, value: str | None, dialect: Dialect) -> object:
        """The value; its tuples have become lists."""
        if value == "[]":  # most lists of a claim
            return []
        return None if value is None else json.loads(unescaped(value))


def decimal_text(value: Decimal) -> str:
    """``value`` exactly, and always in the same words: 3E+11, 300000000000.0 → "300000000000".

    Raises: ValueError for what is no number (NaN, infinity).
    """
    if not value.is_finite():
        raise ValueError(f"{value} is not a number")
    if not value:
        return "0"
    sign, digits, exponent = value.as_tuple()
    assert isinstance(exponent, int)  # it is finite
    kept = len("".join(map(str, digits)).rstrip("0"))  # by hand: normalize() would round
    short = Decimal((sign, digits[:kept], exponent + len(digits) - kept))
    # Written out only while that is short: 1E+999999 would be a million noughts.
    return format(short, "f") if abs(short.adjusted()) < 60 else str(short)
