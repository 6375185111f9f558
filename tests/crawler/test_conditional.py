"""Asking for what changed only, and servers that answer that with what is not true."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from crawler.conditional import conditional_headers, validators_after
from model import Capture, CheckState, FetchFailure, Page, PageKind
from tests.crawler.crawls import answers, order
from tests.lines import line, look, write_home
from tests.site import Answer, Site, pages

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
OLD = "Sun, 01 Feb 2026 12:00:00 GMT"
URL = "https://district.example/1.html"
KNOWN = Page(URL, "district", etag='"a"', last_modified=OLD, seen_at=NOW, unchanged_streak=1)
BOTH = {"If-None-Match": '"a"', "If-Modified-Since": OLD}


def answer(**headers: str) -> Capture:
    pairs = tuple((name.replace("_", "-"), value) for name, value in headers.items())
    kind = PageKind.ARTICLE
    return Capture(URL, URL, "district", kind, 200, pairs, b"text", NOW + timedelta(minutes=5))


def test_a_known_page_is_asked_for_if_it_changed():
    """Both validators go back as they came; a page without any is just asked for."""
    assert conditional_headers(KNOWN, NOW + timedelta(minutes=1)) == BOTH
    assert conditional_headers(Page(URL, "district"), NOW) == {}


def test_every_tenth_quiet_look_sees_the_whole_page():
    """A server that says "not modified" for ever is not believed for ever."""
    asked = [
        bool(conditional_headers(replace(KNOWN, unchanged_streak=streak), NOW))
        for streak in range(30)
    ]
    assert [streak for streak, some in enumerate(asked) if not some] == [9, 19, 29]


def test_once_a_week_the_whole_page_is_seen():
    """However seldom a page is looked at, a week is the longest that a wrong answer hides it."""
    for days in (7, 8, 30):
        assert conditional_headers(KNOWN, NOW + timedelta(days=days)) == {}
    daily = [
        bool(
            conditional_headers(
                replace(KNOWN, seen_at=NOW + timedelta(days=day)), NOW + timedelta(days=day + 1)
            )
        )
        for day in range(28)
    ]
    assert daily.count(False) == 4


@pytest.mark.parametrize(
    ("headers", "kept"),
    [
        ({"ETag": '"b"', "Last_Modified": OLD}, ('"b"', OLD)),
        ({"ETag": 'W/"b"'}, ('W/"b"', None)),
        ({"Last_Modified": "Sun, 01 Feb 2099 12:00:00 GMT"}, (None, None)),  # not yet
        ({"Last_Modified": format_datetime(NOW, usegmt=True)}, (None, OLD)),
        ({"Last_Modified": format_datetime(NOW + timedelta(minutes=5), usegmt=True)}, (None, None)),
        ({"Last_Modified": "yesterday"}, (None, None)),
        ({}, (None, None)),
    ],
)
def test_validators_that_say_nothing_are_not_sent_back(headers, kept):
    """A date in the future, of this very moment, or none at all would only mislead."""
    etag, modified = validators_after(KNOWN, answer(**headers), changed=False)
    given = headers.get("Last_Modified")
    assert (etag, modified) == (kept[0], given if kept[1] else None)


@pytest.mark.parametrize(
    "headers",
    [
        {"ETag": '"a"'},  # the same name for another text
        {"Last_Modified": OLD, "ETag": '"a"'},
        {"ETag": '"b"', "Last_Modified": "Mon, 02 Mar 2026 12:00:00 GMT"},  # before our last look
    ],
)
def test_a_validator_that_was_caught_is_not_believed_for_a_while(headers):
    """After it called a new text the old one, a page is seen whole until it kept still for long."""
    caught = replace(KNOWN, seen_at=NOW)
    page = caught
    for streak in (0, *range(10)):
        etag, modified = validators_after(page, answer(**headers), changed=page is caught)
        page = replace(page, etag=etag, last_modified=modified, unchanged_streak=streak)
        assert conditional_headers(page, NOW) == {}
    page = replace(page, unchanged_streak=10)
    etag, modified = validators_after(page, answer(**headers), changed=False)
    assert conditional_headers(replace(page, etag=etag, last_modified=modified), NOW)


def test_an_honest_validator_is_believed():
    """A new text under a new validator is what validators are for."""
    headers = {"ETag": '"b"', "Last_Modified": format_datetime(NOW, usegmt=True)}
    assert validators_after(KNOWN, answer(**headers), changed=True)[0] == '"b"'


def crawled(site: Site, page: Page) -> Capture | FetchFailure:
    return answers([order(page, robots=False)])[0][page.url]


def test_an_answer_to_a_question_that_was_not_asked_is_an_error():
    """That a page was not modified says nothing to who did not say what he knows."""
    with Site() as site:
        site.put("/1", Answer(b"", 304))
        failure = crawled(site, Page(site.url("/1"), "test"))
        assert failure.state is CheckState.ERROR
        assert "(304), without being asked" in failure.reason


@pytest.mark.parametrize(
    "odd", [Answer(b"who are you?", 412), Answer(b" \n")], ids=["412", "empty"]
)
def test_a_server_that_does_not_understand_is_asked_plainly(odd):
    """An odd answer to a condition is followed by one request without."""

    def confused(handler):
        handler.close_connection = False
        conditional = "If-None-Match" in handler.headers
        handler.answer(odd if conditional else pages.page("There"))

    with Site() as site:
        site.put("/1", confused)
        page = crawled(site, Page(site.url("/1"), "test", etag='"a"'))
        assert (page.status, b"There" in page.body) == (200, True)
        assert site.hits("/1") == 2


def test_a_plain_empty_answer_is_not_asked_for_again():
    """What is wrong without a condition, too, is the page's own trouble."""
    with Site() as site:
        site.put("/1", Answer(b"", 412))
        assert crawled(site, Page(site.url("/1"), "test", etag='"a"')).status == 412
        assert site.hits("/1") == 2


class Liar:
    """A page under one name for ever: "not modified", whatever became of it."""

    def __init__(self) -> None:
        self.body = pages.html()

    def __call__(self, handler) -> None:
        handler.close_connection = False
        conditional = "If-None-Match" in handler.headers
        lie = Answer(b"", 304, {"ETag": '"for-ever"'})
        handler.answer(lie if conditional else Answer(self.body, headers={"ETag": '"for-ever" '}))


def test_a_change_behind_a_lie_is_found(tmp_path):
    """Ten looks at most, and the new figure is there, whatever the server says of it."""
    with Site() as site:
        liar = Liar()
        site.put("/1", liar)
        home = write_home(tmp_path, [site.url("/1")])
        with line(home) as (here, parser):
            look(here, parser)
            liar.body = pages.html(body=pages.ARTICLE.replace("300 billion", "350 billion"))
            looks = [look(here, parser)["/1"] for _ in range(11)]
            states = [check.state for check in looks]
            assert states.count(CheckState.OK) == 1
            assert next(check for check in looks if check.version).changes == 1
            asked = [hit for hit in site.log if hit.path == "/1"]
            first = states.index(CheckState.OK) + 1
            assert all("if-none-match" not in hit.headers for hit in asked[first:])


def test_an_unchanged_body_is_not_parsed(tmp_path):
    """Without any validator, too: the same bytes cost no extraction and make no version."""
    with Site() as site:
        site.put("/1", Answer(pages.html()))
        home = write_home(tmp_path, [site.url("/1")])
        with line(home) as (here, parser):
            parsed = []
            submit = parser.submit
            parser.submit = lambda *args, **more: parsed.append(1) or submit(*args, **more)
            notes = [look(here, parser)["/1"].note for _ in range(3)]
            assert notes == ["first version", *["the same bytes as before"] * 2]
            assert len(parsed) == 1
