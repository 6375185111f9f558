"""What listings lead to, what they date, where they go on; and what no crawl follows."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from crawler import key_of
from crawler.addresses import joined
from crawler.bounds import Traps, flaw_of
from crawler.discover import Frontier
from crawler.listings import read
from crawler.said import is_news, moment, told_apart
from crawler.twins import declared
from model import CrawlOrder, Limits, Page, PageKind
from tests.crawler.crawls import answers, discovery, dropped, source
from tests.crawler.looks import capture
from tests.site import Answer, Site, pages

INDEX = PageKind.INDEX
NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)


def listing(body, kind=INDEX, url="https://a.example/news/"):
    return replace(capture(body, url=url), kind=kind, captured_at=NOW)


@pytest.mark.parametrize(
    ("body", "onward"),
    [
        ('<a href="index_2.html">下一页</a>', "index_2.html"),
        ('<link rel="next" href="?page=2">', "?page=2"),
        ('<a href="?page=1">1</a><a href="?page=2">2</a>', "?page=2"),
        ("<script>createPageHTML(12, 0, 'index', 'html');</script>", "index_1.html"),
        ("<script>createPageHTML('box', 50, 1, 'list', 'shtml', 992)</script>", "list_2.shtml"),
        ("<script>createPageHTML(1, 0, 'index', 'html');</script>", None),
        ('<a href="javascript:;">Next</a>', None),
        ('<a href="/other/article.html">Next</a>', None),
        ('<a href="https://b.example/news/?page=2">2</a>', None),
    ],
)
def test_an_index_goes_on_where_it_says(body, onward):
    """By a word, a number or a script; a next article is no next page, nor is another host."""
    found = [e.url for e in read(listing(body)).entries if e.onward]
    assert found == ([] if onward is None else [joined("https://a.example/news/", onward)])


def test_pages_of_an_index_are_read_up_to_the_limit_and_while_there_is_news():
    """A first crawl reads on within the limit; later ones stop where all is known."""
    with Site() as site:
        for n in range(1, 10):
            more = f'<a href="/list?page={n + 1}">{n + 1}</a>'
            body = f'<a href="/news/{n}.html">n</a>{more}'.encode()
            site.put("/list" if n == 1 else f"/list?page={n}", Answer(body))
            site.put(f"/news/{n}.html", pages.page())
        limits = Limits(delay_s=0, max_index_pages=3)
        order = discovery(site, {"/list": INDEX}, follow=(r"/news/\d",), limits=limits)
        found, summary = answers([order])
        assert {u.rpartition("/")[2] for u in found if "/news/" in u} == {
            "1.html",
            "2.html",
            "3.html",
        }
        assert dropped(summary)["page limit of an index"] == 1
        known = tuple(Page(site.url(f"/news/{n}.html"), "test") for n in range(1, 10))
        again, _ = answers([replace(order, not_due=known)])
        assert set(again) == {site.url("/list")}


def test_addresses_in_scripts_count_when_they_are_followed():
    """Onclick and arrays of addresses lead to articles; what else looks like one is not counted."""
    body = """<a href="javascript:void(0)" onclick="window.open('/news/1.html')">x</a>
    <script>urls[0]='/news/2.html'; var href = '/js/lib.js/';</script>"""
    order = CrawlOrder(source(starts=[("https://a.example/", INDEX)], follow=("/news/",)))
    links = Frontier(order).links_on(listing(body))
    assert [(link.url, link.flaw) for link in links] == [
        ("javascript:void(0)", "not http or https"),
        ("https://a.example/news/1.html", ""),
        ("https://a.example/news/2.html", ""),
    ]


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("2026-11-20T10:00:30+08:00", datetime(2026, 11, 20, 2, 0, 30, tzinfo=UTC)),
        ("2026-11-20T10:00Z", datetime(2026, 11, 20, 10, tzinfo=UTC)),
        ("2026-11-20", datetime(2026, 11, 20, 23, 59, 59, tzinfo=UTC)),
        ("2026-02", datetime(2026, 2, 28, 23, 59, 59, tzinfo=UTC)),
        ("2026", datetime(2026, 12, 31, 23, 59, 59, tzinfo=UTC)),
        ("Mon, 23 Nov 2026 08:00:00 +0800", datetime(2026, 11, 23, tzinfo=UTC)),
        ("2026-13-01", None),
        ("9999", None),
        ("yesterday", None),
    ],
)
def test_the_times_of_listings(text, time):
    """All forms of the W3C and of mail; what is no time is none."""
    assert moment(text) == time


def test_a_listing_that_always_says_now_is_not_heeded():
    """Nor one that says the same of most; what differs from that is."""
    old = NOW - timedelta(days=3)
    assert told_apart([NOW] * 3, NOW) == set()
    assert told_apart([old] * 5 + [old - timedelta(days=1)], NOW) == {old - timedelta(days=1)}
    page = Page("https://a.example/1", "test", seen_at=NOW - timedelta(days=5))
    assert is_news(page, old)
    assert not is_news(replace(page, listed_at=old), old)
    assert not is_news(replace(page, seen_at=NOW), old)
    cried = replace(page, listed_at=old - timedelta(days=1), unchanged_streak=3)
    assert not is_news(cried, old)


def test_a_page_that_is_not_due_is_fetched_when_its_sitemap_says_it_changed():
    """And the answer says when it was listed; others are left alone."""
    with Site() as site:
        entries = "".join(
            f"<url><loc>{site.url(f'/news/{n}.html')}</loc><lastmod>2026-0{n}-01</lastmod></url>"
            for n in (1, 5)
        )
        site.put("/map.xml", Answer(f"<urlset>{entries}</urlset>".encode()))
        seen = datetime(2026, 3, 1, tzinfo=UTC)
        resting = tuple(
            Page(site.url(f"/news/{n}.html"), "test", etag='"x"', seen_at=seen) for n in (1, 5)
        )
        site.put("/news/5.html", pages.page(ETag='"x"'))
        order = discovery(site, {"/map.xml": PageKind.SITEMAP}, follow=("/news/",))
        found, _ = answers([replace(order, not_due=resting)])
        assert set(found) == {site.url("/map.xml"), site.url("/news/5.html")}
        assert found[site.url("/news/5.html")].listed_at == moment("2026-05-01")


def test_a_list_of_addresses_is_plain_text():
    """One on a line, with comments and a byte order mark."""
    body = b"\xef\xbb\xbf# ours\nhttps://a.example/news/1.html\r\n\n  /news/2.html \n"
    found = [e.url for e in read(listing(body, PageKind.LIST)).entries]
    assert found == ["https://a.example/news/1.html", "https://a.example/news/2.html"]


def test_one_document_has_one_key():
    """Http and https, www, AMP and print twins are one page; what differs otherwise is not."""
    same = ("https://a.cn/n/1.html", "http://www.a.cn/n/1.html?amp=1", "https://amp.a.cn/n/1.html")
    assert len({key_of(url) for url in (*same, "https://a.cn/print/n/1.html")}) == 1
    assert len({key_of(f"https://a.cn/{path}") for path in ("amp", "", "n", "n?id=1")}) == 4


@pytest.mark.parametrize(
    ("here", "said", "believed"),
    [
        ("https://m.a.cn/n/1.html", "https://www.a.cn/n/1.html", True),
        ("https://a.cn/topic/123456.html", "/news/123456.html", True),
        ("https://a.cn/n/123456.html?x=1", "/n/123456.html", True),
        ("https://a.cn/n/123456.html", "/", False),
        ("https://a.cn/n/123456.html", "/n/", False),
        ("https://a.cn/view.php?id=5", "/view.php", False),
        ("https://a.cn/n/123456.html?page=2", "/n/123456.html", False),
        ("https://a.cn/n/123456.html", "https://b.cn/n/123456.html", False),
    ],
)
def test_where_a_page_says_it_lives_is_believed_with_reason(here, said, believed):
    """Not the front page, the section, the first part of an article or another site."""
    body = f'<link href="{said}" rel="canonical">'.encode()
    assert (declared(body, here) == joined(here, said)) is believed


@pytest.mark.parametrize(
    ("path", "flaw"),
    [
        ("/a/b/a/b/x.html", "path repeats itself"),
        ("/2011/11/11/11.html", ""),
        ("/calendar/2050/01/", "a date far from today"),
        ("/list?month=1950-01", "a date far from today"),
        ("/plan-2035/goals.html", ""),
        ("/206512.html", ""),
        ("/" + "x/y/z/" * 1 + "/".join(map(str, range(20))), "path too deep"),
        ("/x?" + "&".join(f"p{n}=1" for n in range(20)), "too many parameters"),
    ],
)
def test_addresses_without_end_have_a_flaw(path, flaw):
    """What a site makes up is named; what only looks so is followed."""
    assert flaw_of(f"https://a.cn{path}", date(2026, 11, 23)) == flaw


def test_calendars_and_facets_end_and_articles_by_number_do_not():
    """Each place has so many of them; a new value is a new page."""
    traps = Traps()
    days = [traps.is_one(f"https://a.cn/cal?month={m % 12 + 1}&year=2026") for m in range(60)]
    assert days.count("a calendar") > 0
    facets = [
        traps.is_one(f"https://a.cn/s?a={a}&b={b}&c={c}")
        for a in range(5)
        for b in range(5)
        for c in range(5)
    ]
    assert facets.count("parameters combined") > 50
    assert not any(traps.is_one(f"https://a.cn/show?cat=2&id={n}") for n in range(500))


def test_a_trap_keeps_no_real_page_out():
    """A farm of made-up pages before the real ones, and a second start: all have their part."""
    farm = [f"https://a.cn/news/x{n}/farm.html" for n in range(500)]
    real = [f"https://a.cn/news/2026/{n}.html" for n in range(5)]
    body = "".join(f'<a href="{url}">x</a>' for url in (*farm, *real))
    starts = [("https://a.cn/", INDEX), ("https://a.cn/b", INDEX)]
    limits = Limits(max_pages=40, max_pages_per_pattern=20)
    frontier = Frontier(CrawlOrder(source(starts=starts, follow=("/news/",), limits=limits)))
    first, second = frontier.first()
    steps = frontier.after(first, frontier.links_on(listing(body, url="https://a.cn/")))
    taken = {step.url for step in steps}
    assert set(real) <= taken
    assert len(taken) == 15  # a part is kept for the start that has not answered
    more = frontier.links_on(listing('<a href="/news/z.html">z</a>', url="https://a.cn/b"))
    assert [step.url for step in frontier.after(second, more)] == ["https://a.cn/news/z.html"]
    assert frontier.dropped == {"page limit of the pattern": 490}


def test_a_document_is_fetched_once_through_redirects():
    """A page that leads to one that is fetched for itself is told where to, and no more."""
    with Site() as site:
        site.put("/", pages.index("/news/new.html", "/news/old.html"))
        site.put("/news/new.html", pages.page())
        site.put("/news/old.html", pages.redirect("/news/new.html", 301))
        found, _ = answers([discovery(site, {"/": INDEX}, follow=("/news/",))])
        old = found[site.url("/news/old.html")]
        assert (old.status, old.moved_to) == (301, site.url("/news/new.html"))
        assert site.hits("/news/new.html") == 1


STATIC = datetime(2024, 1, 1, 23, 59, 59, tzinfo=UTC)


def sitemap_known(read_before):
    """An order that knows a sitemap whose index gives it a date that never moves, and the step
    and the links of that index.
    """
    url = "https://a.example/news.xml"
    known = Page(url, "test", PageKind.SITEMAP, seen_at=NOW - read_before, listed_at=STATIC)
    src = source(starts=[("https://a.example/map.xml", PageKind.SITEMAP)], follow=("/news/",))
    order = CrawlOrder(src, (known,), trusts_indexes=True)
    entry = f"<sitemap><loc>{url}</loc><lastmod>2024-01-01</lastmod></sitemap>"
    body = f"<sitemapindex>{entry}</sitemapindex>"
    return order, listing(body, PageKind.SITEMAP, "https://a.example/map.xml")


def followed(order, capture):
    frontier = Frontier(order)
    (step,) = frontier.first()
    steps = frontier.after(step, frontier.links_on(capture))
    return [each.url for each in steps], frontier, step


def test_a_sitemap_with_a_date_that_never_moves_is_read_every_day():
    """Its index is believed for a day, and what is left unread for that is counted."""
    order, index = sitemap_known(timedelta(hours=6))
    steps, frontier, step = followed(order, index)
    assert steps == []
    (reason, count) = next(iter(frontier.dropped.items()))
    assert ("not changed" in reason, count) == (True, 1)
    assert frontier.is_exhausted(step)
    order, index = sitemap_known(timedelta(hours=25))
    steps, frontier, _ = followed(order, index)
    assert (steps, dict(frontier.dropped)) == (["https://a.example/news.xml"], {})


def test_a_check_by_hand_reads_every_sitemap():
    """Whatever its index says of it, and however lately it was read."""
    order, index = sitemap_known(timedelta(minutes=1))
    assert followed(replace(order, trusts_indexes=False), index)[0] == [
        "https://a.example/news.xml"
    ]


def test_a_link_to_another_address_of_a_known_page_is_counted():
    """Nobody follows it, and somebody may ask why."""
    src = source(starts=[("https://a.example/", INDEX)], follow=("/news/",))
    order = CrawlOrder(src, also_known=("https://a.example/news/old.html",))
    body = '<a href="/news/old.html">x</a>'
    steps, frontier, step = followed(order, listing(body, url="https://a.example/"))
    assert (steps, list(frontier.dropped.values())) == ([], [1])
    assert frontier.is_exhausted(step)
