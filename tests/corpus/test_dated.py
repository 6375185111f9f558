"""The dates of documents with pages or cells: what their own lines say, and nothing else."""

from datetime import date

import pytest

from corpus import dated
from model import Anchor, Article

DAY = date(2026, 4, 1)


def paged(text):
    return Article(text, anchors=(Anchor(0, "page 1"),))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("行动计划\n到2028年改造旧区120万平方米。\n区人民政府\n2026年2月9日", date(2026, 2, 9)),
        ("Cabinet report\nPublished: 12 February 2026\nWe aim for 40 clinics.", date(2026, 2, 12)),
        ("Cabinet report\nWe aim for 40 clinics by 12 February 2026.", None),
        ("Plan\nDate | 12 February 2026\nClinics | 40", None),
        ("Plan\nPublished: 12 February 2027\nWe aim for 40 clinics.", None),
    ],
)  # fmt: skip
def test_a_document_is_dated_by_its_own_lines(text, day):
    """By a label or a signature; never by a sentence, a table or a day still to come."""
    assert dated(paged(text), DAY).published == day


def test_a_page_of_the_web_keeps_its_dates():
    """What the crawler found on a page stands."""
    page = Article("Report\nPublished: 12 February 2026", published=date(2026, 3, 1))
    assert dated(page, DAY) == page
