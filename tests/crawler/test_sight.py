"""What a visitor sees of a page."""

from crawler.sight import Sight
from tests.crawler.looks import capture


def test_what_is_hidden_is_not_shown_and_what_follows_it_is():
    """Scripts and their kin are left out with all they hold; a menu is shown, and is no notice."""
    page = (
        "<title>T</title><body>one<script>no</script>two<noscript><p>no</p></noscript>three"
        "<nav>menu <b>bold</b></nav>four<div><style>no</style> </div><p>five</p>"
    )
    sight = Sight(capture(page))
    assert sight.shown.split() == "one two three menu bold four five".split()
    assert sight.notices == "one two no three four five".split()


def test_a_text_deep_in_many_boxes_is_seen():
    """Each box is walked through once."""
    page = "<body>" + "<div>" * 1_900 + "<b>x</b>y" * 2_000
    assert len(Sight(capture(page)).notices) == 2_000
