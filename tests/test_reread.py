"""A better reader makes new readings of what is stored, and never a change."""

import json
import sqlite3
import sys
from contextlib import closing
from dataclasses import replace
from decimal import Decimal

import pytest

import claims
import crawler.version
from cli import main
from home import add_documents, add_shipped, report_of
from model import ChangeKind, CheckState, DamagedError, Presence, Quantity, ReadAs
from reread import reread, wanted_by
from storage import blobs
from storage.engine import writing
from storage.tables import capture
from tests.lines import line, look, now, write_home
from tests.site import Site, pages

YANGPU = ReadAs("Yangpu")
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
    rules = {source.slug: source.read_as for source in home.config.sources}
    todo = [
        each
        for each in home.store.readings(every=every)
        if wanted_by(each, rules.get(each.source, ReadAs()), parser) != each.read_by
    ]
    return list(reread(todo, rules, home.store, parser, now, dry_run=dry_run))


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
        plain = parser.read_by(YANGPU)
        assert plain == parser.read_by(YANGPU)
        assert plain.reader == claims.reader_label(home.words.digest, "Yangpu")
        assert plain.reader != parser.read_by(ReadAs("Pudong")).reader
        assert "trafilatura-" in plain.extractor
    own_words(home_folder)
    with line(home_folder) as (_, parser):
        assert parser.read_by(YANGPU).reader != plain.reader
        assert parser.read_by(YANGPU).extractor == plain.extractor
    own_words(home_folder, "")
    (home_folder / "config" / "indicators.toml").unlink()
    with line(home_folder) as (_, parser):
        assert parser.read_by(YANGPU) == plain


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
        assert again.read_by == parser.read_by(YANGPU) != old.read_by


def test_another_place_of_the_source_is_no_change_of_its_pages(tmp_path, site):
    """Where a source is at home is what its pages are read by: when that is put right, the claims
    that took their place from it are read anew, and nothing has changed.
    """
    site.put("/a", pages.page("Kiosks", KIOSKS.format(120) + TALK * 2))
    home_folder = write_home(tmp_path, [site.url("/a")])
    with line(home_folder) as (home, parser):
        look(home, parser)
        (old,) = newest(home).claims
    source = home_folder / "config" / "sources" / "site.toml"
    source.write_text(source.read_text().replace('place = "Yangpu"', 'place = "Pudong"'))
    site.put("/a", pages.page("Kiosks", KIOSKS.format(120) + TALK * 3))
    with line(home_folder) as (home, parser):
        assert look(home, parser)["/a"].note.startswith("new version, the same claims")
        (now_read,) = newest(home).claims
        assert (old.place, now_read.place) == ("Yangpu", "Pudong")
        assert home.store.changes() == ()


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


def test_there_and_back_is_told_in_both_reports(tmp_path, site):
    """300, 350 and 300 again are two changes, of which the later one takes back the earlier."""
    put(site)
    with line(write_home(tmp_path, [site.url("/a")])) as (home, parser):
        look(home, parser)
        for amount in ("350 billion yuan", "0.3 trillion yuan"):
            put(site, amount=amount)
            look(home, parser)
        there, back = home.store.changes()
        assert (there.reverted_by, back.reverts) == (back.id, there.id)
        told = [report_of(home, "", run=run).changes for run in (2, 3)]
        assert told == [(there,), (back,)]


def test_a_paragraph_missed_once_is_told_in_no_report(tmp_path, site):
    """Gone in one look and back in the next: both are listed, neither is reported."""
    put(site)
    with line(write_home(tmp_path, [site.url("/a")])) as (home, parser):
        look(home, parser)
        for kiosks in (None, "120"):
            put(site, kiosks=kiosks)
            look(home, parser)
        gone, back = home.store.changes()
        assert (gone.change.change, back.change.change) == (ChangeKind.REMOVED, ChangeKind.ADDED)
        assert (gone.reverted_by, back.reverts) == (back.id, gone.id)
        assert report_of(home, "").changes == ()


def test_a_removal_is_taken_back_across_readers(tmp_path, site):
    """What comes back is known by its words, though a later reader names it otherwise."""
    put(site)
    home_folder = write_home(tmp_path, [site.url("/a")])
    with line(home_folder) as (home, parser):
        look(home, parser)
        put(site, kiosks=None)
        look(home, parser)
    own_words(home_folder)
    put(site, more="The minutes are published. ")
    with line(home_folder) as (home, parser):
        look(home, parser)
        gone, back = home.store.changes()
        assert gone.change.old.indicator_key != back.change.new.indicator_key
        assert (gone.reverted_by, back.reverts, gone.cancelled) == (back.id, gone.id, True)


def test_reading_all_anew_tells_what_is_read_otherwise(tmp_path, site):
    """Claims by another name are told with both readings; nothing is raised, and what was read
    by this reader is not read again.
    """
    put(site)
    home_folder = write_home(tmp_path, [site.url("/a")])
    with line(home_folder) as (home, parser):
        look(home, parser)
        put(site, amount="350 billion yuan")
        look(home, parser)
        assert read_all(home, parser, every=True) == []
        before = home.store.changes(), home.store.findings(), home.store.checks()
    own_words(home_folder)
    with line(home_folder) as (home, parser):
        assert len(read_all(home, parser, dry_run=True)) == 1
        done = read_all(home, parser, every=True)
        assert [each.reading.seq for each in done] == [1, 2]
        for each in done:
            (change,) = each.changes
            assert (each.before, each.after, each.problem) == (2, 2, "")
            assert change.aspects == ("indicator",)
            assert change.old.quote == change.new.quote == "120 newspaper kiosks"
            assert each.reading.read_by != each.read_by == parser.read_by(YANGPU)
        assert (home.store.changes(), home.store.findings(), home.store.checks()) == before
        assert read_all(home, parser, every=True) == []
        keys = {statement.claim.indicator_key for statement in home.store.claims(current=False)}
        assert done[0].changes[0].new.indicator_key in keys
        assert done[0].changes[0].old.indicator_key not in keys


def three_versions(tmp_path, site):
    put(site)
    home_folder = write_home(tmp_path, [site.url("/a")])
    with line(home_folder) as (home, parser):
        look(home, parser)
        for amount in ("350 billion yuan", "370 billion yuan"):
            put(site, amount=amount)
            look(home, parser)
    own_words(home_folder)
    return home_folder


def is_renewed(home):
    """Whether the ledger is what the newest readings make of it."""
    before = list(home.store.ledger())
    home.store.renew_ledger()
    return [(e.series.key, e.points) for e in home.store.ledger()] == [
        (e.series.key, e.points) for e in before
    ]


def test_the_ledger_knows_what_was_read_before_a_damaged_version(tmp_path, site):
    """The newest version cannot be read at all: what was read anew of those before it is in the
    ledger all the same.
    """
    home_folder = three_versions(tmp_path, site)
    with line(home_folder) as (home, parser):
        damage(home_folder, newest(home).article.text_sha256)
        assert [bool(each.problem) for each in read_all(home, parser, every=True)] == [0, 0, 1]
        assert is_renewed(home)


def test_the_ledger_knows_what_was_read_while_a_check_was_faster(tmp_path, site):
    """A check reads the newest version anew while all are being read: the ledger holds the others
    as they were read in the end.
    """
    home_folder = three_versions(tmp_path, site)
    with line(home_folder) as (home, parser):
        todo = home.store.readings(every=True)
        rules = {"site": YANGPU}
        on_its_way = reread(todo, rules, home.store, parser, now, in_hand=1)
        next(on_its_way)
        assert len(list(reread(todo[-1:], rules, home.store, parser, now))) == 1
        assert len(list(on_its_way)) == 2
        assert is_renewed(home)


def test_what_came_and_went_between_two_readers(tmp_path, site):
    """A claim that only one of two readers saw is now read, or no longer read."""
    put(site)
    home_folder = write_home(tmp_path, [site.url("/a")])
    with line(home_folder) as (home, parser):
        look(home, parser)
        first = newest(home)
        (kiosks,) = [claim for claim in first.claims if "kiosks" in claim.quote]
        (goal,) = [claim for claim in first.claims if claim is not kiosks]
        ghost = replace(goal, quote="an hour", quantity=Quantity(Decimal(1), "hour"))
        poor = first.read_by._replace(reader="poor")
        assert home.store.add_reading(first.id, first.article, (goal, ghost), poor, now())
        (done,) = read_all(home, parser)
        seen = {change.change: change for change in done.changes}
        assert seen[ChangeKind.ADDED].new == kiosks
        assert seen[ChangeKind.REMOVED].old == ghost
        assert len(done.changes) == 2


def test_a_stored_page_that_cannot_be_extracted_any_more(tmp_path, site):
    """Its text is read, by the extractor of then, and told why; the others are read anew."""
    put(site)
    poison = b"<html><body><p " + b" ".join(b"a%d=1" % n for n in range(60_000)) + b">x</p>"
    site.put("/b", pages.page("Goals", GOAL.format("5 billion yuan") + TALK * 2))
    urls = [site.url("/b"), site.url("/a")]
    with line(write_home(tmp_path, urls, parse_s=2)) as (home, parser):
        look(home, parser)
        stored = {each.url: each for each in home.store.readings()}
        replace_body(tmp_path, home, stored[site.url("/b")], poison)
        for each in stored.values():
            version = home.store.version(each.version)
            poor = each.read_by._replace(extractor="poor")
            home.store.add_reading(each.version, version.article, (), poor, now())
        done = {each.reading.url: each for each in read_all(home, parser)}
        assert done[site.url("/a")].problem == ""
        assert "attributes" in done[site.url("/b")].problem
        assert done[site.url("/b")].read_by.extractor == "poor"
        assert done[site.url("/b")].after == 1


def replace_body(folder, home, reading, body):
    """Let the stored answer of a version be these bytes."""
    packed = blobs.packed(body)
    with writing(home.store._engine) as connection:
        blobs.keep(connection, [packed])
        changed = connection.execute(
            capture.update()
            .where(capture.c.id == reading.capture)
            .values(blob_sha256=packed.sha256)
        )
        assert changed.rowcount == 1


def test_the_command(tmp_path, site, monkeypatch, capsys):
    """It stores nothing in a rehearsal, then reads, then has nothing left to do; it ends with 0,
    and refuses what is neither a source nor a page.
    """
    put(site)
    home_folder = write_home(tmp_path, [site.url("/a")])
    with line(home_folder) as (home, parser):
        look(home, parser)
    own_words(home_folder)
    monkeypatch.setenv("COLUMNS", "250")

    def typed(*words):
        monkeypatch.setattr(
            sys, "argv", ["figurewatch", "reread", "--home", str(home_folder), *words]
        )
        with pytest.raises(SystemExit) as ended:
            main()
            sys.exit(0)
        out, err = capsys.readouterr()
        return out, err, ended.value.code or 0

    out, _, code = typed("--dry-run")
    assert code == 0
    assert "read otherwise: indicator" in out
    assert "“At the end of 2024 the district had 120 newspaper kiosks.”" in out
    assert "Nothing was stored." in out
    out, err, code = typed(site.url("/a") + "#top", "--format", "jsonl")
    (row,) = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert (row["read"], row["aspects"], row["url"]) == ("changed", ["indicator"], site.url("/a"))
    assert row["old"]["quote"] == row["new"]["quote"] == "120 newspaper kiosks"
    assert row["old_read_by"]["reader"] != row["new_read_by"]["reader"]
    assert "Versions read anew: 1; read so already: 0." in err
    out, _, code = typed("site", "--all")
    assert code == 0
    assert "Versions read anew: 0; read so already: 1." in out
    _, err, code = typed("nobody")
    assert code == 2
    assert "neither a source" in err
    (home_folder / "config" / "sources" / "site.toml").unlink()
    own_words(home_folder, GLOSSARY.replace("stalls", "stands"))
    out, _, code = typed()
    assert code == 0
    assert "no longer configured, left as they are: 1." in out


def test_the_corpus_is_read_anew_too(tmp_path):
    """Documents are read again from their text; shipped ones also when a home is opened, and
    only when the reader is another.
    """
    home_folder = write_home(tmp_path, ["https://district.example/"])
    (home_folder / "notes.txt").write_text(KIOSKS.format(80))
    with line(home_folder) as (home, _):
        add_documents(home, [home_folder / "notes.txt"])
        add_shipped(home)
        before = home.store.document_readings()
        add_shipped(home)
        assert home.store.document_readings() == before
    own_words(home_folder)
    with line(home_folder) as (home, parser):
        done = read_all(home, parser)
        assert len(done) == len(before)
        (notes,) = [each for each in done if each.reading.origin.endswith("notes.txt")]
        assert notes.changes[0].new.indicator_key == "kiosks"
        again = home.store.document_readings()
        assert {each.read_by.reader for each in again.values()} == {parser.read_by(ReadAs()).reader}
        add_shipped(home)
        assert home.store.document_readings() == again


def test_what_a_source_said_that_is_followed_no_longer_is_not_read(tmp_path, site):
    """Nobody looks at its pages any more: that they still say it is more than is known."""
    put(site)
    home_folder = write_home(tmp_path, [site.url("/a")])
    with line(home_folder) as (home, parser):
        look(home, parser)
        assert presences(home) == {Presence.STATED}
    (home_folder / "config" / "sources" / "site.toml").unlink()
    with line(home_folder) as (home, _):
        assert presences(home) == {Presence.NOT_READ}


def presences(home):
    keys = [each.key for each in home.store.find_series([])]
    return {one.presence for seen in home.store.sightings(keys).values() for one in seen}
