import json
from pathlib import Path

import pytest

from config import SHIPPED, load, load_settings, load_source, settings_toml
from model import ConfigError, PageKind, Render, Selectors, Settings
from storage import open_store

GOOD = """
name = "A portal"
kind = "government"
language = "en"
follow = ['/news/\\d+']
[[start]]
url = "https://www.example.org/"
kind = "index"
"""


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / "config" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_shipped_settings_are_the_defaults(tmp_path):
    """The shipped figurewatch.toml states exactly the defaults, so reading it changes nothing."""
    write(tmp_path, "figurewatch.toml", (SHIPPED / "figurewatch.toml").read_text("utf-8"))
    assert load_settings(tmp_path) == Settings(
        home=tmp_path, database=f"sqlite:///{tmp_path / 'figurewatch.db'}"
    )


def test_shipped_sources_are_whole_and_enabled(tmp_path):
    """The six shipped sources load, are enabled, and follow their own start articles' shape."""
    sources = load(tmp_path).enabled()
    assert {s.slug for s in sources} == {
        "chinadaily-shanghai",
        "pudong-en",
        "pudong-zh",
        "shanghai-en",
        "shine",
        "yangpu-zh",
    }
    assert all(s.starts and s.follow and s.limits.delay_s >= 2 for s in sources)


def test_a_home_file_replaces_the_shipped_one(tmp_path):
    """A home's source file of the same name replaces the shipped one and can turn it off."""
    write(tmp_path, "sources/shine.toml", "enabled = false\n" + GOOD)
    config = load(tmp_path)
    assert next(s for s in config.sources if s.slug == "shine").name == "A portal"
    assert "shine" not in {s.slug for s in config.enabled()}


def test_default_sources_can_be_left_out(tmp_path):
    """With default_sources = false only the home's own sources are followed."""
    write(tmp_path, "figurewatch.toml", "default_sources = false")
    write(tmp_path, "sources/mine.toml", GOOD)
    (source,) = load(tmp_path).sources
    assert (source.slug, source.starts[0].kind, source.hosts) == (
        "mine",
        PageKind.INDEX,
        ("www.example.org",),
    )


@pytest.mark.parametrize(
    ("text", "key", "words"),
    [
        (GOOD.replace("name", "nmae"), "nmae", "did you mean 'name'"),
        (GOOD.replace('"government"', '"goverment"'), "kind", "'government', 'news'"),
        (GOOD.replace("https://www", "ftp://www"), "start[0].url", 'begins with "http://"'),
        (GOOD.replace(".org/", ".org:99999/"), "start[0].url", "port that can exist"),
        (GOOD.replace("www.example.org", "[::1"), "start[0].url", "host and port"),
        (GOOD.replace("www", "a." * 150), "start[0].url", "host and port"),
        (GOOD.replace("www", "a" * 64), "start[0].url", "host and port"),
        (GOOD.replace("www", "."), "start[0].url", "host and port"),
        ("hosts = ['a.example:99999']" + GOOD, "hosts[0]", "host name"),
        ("hosts = ['[::1']" + GOOD, "hosts[0]", "host name"),
        (GOOD.replace(r"/news/\d+", "("), "follow[0]", "regular expression"),
        (GOOD + '[schedule]\nevery = "often"', "schedule.every", '"6h"'),
        (GOOD + '[schedule]\nevery = "6h"\ncron = "0 7 * * *"', "schedule", "not both"),
        (GOOD + '[schedule]\ncron = "7"', "schedule.cron", "five fields"),
        (GOOD + '[schedule]\ncron = "0 7 * * 1"', "schedule.cron", "mon-fri"),
        (GOOD + '[schedule]\ncron = "99 7 * * mon"', "schedule.cron", "cron line"),
        (GOOD.replace('"en"', '"tlh"'), "language", "tlh"),
        (GOOD + '[schedule]\ntimezone = "Mars/Base"', "schedule.timezone", "Asia/Shanghai"),
        (GOOD + "[limits]\ndelay = -1", "limits.delay", "-1"),
        (GOOD + '[limits]\nmax_pages = "many"', "limits.max_pages", "'many'"),
        (GOOD + "[limits]\npages = 3", "limits.pages", "max_pages"),
        (GOOD.replace('name = "A portal"', ""), "name", "missing"),
        ("name = ", "", "not valid TOML"),
    ],
)
def test_a_mistake_names_file_key_and_what_is_allowed(tmp_path, text, key, words):
    """A mistake in a source file gives one message: the file, the key, what is allowed."""
    path = write(tmp_path, "sources/mine.toml", text)
    with pytest.raises(ConfigError) as caught:
        load_source(path)
    assert caught.value.file == str(path)
    assert caught.value.key == key
    assert words in str(caught.value)
    assert "\n" not in caught.value.problem or key == ""


def test_hosts_of_every_kind_are_taken(tmp_path):
    """Chinese names, ports and IPv6 addresses are hosts."""
    for host in ("例子.中国", "www.example.org:8080", "[2001:db8::1]:80"):
        path = write(tmp_path, "sources/mine.toml", GOOD.replace("www.example.org", host))
        assert load_source(path).hosts == (host,)


def test_a_source_names_its_selectors_and_what_fetches_it(tmp_path):
    """XPath and CSS are told apart by their first sign; a list of addresses is enough to begin."""
    text = """
        name = "A portal"
        kind = "government"
        language = "zh"
        addresses = ["https://www.example.org/report.html"]
        render = "browser"
        attachments = false
        [schedule]
        longest = "14d"
        [selectors]
        body = ["//div[@id='zoom']", "div.article > p"]
        drop = [".share"]
        published = "span.date"
        """
    source = load_source(write(tmp_path, "sources/mine.toml", text))
    assert [(start.url, start.kind) for start in source.starts] == [
        ("https://www.example.org/report.html", PageKind.ARTICLE)
    ]
    assert source.render is Render.BROWSER
    assert not source.attachments
    assert source.schedule.longest_s == 14 * 24 * 3600
    assert source.selectors == Selectors(
        body=("//div[@id='zoom']", "div.article > p"), drop=(".share",), published="span.date"
    )


@pytest.mark.parametrize("selector", ["//div[", "div[", "..", "//div[@id=']"])
def test_a_broken_selector_is_told(tmp_path, selector):
    """The message names the key and says what a selector looks like."""
    text = GOOD + f"\n[selectors]\nbody = [{json.dumps(selector)}]"
    with pytest.raises(ConfigError, match=r"selectors\.body\[0\].*CSS selector"):
        load_source(write(tmp_path, "sources/mine.toml", text))


def test_a_source_without_anything_to_read_is_told(tmp_path):
    """Neither a start nor an address: there is nothing to crawl."""
    text = 'name = "A portal"\nkind = "government"\nlanguage = "en"'
    with pytest.raises(ConfigError, match=r"\[\[start\]\] or .addresses."):
        load_source(write(tmp_path, "sources/mine.toml", text))


def test_a_home_may_add_a_language(tmp_path):
    """A source may be in a language whose file lies in its own home, and in no other."""
    path = write(tmp_path, "sources/mine.toml", GOOD.replace('"en"', '"fr"'))
    with pytest.raises(ConfigError, match="must be one of en, zh"):
        load_source(path)
    write(tmp_path, "languages/fr.toml", "")
    assert load_source(path).language == "fr"


def test_the_database_of_a_home_with_odd_signs_lies_in_it(tmp_path):
    """Signs that mean something in a URL mean nothing in a folder's name."""
    for name in ("what?/h", "50%25 #1?a=b", "a@b:c", "杨 浦"):
        home = tmp_path / name
        with open_store(load_settings(home).database):
            assert (home / "figurewatch.db").is_file()


def test_a_slug_is_safe(tmp_path):
    """A file name that could not be a slug is refused before its content is read."""
    path = write(tmp_path, "sources/Two words.toml", GOOD)
    with pytest.raises(ConfigError, match="hyphens"):
        load_source(path)


def test_a_mistake_in_the_settings_is_told(tmp_path):
    """A setting with a wrong value names the file, the key and what was read."""
    write(tmp_path, "figurewatch.toml", '[crawl]\ntimeout = "soon"')
    with pytest.raises(ConfigError, match=r"figurewatch\.toml:2: crawl\.timeout: read 'soon'"):
        load_settings(tmp_path)


def test_there_is_no_second_reader_unless_asked_for(tmp_path):
    """Out of the box no service is named, so nothing can leave the machine."""
    assert load_settings(tmp_path).second_reader.url == ""


def test_a_second_reader_is_named_in_the_settings(tmp_path):
    """What the file says of the second reader is what is in force, and is shown again."""
    text = """[second_reader]
url = "https://api.example.org/v1/"
model = "small"
key_variable = "EXAMPLE_KEY"
timeout = "2m"
max_kib = 64
"""
    write(tmp_path, "figurewatch.toml", text)
    settings = load_settings(tmp_path)
    second = settings.second_reader
    assert (second.url, second.model) == ("https://api.example.org/v1", "small")
    assert (second.key_variable, second.timeout_s) == ("EXAMPLE_KEY", 120)
    assert second.max_bytes == 65_536
    write(tmp_path, "figurewatch.toml", settings_toml(settings))
    assert load_settings(tmp_path).second_reader == second


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:8080/v1", "http://localhost/v1", "http://[::1]:1", "https://10.0.0.5"]
)
def test_plain_http_is_for_this_machine_only(tmp_path, url):
    """Without TLS a service may only be asked on this machine."""
    write(tmp_path, "figurewatch.toml", f'[second_reader]\nurl = "{url}"\nmodel = "m"')
    assert load_settings(tmp_path).second_reader.url == url


@pytest.mark.parametrize(
    ("line", "key", "words"),
    [
        ('url = "http://api.example.org/v1"', "url", "must begin with .https://"),
        ('url = "http://127.0.0.1.example.org"', "url", "must begin with .https://"),
        ('url = "https://me:secret@api.example.org"', "url", "with no user"),
        ('url = "https://api.example.org/v1?key=1"', "url", "with no user"),
        ('url = "https://a.example/v1\\nx"', "url", "an address such as"),
        ('url = "file:///etc/passwd"', "url", "an address such as"),
        ('url = "https://api.example.org"', "model", "must name the model"),
        ('key_variable = "sk-123"', "key_variable", "match pattern"),
        ("max_tokens = 1", "max_tokens", "greater than or equal to 100"),
        ('key = "sk-123"', "key", "allowed: .*key_variable"),
    ],
)
def test_a_mistake_in_the_second_reader_is_told(tmp_path, line, key, words):
    """A second reader that cannot be, or is not safe, is refused with its key and the reason."""
    write(tmp_path, "figurewatch.toml", f"[second_reader]\n{line}")
    with pytest.raises(ConfigError, match=rf"figurewatch\.toml:.*second_reader\.{key}: .*{words}"):
        load_settings(tmp_path)
