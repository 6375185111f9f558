"""The whole line with documents: a figure that changes in a PDF, a workbook or a Word file."""

from home import report_of
from model import CheckState, Direction
from reports import render_report
from tests.crawler.files.office import BUDGET, word, workbook
from tests.crawler.files.printing import OLD_WORD, flowed, pdf, scanned
from tests.lines import line, look, write_home
from tests.site import Answer, Site, pages

FILLER = (
    "The council met every month and heard residents on parks, on schools and on the state of the"
    " roads in all parts of the district. Minutes of the meetings are kept in the public library."
)


def report(goal="300", **more):
    aim = f"By the end of 2027 the district aims to complete {goal} new homes on the waterfront."
    texts = ["Harbourside District: Work Plan 2026", *[FILLER] * 3, aim, *[FILLER] * 2]
    return pdf(flowed(texts, **{"lines_on_page": 9, "head": "Work Plan 2026", **more}))


def budget(education="47.8", rows=BUDGET, **more):
    rows = [[float(education) if cell == 47.8 else cell for cell in row] for row in rows]
    return workbook({"预算": rows}, **more)


def plan(goal="120", opening="The council will build ", **more):
    table = [["Indicator", "2025", "Target 2030"], ["Cycle lanes (km)", "44", goal]]
    aim = f"{opening}{goal} kilometres of cycle lanes by 2030."
    return word("Harbourside Cycling Plan", "# Targets", aim, table, FILLER, **more)


# the file, as it was, changed, and the same in other bytes; where the change stands
FILES = {
    "/plan.pdf": (report(), report("350"), (report(lines_on_page=11),), "page 2"),
    "/budget.xlsx": (
        budget(),
        budget("49.2"),
        (budget(rows=[*BUDGET[:4], ["转移支付", 12.0, 12.5, 4.2], *BUDGET[4:]]),),
        "预算!C6",
    ),
    "/plan.docx": (plan(), plan("150"), (plan(title="Second draft"),), "under “Targets”"),
}


def put(site, bodies):
    for path, body in bodies.items():
        site.put(path, Answer(body, content_type="application/octet-stream"))


def test_a_figure_that_changes_in_a_document_is_told_with_its_place(tmp_path):
    """The report shows both figures, the sentence, and the page or cell of each."""
    with (
        Site() as site,
        line(write_home(tmp_path, [site.url(path) for path in FILES])) as (home, parser),
    ):
        put(site, {path: before for path, (before, *_) in FILES.items()})
        assert {check.state for check in look(home, parser).values()} == {CheckState.OK}
        put(site, {path: after for path, (_, after, *_) in FILES.items()})
        checks = look(home, parser)
        assert {check.state for check in checks.values()} == {CheckState.OK}
        shapes = [
            render_report(report_of(home, "Changes", run=checks["/plan.pdf"].run), style)
            for style in ("text", "md", "html", "jsonl")
        ]
        for path, (*_, anchor) in FILES.items():
            found = [item.change for item in home.store.changes() if item.url == site.url(path)]
            assert {change.direction for change in found} == {Direction.RAISED}, path
            assert any((change.new.anchor or "").startswith(anchor) for change in found), path
            assert all(anchor in shape for shape in shapes), path


def test_a_document_saved_anew_is_no_change(tmp_path):
    """Other bytes, another page break, a new row above: no figure is said to have changed."""
    with (
        Site() as site,
        line(write_home(tmp_path, [site.url(path) for path in FILES])) as (home, parser),
    ):
        put(site, {path: before for path, (before, *_) in FILES.items()})
        look(home, parser)
        for turn in range(max(len(same) for _, _, same, _ in FILES.values())):
            put(
                site,
                {
                    path: (before, *same)[min(turn + 1, len(same))]
                    for path, (before, _, same, _) in FILES.items()
                },
            )
            for path, check in look(home, parser).items():
                assert check.state in (CheckState.OK, CheckState.UNCHANGED), path
                assert check.reworded == 0, path
        known = [c for c in home.store.changes() if c.change.old is not None]
        assert known == []


def test_what_was_not_read_of_a_document_is_said(tmp_path):
    """The note of a look tells of hidden sheets; a scanned file and a locked one say so."""
    hidden = workbook({"预算": BUDGET, "旧": BUDGET}, change=hide_second)
    files = {"/hidden.xlsx": hidden, "/scan.pdf": scanned(), "/old.doc": OLD_WORD}
    with (
        Site() as site,
        line(write_home(tmp_path, [site.url(path) for path in files])) as (home, parser),
    ):
        put(site, files)
        checks = look(home, parser)
    assert checks["/hidden.xlsx"].note == "first version; 1 hidden sheet was not read"
    assert checks["/scan.pdf"].state is CheckState.ERROR
    assert "scanned: its page holds only images" in checks["/scan.pdf"].note
    assert "save it as .docx" in checks["/old.doc"].note


def hide_second(book):
    book.worksheets[1].sheet_state = "hidden"


def test_documents_of_an_article_become_pages_of_its_source(tmp_path):
    """What an article links to is read; what is not read of it is counted by its kind."""
    links = """<a href="/files/plan.pdf">The plan</a> <a href="/get?id=7">budget.xlsx</a>
        <a href="/files/old.wps">As it was</a> <a href="http://elsewhere.example/far.pdf">Far</a>"""
    text = f"<p>The district published its work plan for the year today. {FILLER}</p>{links}"
    with Site() as site, line(write_home(tmp_path, [site.url("/news.html")])) as (home, parser):
        site.put("/news.html", pages.page("Work plan published", text))
        put(site, {"/files/plan.pdf": report(), "/get?id=7": budget()})
        checks = look(home, parser)
        assert {path: check.state for path, check in checks.items()} == dict.fromkeys(
            ("/news.html", "/files/plan.pdf", "/get?id=7"), CheckState.OK
        )
        put(site, {"/files/plan.pdf": report("350")})
        look(home, parser)
        (found,) = home.store.changes()
        assert found.url == site.url("/files/plan.pdf")
        assert site.hits("/files/old.wps") == 0
