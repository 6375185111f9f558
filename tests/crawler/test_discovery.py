"""From start pages to articles: what is followed, what is dropped, and that it ends."""

import gzip
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from crawler import canonical_url
from crawler.discover import Frontier, Link
from model import Capture, CheckState, CrawlOrder, Limits, Page, PageKind
from tests.crawler.crawls import answers, discovery, dropped, source
from tests.crawler.looks import capture
from tests.site import Answer, Site, pages

ARTICLE, INDEX = PageKind.ARTICLE, PageKind.INDEX
SITEMAP, FEED = PageKind.SITEMAP, PageKind.FEED
RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>
<item><title>One</title><link>{0}/news/1.html</link></item>
<item><title>Two</title><link>{0}/news/2.html?utm_source=rss</link></item></channel></rss>"""
ATOM = """<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom">
<entry><title>Three</title><link href="{0}/news/3.html"/></entry></feed>"""
SITEMAP_INDEX = """<?xml version="1.0"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>{0}/sitemap-1.xml.gz</loc></sitemap></sitemapindex>"""
URLSET = """<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<url><loc>{0}/news/4.html</loc></url><url><loc>{0}/about.html</loc></url></urlset>"""
BOMB = """<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">
<!ENTITY c SYSTEM "file:///etc/passwd">]><urlset><url><loc>{0}/news/&b;&c;</loc></url></urlset>"""


def put(site: Site, path: str, text: str, packed: bool = False) -> None:
    body = text.format(site.url("")).encode()
    site.put(path, Answer(gzip.compress(body) if packed else body, content_type="application/xml"))


def fetched(found) -> set[str]:
    return {url.split("/", 3)[3] for url, item in found.items() if item.kind is PageKind.ARTICLE}


def test_index_feed_and_sitemap_lead_to_articles():
    """Articles come from links, feeds and sitemaps, each once, under their canonical address."""
    with Site() as site:
        site.put(
            "/", pages.index("news/1.html#top", "/news/5.html?utm_source=x&id=7", "/about.html")
        )
        put(site, "/rss.xml", RSS)
        put(site, "/atom.xml", ATOM)
        put(site, "/sitemap.xml", SITEMAP_INDEX)
        put(site, "/sitemap-1.xml.gz", URLSET, packed=True)
        starts = {"/": INDEX, "/rss.xml": FEED, "/atom.xml": FEED, "/sitemap.xml": SITEMAP}
        found, summary = answers([discovery(site, starts, follow=(r"/news/\d+\.html",))])
        assert fetched(found) == {
            "news/1.html",
            "news/2.html",
            "news/3.html",
            "news/4.html",
            "news/5.html?id=7",
        }
        assert found[site.url("/news/1.html")].found_on == site.url("/")
        assert dropped(summary) == {"matches no follow pattern": 2}


def test_known_pages_are_fetched_once_with_their_validators():
    """A link to a page we know does not fetch it twice, and its validators are used."""
    with Site() as site:
        site.put("/", pages.index("/news/1.html", "/news/1.html?utm_source=home"))
        site.put("/news/1.html", pages.page(ETag='"v1"'))
        known = Page(site.url("/news/1.html"), "test", etag='"v1"')
        src = source(starts=[(site.url("/"), INDEX)], follow=("/news/",))
        found, _ = answers([CrawlOrder(src, (known,))])
        assert found[known.url].status == 304
        assert site.hits("/news/1.html") == 1


def test_a_known_page_is_not_found_anew_before_it_was_asked_for():
    """An index page that answers at once leads to no page that still waits with its validators."""
    known = Page("https://a.example/news/1.html", "test", etag='"v1"')
    src = source(starts=[("https://a.example/", INDEX)], follow=("/news/",))
    frontier = Frontier(CrawlOrder(src, (known,)))
    start = next(iter(frontier.first()))
    found = [Link(known.url, ARTICLE, ""), Link(known.url[:-6] + "2.html", ARTICLE, "")]
    assert [step.url for step in frontier.after(start, found)] == ["https://a.example/news/2.html"]


def test_known_pages_leave_room_for_new_ones():
    """However many pages we know, the page limit is for what is newly found."""
    with Site() as site:
        site.put("/", pages.index("/news/new.html"))
        known = tuple(Page(site.url(f"/news/{n}.html"), "test") for n in range(5))
        limits = Limits(delay_s=0, max_pages=3)
        src = source(starts=[(site.url("/"), INDEX)], follow=("/news/",), limits=limits)
        found, summary = answers([CrawlOrder(src, known)])
        assert site.url("/news/new.html") in found
        assert len(found) == 7
        assert summary.dropped == ()


def test_start_pages_are_always_fetched_whole():
    """A start page we hold validators of is asked for in full: its links may not be fetched yet."""
    with Site() as site:
        site.put("/", Answer(pages.index("/news/1.html").body, headers={"ETag": '"i"'}))
        site.put("/news/1.html", pages.page())
        src = source(starts=[(site.url("/"), INDEX)], follow=("/news/",))
        found, _ = answers([CrawlOrder(src, (Page(site.url("/"), "test", INDEX, etag='"i"'),))])
        assert found[site.url("/")].status == 200
        assert fetched(found) == {"news/1.html"}


def test_an_article_that_is_a_start_page_is_asked_for_with_its_validators():
    """A work report named as a start page costs nothing while it stays as it is."""
    with Site() as site:
        site.put("/report.html", pages.page(ETag='"r"'))
        src = source(starts=[(site.url("/report.html"), PageKind.ARTICLE)])
        known = Page(site.url("/report.html"), "test", etag='"r"')
        found, _ = answers([CrawlOrder(src, (known,))])
        assert found[known.url].status == 304


def test_articles_that_are_not_due_are_left_alone():
    """A page that is not due is not fetched, neither as a start page nor where a link leads."""
    with Site() as site:
        site.put("/", pages.index("/news/1.html", "/news/2.html"))
        for path in ("/news/1.html", "/news/2.html", "/news/3.html"):
            site.put(path, pages.page())
        starts = [(site.url("/"), INDEX), (site.url("/news/3.html"), PageKind.ARTICLE)]
        src = source(starts=starts, follow=("/news/",))
        resting = (site.url("/"), site.url("/news/1.html"), site.url("/news/3.html"))
        not_due = tuple(Page(url, src.slug) for url in resting)
        found, summary = answers([CrawlOrder(src, not_due=not_due)])
        assert set(found) == {site.url("/"), site.url("/news/2.html")}
        assert summary.dropped == ()


def test_traps_end():
    """A site that makes up addresses for ever is left at the caps, and every drop is counted."""
    with Site() as site:
        hostile = [
            "/news/a/a/a/a.html",
            "/news/" + "x" * 2100,
            "http://elsewhere.example/news/1.html",
            "javascript:alert(1)",
            "mailto:a@b.c",
            "file:///etc/passwd",
            "http://[",
            "http://10.0.0.1/news/1",
            "//127.0.0.1:1/news/1",
        ]
        days = [f"/calendar/{n}" for n in range(40)]
        site.put("/", pages.index(*hostile, *days, *(f"/news/{n}.html" for n in range(40))))
        order = discovery(
            site,
            {"/": INDEX},
            follow=("/calendar/", "/news/"),
            ignore=("/news/0",),
            limits=Limits(delay_s=0, max_pages=12, max_pages_per_pattern=8),
        )
        found, summary = answers([order])
        assert len(found) == 12
        assert sum("/calendar/" in url for url in found) == 6
        assert sum("/news/" in url for url in found) == 5
        assert all(url.startswith(site.url("/")) for url in found)
        reasons = dropped(summary)
        assert reasons["path repeats itself"] == 1
        assert reasons["address too long"] == 1
        assert reasons["another host"] == 3
        assert reasons["not http or https"] == 3
        assert reasons["matches an ignore pattern"] == 1
        assert reasons["page limit of the crawl"] == 68


def test_articles_are_not_followed_and_depth_is_capped():
    """A link on an article leads nowhere; a sitemap of sitemaps of sitemaps ends."""
    with Site() as site:
        site.put("/", pages.index("/news/1.html"))
        site.put("/news/1.html", pages.index("/news/2.html"))
        for n in range(6):
            put(site, f"/map{n}", SITEMAP_INDEX.replace("sitemap-1.xml.gz", f"map{n + 1}"))
        found, summary = answers(
            [discovery(site, {"/": INDEX, "/map0": SITEMAP}, follow=("/news/",))]
        )
        assert fetched(found) == {"news/1.html"}
        assert site.hits("/map2") == 1
        assert site.hits("/map3") == 0
        assert dropped(summary)["too many links away"] == 1


def test_hostile_xml_harms_nothing():
    """Entities are not expanded and files not read; a broken feed or map is just empty."""
    with Site() as site:
        put(site, "/bomb", BOMB)
        put(site, "/feed", BOMB)
        put(site, "/broken", "<urlset><url><loc>{0}/news/9.html</loc>")
        site.put(
            "/gzip-bomb", Answer(gzip.compress(b"\0" * 80_000_000), content_type="application/gzip")
        )
        starts = {"/bomb": SITEMAP, "/feed": FEED, "/broken": SITEMAP, "/gzip-bomb": SITEMAP}
        found, summary = answers([discovery(site, starts, follow=("/news/",))])
        assert summary.outcome == "finished"
        assert all(isinstance(found[site.url(path)], Capture) for path in starts)
        assert "news/9.html" in fetched(found)
        assert not any("root:" in url or "aaaa" in url for url in found)


def test_a_listing_that_cannot_be_read_leads_nowhere():
    """A packed sitemap that is broken or a bomb leads nowhere; the crawl goes on and it shows."""
    with Site() as site:
        gzip_type = "application/gzip"
        bomb = gzip.compress(b"<urlset>" + b" " * 60_000_000)
        site.put("/bomb.gz", Answer(bomb, content_type=gzip_type))
        site.put("/broken.gz", Answer(b"\x1f\x8b\x08 no more", content_type=gzip_type))
        site.put("/", pages.index("/news/1.html", "/news/1.html#b", "/about.html"))
        site.put("/news/1.html", pages.page())
        starts = {"/bomb.gz": SITEMAP, "/broken.gz": SITEMAP, "/": INDEX}
        found, summary = answers([discovery(site, starts, follow=("/news/",))])
        assert summary.outcome == "finished"
        counts = {path: found[site.url(path)].links for path in (*starts, "/news/1.html")}
        assert counts == {"/bomb.gz": 0, "/broken.gz": 0, "/": 2, "/news/1.html": None}


def test_addresses_that_are_none_harm_nothing():
    """Half an address, a port or a name beyond all bounds are refused, as start, page or link."""
    with Site() as site:
        port = site.url("").rpartition(":")[2]
        odd = ["http://[::1", "http://localhost:99999/news/", f"http://{'a' * 300}.example/news/"]
        site.put("/", pages.index(*odd, "/news/1.html"))
        site.put("/news/1.html", pages.page())
        starts = [(site.url("/"), INDEX), *((url, INDEX) for url in odd)]
        hosts = ("localhost", f"127.0.0.1:{port}", "[::1", f"{'a' * 300}.example")
        src = source(starts=starts, hosts=hosts, follow=("/news/",))
        page = Page("http://127.0.0.1:123456/", "test")
        found, summary = answers([CrawlOrder(src, (page,))])
        assert summary.outcome == "finished"
        assert fetched({url: found[url] for url in found if "1.html" in url}) == {"news/1.html"}
        for url in (*odd, page.url):
            assert found[url].state is CheckState.REFUSED, found[url].reason


def test_hosts_with_chinese_names_are_followed():
    """A host is the same host in its own letters and as name servers write it."""
    order = CrawlOrder(source(starts=[("https://例子.中国/", INDEX)], follow=("/news/",)))
    body = '<a href="https://xn--fsqu00a.xn--fiqs8s/news/1">1</a>'
    look = replace(capture(body, url="https://例子.中国/"), kind=INDEX)
    assert [link.flaw for link in Frontier(order).links_on(look)] == [""]


def test_canonical_url():
    """Two ways to write one page are one address; what tells pages apart stays."""
    same = {
        "HTTP://WWW.Example.COM:80/a?utm_source=x&id=7#top": "http://www.example.com/a?id=7",
        "https://example.com": "https://example.com/",
        "https://example.com:443/a;jsessionid=1A2B?b=2&a=1": "https://example.com/a?b=2&a=1",
        "https://例子.中国/新闻?id=1": "https://xn--fsqu00a.xn--fiqs8s/%E6%96%B0%E9%97%BB?id=1",
        "https://e.com/%e6%96%b0": "https://e.com/%E6%96%B0",
        "https://e.com/a?spm=1.2&from=timeline&PHPSESSID=abc&share_token=x": "https://e.com/a",
        "https://e.com/a?sid=12&page=2": "https://e.com/a?sid=12&page=2",
        "https://e.com/a?sid=0123456789abcdef0123&_=1700000000": "https://e.com/a",
        "https://e.com/a?": "https://e.com/a",
        "http://[2001:db8::1]:8080/a": "http://[2001:db8::1]:8080/a",
        "mailto:a@b.c": "mailto:a@b.c",
        "http://[::1": "http://[::1",
        "http://e.com:99999/a#b": "http://e.com:99999/a#b",
    }
    assert {url: canonical_url(url) for url in same} == same


@given(st.text(max_size=60).map(lambda rest: f"http://example.com/{rest}"))
def test_the_canonical_form_is_its_own(url):
    """Canonical of canonical is canonical, for any address."""
    assert canonical_url(canonical_url(url)) == canonical_url(url)
