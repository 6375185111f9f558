import pytest

from model import Article


@pytest.mark.parametrize(
    ("title", "text", "titled"),
    [
        ("Goals for 2025", "Yangpu aims high.", "Goals for 2025\nYangpu aims high."),
        (
            "Goals for 2025",
            "Goals for 2025\nYangpu aims high.",
            "Goals for 2025\nYangpu aims high.",
        ),
        ("Goals - Portal", "Goals\nYangpu aims high.", "Goals\nYangpu aims high."),
        ("杨浦区 目标", "杨浦区目标\n力争突破。", "杨浦区目标\n力争突破。"),
        ("", "Yangpu aims high.", "Yangpu aims high."),
        ("Two\nlines", "Text.", "Two lines\nText."),
        ("Goals", "", "Goals\n"),
    ],
)
def test_the_title_is_the_first_line(title, text, titled):
    """A text begins with its title once, whether the page's design had it inside or above."""
    assert Article(text, title).titled.text == titled
    assert Article(text, title).titled.titled.text == titled
