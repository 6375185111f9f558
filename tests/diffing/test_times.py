import pytest

from diffing.times import dates_in


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("in the first half of 2025", "in the first three quarters of 2025"),
        ("in the first ten months of 2024", "in the first eleven months of 2024"),
        ("over the first 5 months", "over the first 8 months"),
        ("2024年前五个月", "2024年前八个月"),
        ("2024年1—5月", "2024年1—8月"),
        ("上半年", "前三季度"),
        ("by 2025", "by 2027"),
        ("in May", "in June"),
    ],
)
def test_words_that_date_a_sentence(old, new):
    """A sentence that was dated anew has other dating words, in both languages."""
    assert dates_in(old) != dates_in(new)


def test_words_that_do_not():
    """What else changes in a sentence leaves its dating words as they are."""
    old = "In the first half of 2025 exports rose 8 percent, the port said."
    new = "Exports went up by 9.5 percent in the first half of 2025, said the port."
    assert dates_in(old) == dates_in(new)
