"""The whole line on a site that misbehaves: every look is recorded, and none of it is news."""

from dataclasses import replace
from datetime import date
from time import monotonic, sleep

from home import report_of
from model import ChangeKind, CheckState, Direction, Look
from tests.lines import line, look, write_home
from tests.site import Answer, Site, dead_port, pages

GOAL = "Yangpu aims to raise the revenue of its online new economy to {} by the end of 2027. "
TALK = "The district head answered questions from residents for more than an hour after the report."


def article(amount: str = "300 billion yuan", title: str = "Yangpu sets out its goals") -> Answer:
    return pages.page(title, GOAL.format(amount) + TALK)


def test_what_a_server_may_do_is_recorded_and_the_crawl_ends(tmp_path):
    """Pages that turn into faults are recorded with a reason, and no claim is said to be gone."""
    faults = {
        "/missing": (Answer(b"gone", 404), CheckState.GONE),
        "/broken": (Answer(b"oops", 500), CheckState.ERROR),
        "/forbidden": (Answer(b"no", 403), CheckState.BLOCKED),
        "/loop": (pages.redirect("/loop"), CheckState.ERROR),
        "/silent": (pages.silence, CheckState.ERROR),
        "/drip": (pages.drip, CheckState.ERROR),
        "/cut": (pages.cut_short, CheckState.TRUNCATED),
        "/hang-up": (pages.hang_up, CheckState.ERROR),
        "/garbage": (pages.garbage, CheckState.ERROR),
        "/bomb": (pages.bomb(50_000_000), CheckState.ERROR),
        "/empty": (Answer(b""), CheckState.EMPTY),
        "/private": (pages.redirect("http://10.0.0.1/"), CheckState.REFUSED),
        "/soft404": (pages.page("Page not found", "Sorry, no such page."), CheckState.SOFT404),
        "/pdf": (Answer(b"%PDF-1.7", content_type="application/pdf"), CheckState.ERROR),
        "/deep": (Answer(b"<html><body>" + b"<b>" * 5000 + b"x"), CheckState.ERROR),
    }
    with Site() as site:
        for path in (*faults, "/well"):
            site.put(path, article())
        urls = [site.url(path) for path in (*faults, "/well")]
        dead = f"http://127.0.0.1:{dead_port()}/dead"
        with line(write_home(tmp_path, [*urls, dead])) as (home, parser):
            first = look(home, parser)
            assert first.pop("/dead").note == "connection refused"
            assert {check.state for check in first.values()} == {CheckState.OK}
            assert {check.claims for check in first.values()} == {1}

            for path, (fault, _) in faults.items():
                site.put(path, fault)
            second = look(home, parser)
            states = {path: second[path].state for path in faults}
            expected = {path: state for path, (_, state) in faults.items()}
            assert states == expected
            assert all(second[path].note for path in faults)
            assert "PDF" in second["/pdf"].note
            assert second["/well"].state is CheckState.UNCHANGED
            assert home.store.changes() == ()

            for path in faults:
                site.put(path, article())
            third = look(home, parser)
            third.pop("/dead")
            assert {check.state for check in third.values()} == {CheckState.UNCHANGED}
            site.put("/missing", article("350 billion yuan"))
            look(home, parser)
            (found,) = home.store.changes()
            assert found.url == site.url("/missing")
            assert found.change.direction is Direction.RAISED


def test_a_page_in_a_wrong_encoding_is_never_mojibake(tmp_path):
    """A Chinese page that says UTF-8 and is GB18030 gives its claims, or no version at all."""
    text = "杨浦区力争到2027年底在线新经济营业收入突破{}亿元。" + "区政府负责人介绍了工作报告。" * 9
    with Site() as site:

        def put(amount: str, encoding: str) -> None:
            body = pages.html("杨浦区工作目标", text.format(amount), "zh").decode()
            site.put("/zh", Answer(body.encode(encoding), content_type="text/html; charset=utf-8"))

        put("3000", "utf-8")
        with line(write_home(tmp_path, [site.url("/zh")])) as (home, parser):
            look(home, parser)
            put("3000", "gb18030")
            assert look(home, parser)["/zh"].state is CheckState.UNCHANGED
            put("3500", "gb18030")
            look(home, parser)
            (found,) = home.store.changes()
            assert "3500亿元" in found.change.new.quote


def test_a_poison_page_is_ended_and_the_others_are_read(tmp_path):
    """A page that makes the parser spin is recorded as such within its limit; the rest goes on."""
    poison = "<html><body><p " + " ".join(f"a{n}=1" for n in range(60_000)) + ">x</p>" + TALK
    with Site() as site:
        site.put("/poison", Answer(poison.encode()))
        for n in range(3):
            site.put(f"/good{n}", article(f"{n + 2}00 billion yuan"))
        urls = [site.url(path) for path in ("/good0", "/poison", "/good1", "/good2")]
        with line(write_home(tmp_path, urls, parse_s=6)) as (home, parser):
            checks = look(home, parser)
            assert checks["/poison"].state is not CheckState.OK
            assert [checks[f"/good{n}"].claims for n in range(3)] == [1, 1, 1]
            assert look(home, parser)["/good2"].state is CheckState.UNCHANGED


def test_a_removal_is_provisional_until_a_second_look(tmp_path):
    """A claim that is gone is provisional; the next look at the page as it is confirms it."""
    with Site() as site:
        site.put("/a", pages.page("Goals", GOAL.format("300 billion yuan") + TALK + ARREARS))
        with line(write_home(tmp_path, [site.url("/a")])) as (home, parser):
            look(home, parser)
            site.put("/a", pages.page("Goals", GOAL.format("300 billion yuan") + TALK))
            look(home, parser)
            (gone,) = home.store.changes()
            assert gone.change.change is ChangeKind.REMOVED
            assert gone.change.state == "provisional"
            look(home, parser)
            (gone,) = home.store.changes()
            assert gone.change.state == "confirmed"


ARREARS = " At the end of 2024 the district had 7,000 digital economy enterprises. "


def test_what_was_out_of_sight_and_is_back_with_another_amount_changed(tmp_path):
    """Gone in one look and back otherwise in the next is a raise, with the version that last said
    it; no end, and nothing new.
    """
    with Site() as site:
        site.put("/a", pages.page("Goals", GOAL.format("300 billion yuan") + TALK + ARREARS))
        with line(write_home(tmp_path, [site.url("/a")])) as (home, parser):
            look(home, parser)
            site.put("/a", pages.page("Goals", GOAL.format("300 billion yuan") + TALK))
            look(home, parser)
            more = ARREARS.replace("7,000", "8,500")
            site.put("/a", pages.page("Goals", GOAL.format("300 billion yuan") + TALK + more))
            look(home, parser)
            gone, raised = home.store.changes()
            assert (gone.change.state, gone.cancelled) == ("reverted", True)
            assert raised.change.direction is Direction.RAISED
            assert [c.quantity.value for c in (raised.change.old, raised.change.new)] == [
                7000,
                8500,
            ]
            assert (raised.old_version.seq, raised.new_version.seq) == (1, 3)
            old, new = home.store.texts_of_change(raised.id)
            assert "7,000 digital" in old
            assert "8,500 digital" in new
            (told,) = report_of(home, "All").told
            assert told.id == raised.id


def test_a_page_by_its_address_alone(tmp_path):
    """A page on a host that no source follows can be watched by its address."""
    with Site() as site, Site() as other:
        site.put("/a", article())
        other.put("/b", article())
        with line(write_home(tmp_path, [site.url("/a")])) as (home, parser):
            checks = look(home, parser, other.url("/b#top"))
            assert checks["/b"].source == "by-hand"
            other.put("/b", article("250 billion yuan"))
            look(home, parser, other.url("/b"))
            (found,) = home.store.changes()
            assert found.change.direction is Direction.LOWERED
            assert found.old_version.capture_sha256 != found.new_version.capture_sha256
            assert site.hits("/a") == 0


def test_a_page_that_stays_short_is_let_in_at_last(tmp_path):
    """A page that shrank is suspicious at first; when it stays so, its changes are told."""
    with Site() as site:
        long = GOAL.format("300 billion yuan") + TALK * 40
        paths = ("/a", "/steady", "/steady2", "/steady3")
        for path in paths:
            site.put(path, pages.page("Goals", long))
        with line(write_home(tmp_path, [site.url(path) for path in paths])) as (home, parser):
            look(home, parser)
            site.put("/a", article("350 billion yuan", "Goals"))
            states = [look(home, parser)["/a"].state for _ in range(5)]
            assert states[0] is CheckState.SUSPICIOUS
            assert CheckState.OK in states
            (found,) = home.store.changes()
            assert found.change.direction is Direction.RAISED


def test_one_document_is_not_two_pages(tmp_path):
    """A page that moves to one that is watched too is recorded as moved, and told once."""
    with Site() as site:
        site.put("/old", pages.redirect("/new", 301))
        site.put("/new", article())
        urls = [site.url("/new"), site.url("/old")]
        with line(write_home(tmp_path, urls)) as (home, parser):
            look(home, parser)
            site.put("/new", article("350 billion yuan"))
            checks = look(home, parser)
            assert checks["/old"].state is CheckState.MOVED
            (found,) = home.store.changes()
            assert found.url == site.url("/new")


def test_a_start_page_that_is_gone_shows(tmp_path):
    """An index page replaced by a not-found page with status 200 is recorded as that."""
    with Site() as site:
        site.put("/", pages.index("/a"))
        site.put("/a", article())
        home_folder = write_home(tmp_path, [site.url("/")])
        source = home_folder / "config" / "sources" / "site.toml"
        text = source.read_text().replace('kind = "article"', 'kind = "index"')
        source.write_text(text.replace("place =", "follow = ['/a$']\nplace ="))
        with line(home_folder) as (home, parser):
            assert look(home, parser)["/a"].claims == 1
            site.put("/", pages.page("Page not found", "Sorry, no such page."))
            look(home, parser)
            (index,) = [c for c in home.store.checks(run=2) if c.url == site.url("/")]
            assert index.state is CheckState.SOFT404


def test_what_looks_find_is_remembered_for_when_to_look_again(tmp_path):
    """The time between looks with whether the text changed, the article's date, and the day its
    target is due; another extractor or the first look say nothing of change.
    """
    with Site() as site:
        site.put("/a", article())
        with line(write_home(tmp_path, [site.url("/a")])) as (home, parser):
            seen = []
            for amount in ("300 billion yuan", "300 billion yuan", "350 billion yuan"):
                site.put("/a", article(amount))
                look(home, parser)
                seen.append(home.store.page_by_url(site.url("/a")))
    assert [[gap < 0 for gap in page.gaps] for page in seen] == [[], [False], [False, True]]
    assert {page.due_on for page in seen} == {date(2027, 12, 31)}
    assert all(page.open_target for page in seen)
    waits = [page.next_check_at - page.seen_at for page in seen]
    assert waits[2] <= waits[1]


def test_a_day_that_is_long_past_gives_way_to_the_next(tmp_path):
    """A quiet look reads the targets of the last version anew when the day waited for is gone; so
    it does in a store that kept no such days.
    """
    with Site() as site:
        site.put("/a", article())
        with line(write_home(tmp_path, [site.url("/a")])) as (home, parser):
            first = look(home, parser)["/a"]
            for known in ({"due_on": date(2020, 12, 31)}, {"due_on": None, "gaps": ()}):
                page = home.store.page_by_url(site.url("/a"))
                before = replace(first, id=None, version=None, state=CheckState.UNCHANGED)
                home.store.record(Look(before, replace(page, **known)), first.at)
                look(home, parser)
                assert home.store.page_by_url(page.url).due_on == date(2027, 12, 31)


def test_pages_are_fetched_while_one_is_parsed(tmp_path, monkeypatch):
    """However long a parse takes, the fetches go on: the first is not done before the last came."""
    paths = [f"/{number}" for number in range(12)]
    with Site() as site, line(write_home(tmp_path, [site.url(p) for p in paths])) as (home, parser):
        for path in paths:
            site.put(path, article())
        waited = []

        def result(pending, parse=parser.result):
            end = monotonic() + 20
            while not waited and monotonic() < end and not all(map(site.hits, paths)):
                sleep(0.05)
            waited.append([site.hits(path) for path in paths])
            return parse(pending)

        monkeypatch.setattr(parser, "result", result)
        look(home, parser)
        assert waited[0] == [1] * len(paths)
