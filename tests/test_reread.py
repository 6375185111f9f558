"""A better reader makes new readings of what is stored, and never a change."""

import sqlite3
from contextlib import closing

import pytest

import claims
import crawler.version
from model import CheckState, DamagedError
from reread import reread, wanted_by
from tests.lines import line, look, now, write_home
from tests.site import Site, pages

GOAL = "Yangpu aims to raise the revenue of its online new economy to {} by the end of 2027. "
KIOSKS = "At the end of 2024 the district had {} newspaper kiosks. "
TALK = "The district head answered questions from residents for more than an hour. "
GLOSSARY = '[heads.kiosks]\nname = "street stalls"\nen = ["newspaper kiosks"]\n[modifiers]\n'


def put(site, amount="300 billion yuan", kiosks="120", more=""):
    said = KIOSKS.format(kiosks) if kiosks else ""
    text = GOAL.format(amount) + said + TALK + more
    site.put("/a", pages.page("Yangpu sets out its goals", text))


def own_words(folder, text=GLOSSARY):
    (folder / "config" / "indicators.toml").write_text(text)


def newest(home):
    (page,) = home.store.pages()
    return home.store.latest_version(page.id)


def read_all(home, parser, *, every=False, dry_run=False):
    """Read anew all that another reader read; what came of each version."""
    places = {source.slug: source.place for source in home.config.sources}
    todo = [
        each
        for each in home.store.readings(every=every)
        if wanted_by(each, places.get(each.source), parser) != each.read_by
    ]
    return list(reread(todo, places, home.store, parser, now, dry_run=dry_run))


@pytest.fixture
def site():
    with Site() as site:
        yield site


def test_the_label_of_a_reader_tells_code_words_and_place(tmp_path, site):
    """Other words, another place of the source or other code are another reader, and the same
    are the same in any process.
    """
    home_folder = write_home(tmp_path, [site.url("/a")])
    with line(home_folder) as (home, parser):
        plain = parser.read_by("Yangpu")
        assert plain == parser.read_by("Yangpu")
        assert plain.reader == claims.reader_label(home.words.digest, "Yangpu")
        assert plain.reader != parser.read_by("Pudong").reader
        assert "trafilatura-" in plain.extractor
    own_words(home_folder)
    with line(home_folder) as (_, parser):
        assert parser.read_by("Yangpu").reader != plain.reader
        assert parser.read_by("Yangpu").extractor == plain.extractor
    own_words(home_folder, "")
    (home_folder / "config" / "indicators.toml").unlink()
    with line(home_folder) as (_, parser):
        assert parser.read_by("Yangpu") == plain


def test_a_better_reader_raises_no_change(tmp_path, site):
    """A glossary that names an indicator otherwise is no change of a page that was reworded; the
    version before has a reading of its own by the new words.
    """
    put(site)
    home_folder = write_home(tmp_path, [site.url("/a")])
    with line(home_folder) as (home, parser):
        look(home, parser)
        old = newest(home)
    own_words(home_folder)
    put(site, more="The minutes are published. ")
    with line(home_folder) as (home, parser):
        done = look(home, parser)["/a"]
        assert done.state is CheckState.OK
        assert done.note.startswith("new version, the same claims")
        assert home.store.changes() == ()
        again = home.store.version(old.id)
        assert {each.indicator_key for each in again.claims} != {
            each.indicator_key for each in old.claims
        }
        assert again.article == old.article
        assert again.read_by == parser.read_by("Yangpu") != old.read_by


def test_a_change_is_found_across_readers(tmp_path, site):
    """What did change is told, once, and nothing else: both sides are read by the same."""
    put(site)
    home_folder = write_home(tmp_path, [site.url("/a")])
    with line(home_folder) as (home, parser):
        look(home, parser)
    own_words(home_folder)
    put(site, kiosks="90")
    with line(home_folder) as (home, parser):
        look(home, parser)
        (found,) = home.store.changes()
        assert found.change.aspects == ("value",)
        assert found.change.old.indicator_key == found.change.new.indicator_key


def test_another_extractor_is_no_change_either(tmp_path, site, monkeypatch):
    """A page stored by an extractor that found other text is extracted anew before it is compared;
    a page whose bytes are the same costs nothing.
    """
    put(site)
    home_folder = write_home(tmp_path, [site.url("/a")])
    with line(home_folder) as (home, parser):
        look(home, parser)
        spoil_text(home_folder, home)
        monkeypatch.setattr(crawler.version, "EXTRACTOR_VERSION", "next")
        assert look(home, parser)["/a"].note == "the same bytes as before"
        assert newest(home).article.text == "An extractor of old found this alone."
        put(site, more="<!-- built again -->")
        assert look(home, parser)["/a"].note == "the same text as before"
        assert "120 newspaper kiosks" in newest(home).article.text
        put(site, amount="350 billion yuan")
        look(home, parser)
        (found,) = home.store.changes()
        assert found.change.aspects == ("value",)


def spoil_text(home_folder, home):
    """Let the stored text be what a poor extractor made of the bytes."""
    poor = newest(home)
    text = "An extractor of old found this alone."
    article = type(poor.article)(text, title=poor.article.title)
    read_by = poor.read_by._replace(extractor="poor")
    assert home.store.add_reading(poor.id, article, (), read_by, now())
    assert newest(home).article.text == text
    assert newest(home).claims == ()


def test_a_capture_that_is_damaged_makes_no_false_change(tmp_path, site, monkeypatch):
    """Where the bytes of the version before are damaged and the extractor is another, a figure
    that became another in its sentence is told all the same; what came or went is not, for the
    extractor may have made it. The check says so, and the next look compares everything again.
    """
    put(site)
    home_folder = write_home(tmp_path, [site.url("/a")])
    with line(home_folder) as (home, parser):
        look(home, parser)
        old = newest(home)
        damage(home_folder, old.capture_sha256)
        with pytest.raises(DamagedError):
            home.store.capture(old.id)
        monkeypatch.setattr(crawler.version, "EXTRACTOR_VERSION", "next")
        put(site, amount="350 billion yuan", more="It has 4,000 trees. ", kiosks=None)
        done = look(home, parser)["/a"]
        assert done.state is CheckState.OK
        assert done.note.startswith("new version, compared by the stored text alone: ")
        assert "damaged" in done.note
        assert quotes(home) == [("300 billion yuan", "350 billion yuan")]
        (again,) = read_all(home, parser, every=True)
        assert "damaged" in again.problem
        put(site, amount="350 billion yuan", more="It has 5,000 trees. ", kiosks=None)
        look(home, parser)
        assert quotes(home)[1:] == [("4,000 trees", "5,000 trees")]


def quotes(home):
    """What the changes told so far are, old and new."""
    changes = [each.change for each in home.store.changes()]
    return [(each.old and each.old.quote, each.new and each.new.quote) for each in changes]


def test_a_damaged_text_ends_no_run(tmp_path, site):
    """A version whose stored text is damaged is not compared, and the run goes on."""
    put(site)
    home_folder = write_home(tmp_path, [site.url("/a")])
    with line(home_folder) as (home, parser):
        look(home, parser)
        damage(home_folder, newest(home).article.text_sha256)
        put(site, amount="350 billion yuan")
        done = look(home, parser)["/a"]
        assert done.state is CheckState.OK
        assert "not compared" in done.note
        put(site, amount="400 billion yuan")
        assert look(home, parser)["/a"].changes == 1


def damage(home_folder, sha256):
    with closing(sqlite3.connect(home_folder / "figurewatch.db")) as database:
        changed = database.execute(
            "UPDATE blob SET data = x'00', encoding = 'raw' WHERE sha256 = ?", (sha256,)
        )
        assert changed.rowcount == 1
        database.commit()
