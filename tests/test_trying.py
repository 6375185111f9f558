"""sources try: what would happen to an address, and a source file that does it."""

import tomllib

import pytest

from cli import main
from config import load_source
from tests.site import Answer, Site, pages

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

    def run(path, *options):
        address = path if "://" in path else site.url(path)
        given = ["figurewatch", "sources", "try", address, "--home", str(tmp_path), *options]
        monkeypatch.setattr("sys.argv", given)
        with pytest.raises(SystemExit) as ended:
            main()
        return capsys.readouterr().out, ended.value.code

    run.home = tmp_path
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
    assert tried("ftp://x.example/")[1] == 2


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
