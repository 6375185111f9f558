"""When most pages of a source turn at once it is held: one alarm, and no flood of removals."""

import json
import socket
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import delete, update

from home import Home, open_home, report_of
from model import AlarmKind, ChangeKind, Check, CheckState, CrawlOrder, Direction, PageKind
from parsing import Parser
from releasing import release
from reports import render_report, render_rows
from runs import run
from storage.engine import writing
from storage.tables import alarm as alarm_table
from storage.tables import run as run_table
from storage.tables import source_run
from tests.lines import line, look, now, write_home
from tests.site import Answer, Site, pages

TALK = (
    "The head of the district answered questions from residents for more than an hour, and said "
    "that the work of the years before is to be carried on in every neighbourhood. "
)
TOPICS = "software tourism logistics finance shipping fashion education sports design farming"


def says(number: int, *, aim: int = 300, firms: int = 4_000, more: str = "") -> str:
    """The text of article ``number``, with three claims."""
    topic = TOPICS.split()[number]
    return (
        f"<p>Yangpu aims to raise the revenue of {topic} to {aim + number} billion yuan by the "
        f"end of 2027.</p><p>{TALK}</p>"
        f"<p>At the end of 2024 the district had {firms + number:,} {topic} companies.</p>"
        f"<p>The {topic} industry grew 12.5 percent in 2024.</p>{more}"
    )


def old_template(number: int, text: str) -> Answer:
    title = f"Yangpu and its {TOPICS.split()[number]}"
    return pages.page(title, text)


def broken_template(number: int, _text: str) -> Answer:
    """The frame of the new design, whose text comes by a script."""
    title = f"Yangpu and its {TOPICS.split()[number]}"
    return pages.page(title, f"<p>{TALK}</p><div id='app' data-page='{number}'></div>")


def new_template(number: int, text: str) -> Answer:
    title = f"Yangpu and its {TOPICS.split()[number]}"
    body = (
        f'<!DOCTYPE html><html lang="en"><head><title>{title} - Yangpu</title></head><body>'
        f'<div class="wrap"><header><a href="/">Home</a></header><article class="post">'
        f'<h2>{title}</h2><section class="prose">{text}</section></article></div></body></html>'
    )
    return Answer(body.encode())


def blocked(*_: object) -> Answer:
    return pages.page("Security check", "<p>Please complete the captcha to continue.</p>")


def home_of(folder: Path, site: Site, numbers: Iterable[int]) -> Path:
    """A home that follows these articles, patient with a busy machine."""
    home = write_home(folder, [site.url(f"/{number}") for number in numbers], parse_s=60)
    settings = home / "config" / "figurewatch.toml"
    settings.write_text(settings.read_text().replace('timeout = "2s"', 'timeout = "20s"'))
    return home


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    """The parser of all tests here: their homes have one vocabulary."""
    folder = tmp_path_factory.mktemp("shared")
    with Site() as site, line(home_of(folder, site, [0])) as (_, parser):
        yield parser


@pytest.fixture
def ten(tmp_path, shared):
    """A site of ten articles, once looked at, with the home that follows it."""
    with Site() as site:
        for number in range(10):
            site.put(f"/{number}", old_template(number, says(number)))
        with line(home_of(tmp_path, site, range(10)), shared) as (home, parser):
            assert {check.claims for check in look(home, parser).values()} == {3}
            yield site, home, parser


def turn(site: Site, template, numbers=range(8), **edits):
    """Serve these articles in the template; ``edits`` are the words of some, by number."""
    for number in numbers:
        site.put(f"/{number}", template(number, edits.get(f"n{number}", says(number))))


def told(home, **which):
    """What was found, as (what, path)."""
    return sorted(
        (str(item.change.change), "/" + item.url.split("/", 3)[3])
        for item in home.store.changes(**which)
    )


def the_alarm(home):
    (alarm,) = home.store.open_alarms().values()
    return alarm


def test_a_redesign_is_one_item_and_what_changed_in_it_is_told_when_it_is_read_again(ten):
    """Old template, unreadable template, new template: nothing is told in between, and then the
    raise, the removal and the addition that happened meanwhile, each against the last text that
    held the claims.
    """
    site, home, parser = ten
    turn(site, broken_template)
    site.put("/8", old_template(8, says(8, aim=400)))
    second = look(home, parser)
    assert {second[f"/{n}"].state for n in range(8)} == {CheckState.SUSPICIOUS}
    assert told(home) == [("changed", "/8")], "a page that did not turn keeps telling"
    alarm = the_alarm(home)
    assert (alarm.kind, alarm.held, alarm.source) == (AlarmKind.REDESIGN, True, "site")
    assert "8 of 10" in alarm.why
    assert 1 <= len(alarm.evidence) <= 9
    assert all("3 claims" in words and "suspicious" in words for _, words in alarm.evidence)
    assert home.store.source_states()["site"].state == "held"

    third = look(home, parser)
    assert {third[f"/{n}"].state for n in range(8)} == {CheckState.SUSPICIOUS}
    assert the_alarm(home).id == alarm.id, "one alarm, however long it lasts"

    gone = says(2).replace("<p>The logistics industry grew 12.5 percent in 2024.</p>", "")
    added = says(3, more="<p>Yangpu aims to build 25 parks by the end of 2028.</p>")
    turn(site, new_template, n1=says(1, aim=350), n2=gone, n3=added)
    look(home, parser)
    assert home.store.open_alarms() == {}
    assert told(home) == [("added", "/3"), ("changed", "/1"), ("changed", "/8"), ("removed", "/2")]
    (raised,) = [each for each in home.store.changes() if each.url.endswith("/1")]
    assert raised.change.direction is Direction.RAISED
    assert (raised.old_version.seq, raised.new_version.seq) == (1, 2)
    assert raised.new_version.capture_sha256
    (ended,) = home.store.alarms()
    assert "10 of 10" in ended.ended_by
    assert home.store.source_states()["site"].state == "active"


def test_a_redesign_that_the_reader_never_reads_stays_held(ten):
    """However often the pages are looked at: never "all targets removed"."""
    site, home, parser = ten
    turn(site, broken_template, range(10))
    for _ in range(6):
        look(home, parser)
    assert told(home) == []
    assert the_alarm(home).held


def test_a_text_that_turned_waits_for_its_source(ten):
    """Pages that shrank to a line are let in after a while, but not while the source is held."""
    site, home, parser = ten
    for number in range(10):
        site.put(f"/{number}", pages.page("Yangpu", "<p>Welcome to the new portal of Yangpu.</p>"))
    for _ in range(6):
        checks = look(home, parser)
    assert not {check.state for check in checks.values()} & {CheckState.OK, CheckState.UNCHANGED}
    assert told(home) == []


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (Answer(b"the server is ill", 500), AlarmKind.OUTAGE),
        (blocked(), AlarmKind.BLOCKED),
        (Answer(b"forbidden", 403), AlarmKind.BLOCKED),
        (Answer(b"<html><body></body></html>"), AlarmKind.UNREAD),
    ],
)
def test_what_happened_to_a_source_is_named_once_and_ends_by_itself(ten, answer, kind):
    """An outage, a captcha with status 200, a refusal, pages without text: one alarm each."""
    site, home, parser = ten
    for number in range(10):
        site.put(f"/{number}", answer)
    for _ in range(5):
        look(home, parser)
    assert the_alarm(home).kind is kind
    assert told(home) == []
    for number in range(10):
        site.put(f"/{number}", old_template(number, says(number, aim=320 if number == 4 else 300)))
    look(home, parser)
    (alarm,) = home.store.alarms()
    assert "there again" in alarm.ended_by
    assert told(home) == [("changed", "/4")]


def test_an_outage_that_ends_in_a_redesign_becomes_one(ten):
    """The one open alarm learns better: its kind is sharpened, no second one is raised."""
    site, home, parser = ten
    for number in range(10):
        site.put(f"/{number}", Answer(b"the server is ill", 500))
    look(home, parser)
    assert the_alarm(home).kind is AlarmKind.OUTAGE
    turn(site, broken_template, range(10))
    look(home, parser)
    look(home, parser)
    assert the_alarm(home).kind is AlarmKind.REDESIGN
    assert len(home.store.alarms()) == 1
    assert told(home) == []


def test_a_host_that_wants_peace_says_nothing_of_pages_that_were_not_asked_for(ten):
    """One busy answer that asks for a day of peace ends the crawl, and is no outage."""
    site, home, parser = ten
    site.put("/0", Answer(b"busy", 503, {"Retry-After": "86400"}))
    checks = look(home, parser)
    assert sum(not check.asked for check in checks.values()) >= 8
    assert home.store.alarms() == ()
    pages_now = {page.url: page for page in home.store.pages("site")}
    unasked = [pages_now[check.url] for check in checks.values() if not check.asked]
    assert {page.failure_streak for page in unasked} == {0}
    assert {page.last_state for page in unasked} == {CheckState.OK}


def test_an_outage_of_the_whole_site_is_one_alarm(ten):
    """503 on every page: each crawl gives up early, and the third one that does is enough."""
    site, home, parser = ten
    for number in range(10):
        site.put(f"/{number}", Answer(b"the server is busy", 503))
    for _ in range(4):
        look(home, parser)
    assert the_alarm(home).kind is AlarmKind.OUTAGE
    assert len(home.store.alarms()) == 1
    assert told(home) == []


def test_one_page_that_fails_or_loses_its_claims_is_no_alarm(ten):
    """One page fails and another drops its claims: the first is recorded, the second told at once
    as provisional, for the other pages show that the source is well.
    """
    site, home, parser = ten
    site.put("/0", Answer(b"oops", 500))
    turn(site, broken_template, [1])
    look(home, parser)
    assert home.store.alarms() == ()
    assert told(home) == [("removed", "/1")] * 3
    assert {each.change.state for each in home.store.changes()} == {"provisional"}
    look(home, parser)
    assert {each.change.state for each in home.store.changes()} == {"confirmed"}
    assert home.store.alarms() == ()


def test_a_quiet_week_is_no_alarm(ten):
    """Looks that find nothing new say nothing against a source."""
    _, home, parser = ten
    for _ in range(5):
        look(home, parser)
    assert home.store.alarms() == ()
    lately = home.store.source_states()["site"].lately
    assert [(each.articles, each.read, each.versions) for each in lately[:2]] == [(10, 10, 0)] * 2


def test_a_source_that_is_released_by_hand_tells_everything_at_once(ten):
    """Release reads the answers that were kept: the removals are told, with their evidence, and
    nothing is fetched. What is there later is compared with what was told.
    """
    site, home, parser = ten
    turn(site, broken_template)
    look(home, parser)
    asked = len(site.log)
    (source,) = home.config.enabled()
    checks: list[Check] = []
    ended = release(
        source,
        home.config.settings,
        home.store,
        parser,
        clock=now,
        owner="test",
        told=checks.append,
    )
    assert len(site.log) == asked
    assert len(checks) == 8
    assert ended.outcome == "finished"
    found = home.store.changes(run=ended.id)
    assert [each.change.change for each in found] == [ChangeKind.REMOVED] * 24
    assert all(each.new_version.capture_sha256 for each in found)
    (alarm,) = home.store.alarms()
    assert alarm.ended_by == "released by hand"
    look(home, parser)
    assert home.store.open_alarms() == {}
    assert {each.change.state for each in home.store.changes()} == {"confirmed"}


def test_a_release_that_was_cut_off_leaves_the_source_held(ten):
    """What was not told yet is told by the next release."""
    site, home, parser = ten
    turn(site, broken_template)
    look(home, parser)
    (source,) = home.config.enabled()
    given = (source, home.config.settings, home.store, parser)
    said: list[Check] = []

    def cut_off(check):
        said.append(check)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        release(*given, clock=now, owner="test", told=cut_off)
    assert the_alarm(home).held
    release(*given, clock=now, owner="test", told=said.append)
    assert home.store.open_alarms() == {}
    assert len({check.url for check in said}) == len(said) == 8


def test_a_held_source_is_one_item_in_every_report(ten):
    """Text, Markdown, HTML and JSON Lines show the alarm with its evidence, and what to do."""
    site, home, parser = ten
    turn(site, broken_template)
    look(home, parser)
    report = report_of(home, "Check", run=2)
    assert report.told == ()
    for style in ("text", "md", "html"):
        page = render_report(report, style)
        assert "site is held" in page
        assert "sources release site" in page.replace("\\", "")
        assert "last there" in page
    records = [json.loads(one) for one in render_report(report, "jsonl").splitlines()]
    (alarm,) = [each["alarm"] for each in records if "alarm" in each]
    assert (alarm["source"], alarm["kind"], alarm["held"]) == ("site", "redesign", True)
    assert alarm["evidence"][0]["url"].startswith("http")
    states = home.store.source_states()
    row = render_rows("sources", [(home.config.enabled()[0], states["site"])], "jsonl")
    assert json.loads(row)["state"] == "held"


def test_a_small_source_is_held_when_all_of_it_turns(tmp_path, shared):
    """Of two pages both have to turn; the one that turns alone is told as it is."""
    with Site() as site:
        for number in range(2):
            site.put(f"/{number}", old_template(number, says(number)))
        with line(home_of(tmp_path, site, range(2)), shared) as (home, parser):
            look(home, parser)
            turn(site, broken_template, range(2))
            look(home, parser)
            assert the_alarm(home).held
            assert told(home) == []
            turn(site, old_template, range(1))
            turn(site, new_template, [1], n1=says(1, aim=350))
            look(home, parser)
            assert home.store.open_alarms() == {}
            assert told(home) == [("changed", "/1")]


def test_the_only_page_of_a_source_waits_for_a_second_look(tmp_path, shared):
    """Nothing shows what the loss of all its claims means: it is told when it stays so."""
    with Site() as site:
        site.put("/0", old_template(0, says(0)))
        with line(home_of(tmp_path, site, [0]), shared) as (home, parser):
            look(home, parser)
            turn(site, broken_template, [0])
            assert look(home, parser)["/0"].state is CheckState.SUSPICIOUS
            assert told(home) == []
            assert look(home, parser)["/0"].state is CheckState.OK
            assert told(home) == [("removed", "/0")] * 3


def index_of(*numbers: int) -> Answer:
    """A start page with the headlines of these articles: a bare number would be a pager's."""
    links = (f'<li><a href="/{n}">Yangpu and its {TOPICS.split()[n]}</a></li>' for n in numbers)
    return Answer(f"<html><body><ul>{''.join(links)}</ul></body></html>".encode())


@contextmanager
def following(folder: Path, site: Site, parser: Parser) -> Iterator[Home]:
    """A home that finds its four articles on a start page, and has looked once."""
    site.put("/", index_of(*range(4)))
    for number in range(4):
        site.put(f"/{number}", old_template(number, says(number)))
    home_of(folder, site, [])
    source = folder / "config" / "sources" / "site.toml"
    start = f'[[start]]\nurl = "{site.url("/")}"\nkind = "index"\n'
    text = source.read_text().replace("[limits]", f"{start}[limits]")
    source.write_text(text.replace("place =", "follow = ['/\\d$']\nplace ="))
    with line(folder, parser) as (home, _):
        assert len(look(home, parser)) == 4
        yield home


def look_at_starts(home: Home, parser: Parser, slugs: Sequence[str] = ("site",)) -> None:
    """A crawl while no article is due, with its verdict, as ``run`` does it."""
    home.store.sync_sources(home.config.sources, now())
    orders = [
        CrawlOrder(source, not_due=home.store.pages(source.slug, PageKind.ARTICLE))
        for source in home.config.enabled()
        if source.slug in slugs
    ]
    run(lambda: orders, home.config.settings, home.store, parser, requested_by="test", clock=now)


def test_an_index_that_leads_nowhere_any_more_is_an_alarm_of_its_own(tmp_path, shared):
    """Two crawls in a row without a link; it ends when the index leads somewhere again."""
    with Site() as site, following(tmp_path, site, shared) as home:
        site.put("/", pages.index("/en/new", "/en/newer"))
        look(home, shared)
        assert home.store.open_alarms() == {}, "one look may be flaky"
        look(home, shared)
        alarm = the_alarm(home)
        assert (alarm.kind, alarm.held) == (AlarmKind.LOST, False)
        site.put("/", index_of(0))
        look(home, shared)
        assert home.store.open_alarms() == {}


def test_a_start_page_that_does_not_answer_is_not_one_that_leads_nowhere(tmp_path, shared):
    """While no article is due: three crawls that the server of the start page failed in are an
    outage, which ends when it leads on again.
    """
    with Site() as site, following(tmp_path, site, shared) as home:
        site.put("/", Answer(b"the server is ill", 500))
        for _ in range(2):
            look_at_starts(home, shared)
        assert home.store.alarms() == ()
        assert home.store.lately("site")[0].links is None
        look_at_starts(home, shared)
        alarm = the_alarm(home)
        assert (alarm.kind, alarm.held) == (AlarmKind.OUTAGE, False)
        look_at_starts(home, shared)
        assert the_alarm(home).id == alarm.id
        site.put("/", index_of(*range(4)))
        look_at_starts(home, shared)
        assert home.store.open_alarms() == {}


def test_our_own_network_is_no_trouble_of_start_pages(tmp_path, shared):
    """Two sources whose start pages are silent, with no article due, raise nothing; of one that is
    silent while the other answers, it is said.
    """
    with Site() as site, Site() as other:
        with following(tmp_path, site, shared):
            pass
        first = tmp_path / "config" / "sources" / "site.toml"
        (first.parent / "other.toml").write_text(first.read_text().replace(site.host, other.host))
        other.put("/", index_of(*range(4)))
        for number in range(4):
            other.put(f"/{number}", old_template(number, says(number)))
        with line(tmp_path, shared) as (home, _):
            look_at_starts(home, shared, ("site", "other"))
            for each in (site, other):
                each.put("/", pages.hang_up)
            for _ in range(4):
                look_at_starts(home, shared, ("site", "other"))
            assert home.store.lately("site")[0].is_silent
            assert home.store.alarms() == ()
            other.put("/", index_of(*range(4)))
            look_at_starts(home, shared, ("other", "site"))
            look_at_starts(home, shared, ("other", "site"))
            assert the_alarm(home).source == "site"


def test_when_nobody_can_be_reached_it_is_our_network(tmp_path, shared):
    """Two sources that are silent at once are one notice and no alarm; one of them alone is."""
    with Site() as site, Site() as other:
        for each in (site, other):
            for number in range(4):
                each.put(f"/{number}", old_template(number, says(number)))
        folder = home_of(tmp_path, site, range(4))
        first = folder / "config" / "sources" / "site.toml"
        second = first.read_text().replace(site.host, other.host)
        (first.parent / "other.toml").write_text(second)
        with line(folder, shared) as (home, parser):
            look(home, parser)
            for each in (site, other):
                for number in range(4):
                    each.put(f"/{number}", pages.hang_up)
            look(home, parser)
            assert home.store.alarms() == ()
            (notice,) = report_of(home, "Check", run=2).notices
            assert "No source could be reached" in notice
            for number in range(4):
                other.put(f"/{number}", old_template(number, says(number)))
            look(home, parser)
            assert the_alarm(home).source == "site"
            assert report_of(home, "Check", run=3).notices == ()


@pytest.mark.parametrize("etag", [None, '"1"'])
def test_a_removal_is_confirmed_by_the_next_look_and_told_then(tmp_path, shared, etag):
    """The same bytes or a 304 are a second look as good as any; the first is for the digest, the
    confirmed removal of a target is told now.
    """
    headers = {"ETag": etag} if etag else {}
    with Site() as site:
        full, less = says(0), says(0).replace("Yangpu aims to raise the revenue", "The revenue")
        less = less.replace("of software to 300 billion yuan by the end of 2027", "is a secret")
        site.put("/0", replace(old_template(0, full), headers=headers))
        with line(home_of(tmp_path, site, [0]), shared) as (home, parser):
            look(home, parser)
            site.put("/0", replace(old_template(0, less), headers={"ETag": '"2"'} if etag else {}))
            look(home, parser)
            (gone,) = home.store.changes()
            assert (gone.change.state, gone.change.notice) == ("provisional", "digest")
            assert report_of(home, "Check", run=2).confirmed == ()
            look(home, parser)
            (gone,) = home.store.changes()
            assert (gone.change.state, gone.change.notice) == ("confirmed", "now")
            report = report_of(home, "Check", run=3)
            assert [each.id for each in report.told] == [gone.id]
            assert report.changes == ()
            look(home, parser)
            assert report_of(home, "Check", run=4).told == ()


def test_a_run_that_was_cut_off_is_settled_at_the_next_start(ten, tmp_path):
    """What a killed run had stored of its looks is counted when the home is opened again."""
    site, home, parser = ten
    for number in range(10):
        site.put(f"/{number}", Answer(b"the server is ill", 500))
    look(home, parser)
    with writing(home.store._engine) as connection:  # as a kill before the end leaves it
        connection.execute(delete(alarm_table))
        connection.execute(delete(source_run).where(source_run.c.run_id == 2))
        gone = {"ended_at": None, "outcome": None, "owner": f"{socket.gethostname()}:1:0"}
        connection.execute(update(run_table).where(run_table.c.id == 2).values(**gone))
    with open_home(tmp_path, now) as again:
        assert again.store.run(2).outcome == "interrupted"
        assert the_alarm(again).kind is AlarmKind.OUTAGE
