from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.dialects import sqlite

from storage.columns import Utc, decimal_text, escaped, unescaped


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("3E+11", "300000000000"),
        ("300000000000.00", "300000000000"),
        ("-3.70", "-3.7"),
        ("-0.0", "0"),
        ("0E+9", "0"),
        ("1E-7", "0.0000001"),
        ("10", "10"),
        ("1E+999999", "1E+999999"),
        ("12345678901234567890123456789012345.5", "12345678901234567890123456789012345.5"),
    ],
)
def test_a_number_is_always_written_in_the_same_words(value, text):
    """Equal numbers have one text, and no digit is lost."""
    assert decimal_text(Decimal(value)) == text


@given(st.decimals(allow_nan=False, allow_infinity=False))
def test_a_number_survives_exactly(value):
    """The text of a number reads back as that number, however many digits it has."""
    assert Decimal(decimal_text(value)) == value


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity"])
def test_what_is_no_number_is_refused(value):
    """Neither NaN nor infinity can be stored."""
    with pytest.raises(ValueError, match="not a number"):
        decimal_text(Decimal(value))


@given(st.text(alphabet=st.characters(), max_size=50) | st.text("\x00\ud800\udfff\uf8ff0aF"))
def test_any_text_survives_in_characters_that_databases_take(text):
    """What is stored holds neither NUL nor half a pair, and reads back as the text it was."""
    stored = escaped(text)
    stored.encode()
    assert "\x00" not in stored
    assert unescaped(stored) == text


def test_a_naive_time_is_refused():
    """A time without a zone is an error, not a guess."""
    with pytest.raises(ValueError, match="no time zone"):
        Utc().process_bind_param(datetime(2026, 1, 1), sqlite.dialect())  # noqa: DTZ001 - the point


def test_a_time_of_another_zone_is_the_same_moment():
    """Times are kept in UTC whatever zone they came in."""
    shanghai = datetime(2026, 1, 1, 8, tzinfo=timezone(timedelta(hours=8)))
    stored = Utc().process_bind_param(shanghai, sqlite.dialect())
    assert stored == datetime(2026, 1, 1, tzinfo=UTC)
    assert stored.tzinfo is UTC
