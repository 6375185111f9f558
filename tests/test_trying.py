"""sources try: what would happen to an address, and a source file that does it."""

import gzip
import tomllib
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from cli import main
from config import load_source
from crawler.kinds import kind_of, sitemaps_in
from drafting import draft
from home import open_home
from model import (
    Article,
    CheckState,
    Listed,
    PageKind,
    Render,
    RobotsFile,
    Sample,
    Shape,
    Trial,
)
from tests.crawler.looks import capture
from tests.lines import line, look
from tests.site import Answer, Site, pages
from tests.site.watched import Watched

ARTICLES = [f"/news/2026-03/{n:02d}/c_{7000 + n}.html" for n in range(1, 13)]
TALK = "The district head answered questions from residents for more than an hour. " * 3


@pytest.fixture(scope="module")
def site():
    with Site() as site:
        for n, path in enumerate(ARTICLES, 1):
            body = f"Yangpu aims to build {n},500 affordable homes by the end of 2027. {TALK}"
            above = '<a href="/news/">News</a> <a href="/">Home</a>'
            site.put(path, pages.page(f"Yangpu sets out goal number {n}", f"{body}</p>{above}<p>"))
        links = "".join(
            f'<li><a href="{path}">Yangpu sets out goal number {n} for affordable homes</a></li>'
            for n, path in enumerate(ARTICLES, 1)
        )
        frame = '<a href="/about.html">About</a><a href="https://other.example/">Friends</a>'
        feed = '<link rel="alternate" type="application/rss+xml" href="/feed.xml">'
        head = f"<html><head><title>News</title>{feed}</head>"
        site.put("/news/", Answer(f"{head}<body>{frame}<ul>{links}</ul></body>".encode()))
        site.put("/lonely.html", pages.page("Yangpu alone", f"Yangpu built 120 homes. {TALK}"))
        places = "".join(f"<url><loc>{site.url(path)}</loc></url>" for path in ARTICLES)
        site.put("/sitemap.xml", Answer(f"<urlset>{places}</urlset>".encode()))
        site.put("/shell", Answer(b"<html><body><div id=app></div><script>go()</script></body>"))
        yield site


@pytest.fixture
def tried(site, tmp_path, monkeypatch, capsys):
    """What the command prints, and its exit code."""
    config = tmp_path / "config"
    (config / "sources").mkdir(parents=True)
    (config / "figurewatch.toml").write_text(
        'default_sources = false\n[crawl]\nallow_private = ["127.0.0.1"]\n'
    )
    # A test site minds no haste.
    monkeypatch.setattr("trying._DELAY_S", 0.0)

    def typed(address, *options):
        given = ["figurewatch", "sources", "try", address, "--home", str(tmp_path), *options]
        monkeypatch.setattr("sys.argv", given)
        main()

    def run(path, *options):
        with pytest.raises(SystemExit) as ended:
            typed(site.url(path), *options)
        return capsys.readouterr().out, ended.value.code

    run.home, run.typed = tmp_path, typed
    return run


def test_an_index_shows_what_is_followed_and_what_comes_out(tried, site):
    """Links by their form, articles with their dates and claims, and the source file."""
    text, code = tried("/news/", "--samples", "2")
    assert code in (0, None)
    assert "an index page" in text
    assert f"a feed, lighter for both sides: {site.url('/feed.xml')}" in text
    assert "Links that would be followed: 12" in text
    assert r"/news/20\d\d-\d\d/\d+/c_\d+\.html$" in text
    assert "1  another host" in text
    assert text.count("Title      Yangpu sets out goal number") == 2
    assert "10,500 homes: affordable homes built, Yangpu, by the end of 2027" in text


def test_the_saved_file_is_a_source_that_follows(tried):
    """--save writes what was shown, where `figurewatch check` finds it, and never over a file."""
    text, _ = tried("/news/", "--samples", "1", "--save")
    (file,) = (tried.home / "config" / "sources").glob("*.toml")
    assert file.read_text().strip() in text
    source = load_source(file)
    assert (source.place, source.language) == ("Yangpu", "en")
    assert [start.kind.value for start in source.starts] == ["index"]
    _, code = tried("/news/", "--samples", "1", "--save")
    assert code in (0, None)
    assert len(list((tried.home / "config" / "sources").glob("*.toml"))) == 2


def test_an_article_is_found_on_the_page_above_it(tried, site):
    """The file follows what leads to the article, and names the article itself."""
    text, _ = tried(ARTICLES[3])
    assert f"Found on   {site.url('/news/')}" in text
    file = tomllib.loads(text.partition("(--save does it):")[2])
    assert [start["kind"] for start in file["start"]] == ["index", "article"]
    assert len(file["follow"]) == 1


def test_an_article_that_nothing_leads_to_is_named_alone(tried):
    """A report on its own is watched by its address."""
    text, _ = tried("/lonely.html")
    assert "No page above it leads to it" in text
    assert tomllib.loads(text.partition("(--save does it):")[2])["start"][0]["kind"] == "article"


def test_a_sitemap_is_tried_like_an_index(tried):
    """Its addresses have no words, but carry dates and numbers."""
    text, _ = tried("/sitemap.xml", "--samples", "1")
    assert "a sitemap" in text
    assert "Links that would be followed: 12" in text


def test_a_page_that_is_none_says_so_and_drafts_nothing(tried):
    """A missing page, an empty shell and an address that is none have their own words."""
    text, code = tried("/missing")
    assert (code, "gone, status 404" in text) == (1, True)
    text, code = tried("/shell")
    assert (code, "scripts" in text) == (1, True)


@pytest.mark.parametrize("url", ["ftp://x.example/", "http://[", "http://", "http://a.example:x/"])
def test_what_is_no_address_is_named(tried, capsys, url):
    """Before anything is asked for, and with what to do."""
    with pytest.raises(SystemExit) as ended:
        tried.typed(url)
    said = capsys.readouterr().err
    assert (ended.value.code, url in said, "write the whole address" in said) == (2, True, True)
    assert "Traceback" not in said


def test_words_of_a_page_stay_text_in_the_file(tried, site):
    """A title cannot add a key to the file, whatever it holds."""
    hostile = 'x"\nenabled = false\n\u202e\x1b[2J[limits]\nrobots = false #'
    body = f"Yangpu built 120 affordable homes in 2025. {TALK}"
    head = f"<meta name=\"ContentSource\" content='{hostile}'><title>{hostile}</title>"
    site.put("/hostile.html", Answer(f"<html><head>{head}</head><p>{body}</p></html>".encode()))
    text, _ = tried("/hostile.html")
    file = tomllib.loads(text.partition("(--save does it):")[2])
    assert set(file) <= {"name", "kind", "place", "language", "start", "schedule", "follow"}
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_a_trial_is_as_kind_as_a_crawl(tried, monkeypatch):
    """From its first request to its last, over all that it asks for: one at a time, each after the
    pause, and the rules once.
    """
    delay_s = 0.05
    monkeypatch.setattr("trying._DELAY_S", delay_s)
    with Site() as site:
        watched = Watched(site)
        rules = b"User-agent: *\nDisallow: /private/\nSitemap: /maps/all.xml\n"
        watched.put("/robots.txt", Answer(rules, content_type="text/plain"))
        above = f'</p><a href="/news/">News</a><p>{TALK}'
        for path in ARTICLES:
            watched.put(path, pages.page("Yangpu sets out a goal", above))
        watched.put("/news/", pages.index(*ARTICLES))
        with pytest.raises(SystemExit):
            tried.typed(site.url(ARTICLES[0]), "--samples", "3")
        asked = [hit.path for hit in site.log]
        assert asked[:3] == ["/robots.txt", ARTICLES[0], "/news/"]
        assert len(set(asked)) == len(asked) > 4
        assert watched.most == 1
        times = [hit.at for hit in site.log]
        assert min(later - before for before, later in pairwise(times)) >= delay_s


def test_a_sitemap_that_robots_txt_names_is_offered(tried, capsys):
    """Also of a page that cannot be read: a sitemap may be the way in."""
    with Site() as site:
        rules = f"User-agent: *\nSitemap: {site.url('/maps/all.xml')}\nsitemap:/two.xml\n"
        site.put("/robots.txt", Answer(rules.encode(), content_type="text/plain"))
        site.put("/shell", Answer(b"<html><body><div id=app></div><script>go()</script></body>"))
        with pytest.raises(SystemExit):
            tried.typed(site.url("/shell"))
        said = capsys.readouterr().out
        for path in ("/maps/all.xml", "/two.xml"):
            assert f"a sitemap, lighter for both sides: {site.url(path)}" in said


def test_the_sitemaps_of_a_hostile_robots_txt():
    """So many, and web addresses alone."""
    lines = b"Sitemap: javascript:alert(1)\nSitemap: http://[\n" + b"Sitemap: /m.xml\n" * 3
    many = b"".join(b"Sitemap: /%d.xml\n" % n for n in range(10_000))
    found = [
        sitemaps_in(RobotsFile("https://a.example", datetime(2026, 1, 1, tzinfo=UTC), 200, body))
        for body in (lines, many)
    ]
    assert (found[0], len(found[1])) == (("https://a.example/m.xml",), 10)


def test_what_a_host_asks_for_outlives_an_impatient_person(tried, monkeypatch, site):
    """Ctrl-C in the middle of a trial forgets nothing that was learnt."""
    origin, now = site.url("").rstrip("/"), datetime.now(UTC)

    def interrupted(orders, settings, known, learn):
        learn(RobotsFile(origin, now, 200, b"User-agent: *"))
        raise KeyboardInterrupt
        yield

    monkeypatch.setattr("trying.crawl", interrupted)
    with pytest.raises((SystemExit, KeyboardInterrupt)):
        tried.typed(site.url("/news/"))
    with open_home(tried.home, lambda: now) as home:
        assert [file.origin for file in home.store.robots_files(now - timedelta(days=1))] == [
            origin
        ]


def test_an_address_is_never_cut():
    """Half an address is another one, and half a pattern none."""
    url = f"https://a.example/list?{'&'.join(f'p{n}=value' for n in range(60))}"
    shape = Shape(f"^https?://a/{'x' * 400}'$", 3, follow=True)
    listed = Listed(url, PageKind.INDEX, (shape,))
    article = Article(text="t", publisher="P" * 1_000)
    read = Sample("https://a.example/1", CheckState.OK, article=article)
    trial = Trial(url, Sample(url, CheckState.OK), listed, (read,))
    file = tomllib.loads(draft(trial, Render.HTTP, ())[1])
    assert (file["start"][0]["url"], file["follow"]) == (url, [shape.pattern])
    assert len(file["name"]) == 300


def test_a_list_with_dates_beside_its_links_is_an_index():
    """As lines that hold a link, or are one; however many links and lines there are."""
    for date in ("", " 2026-05-01"):
        rows = [f"The district opens school number {n} for its children" for n in range(3_000)]
        links = "".join(f'<li><a href="/n/{n}.html">{w}</a>{date}' for n, w in enumerate(rows))
        article = Article(text="\n".join(f"{words}{date}" for words in rows))
        found = kind_of(capture(f"<html><body><ul>{links}</ul></body></html>"), article)
        assert found is PageKind.INDEX


def test_an_index_of_sitemaps_is_opened(tried, site):
    """At most three of its sitemaps are asked, those of articles and the newest first."""
    names = [f"/part-{n}.xml" for n in range(5)] + ["/news-old.xml.gz"]
    for name in names:
        found = ARTICLES if name in ("/part-3.xml", "/news-old.xml.gz") else ["/about.html"]
        body = f"<urlset>{''.join(f'<url><loc>{site.url(p)}</loc></url>' for p in found)}</urlset>"
        packed = gzip.compress(body.encode()) if name.endswith(".gz") else body.encode()
        site.put(name, Answer(packed))
    listed = "".join(
        f"<sitemap><loc>{site.url(name)}</loc><lastmod>2026-03-0{n + 1 if n < 4 else 1}</lastmod>"
        "</sitemap>"
        for n, name in enumerate(names)
    )
    site.put("/wp-sitemap.xml", Answer(f"<sitemapindex>{listed}</sitemapindex>".encode()))
    text, code = tried("/wp-sitemap.xml", "--samples", "1")
    assert code in (0, None)
    assert "Links that would be followed: 12" in text
    assert "3  sitemaps that were not opened for this trial" in text
    assert [site.hits(name) for name in names] == [0, 0, 1, 1, 0, 1]
    (start,) = tomllib.loads(text.partition("(--save does it):")[2])["start"]
    assert start == {"url": site.url("/wp-sitemap.xml"), "kind": "sitemap"}


def test_a_listing_with_twins_is_drafted_by_its_plain_addresses(tried, site):
    """AMP and print are other ways to write an article, and no form of their own."""
    links = "".join(
        f'<li><a href="{path}">Yangpu sets out goal number {n} for homes</a>'
        f'<a href="{path}/amp/">AMP</a><a href="{path}?print=1">Print this page</a></li>'
        for n, path in enumerate(ARTICLES[:6], 1)
    )
    site.put("/twins/", Answer(f"<html><body><ul>{links}</ul></body></html>".encode()))
    text, _ = tried("/twins/", "--samples", "0")
    (pattern,) = tomllib.loads(text.partition("(--save does it):")[2])["follow"]
    assert pattern.endswith(r"/c_\d+\.html$")
    assert "12  an AMP or printed twin of another" in text


def test_without_samples_the_links_say_the_language(tried, site):
    """Nothing was read, but headlines are words too."""
    links = "".join(
        f'<a href="/xw/{n}.html">全区重点工程建设进展情况通报</a>' for n in range(900, 905)
    )
    site.put("/xw/", Answer(f'<html><meta charset="utf-8"><body>{links}</body></html>'.encode()))
    text, _ = tried("/xw/", "--samples", "0")
    assert tomllib.loads(text.partition("(--save does it):")[2])["language"] == "zh"


@pytest.mark.parametrize("path", ["/news/", "/sitemap.xml"])
def test_a_crawl_with_the_saved_file_finds_the_articles(tried, site, path):
    """What was drafted works as it stands; only a test site minds no haste."""
    tried(path, "--samples", "1", "--save")
    (file,) = (tried.home / "config" / "sources").glob("*.toml")
    file.write_text(f"{file.read_text()}\n[limits]\ndelay = 0\n")
    with line(tried.home) as (home, parser):
        checks = look(home, parser, file.stem)
    assert set(checks) == set(ARTICLES)
    assert {check.state for check in checks.values()} == {CheckState.OK}
