"""A site whose articles turn into everything a server may serve instead, and come back."""

import hashlib
from itertools import groupby

import pytest

from model import CheckState, Direction
from tests.lines import line, look, write_home
from tests.site import Answer, Site, pages
from tests.site.served import Served, stand_ins

GOALS = {
    "en": (
        "Yangpu sets out its goals for 2027",
        "Yangpu aims to raise the revenue of its online new economy to {} billion yuan by the end "
        "of 2027. The district head answered questions from residents for more than an hour after "
        "the report. Officials said that the work of the years before is to be carried on in all "
        "of its twelve sub-districts, and that residents are to be asked again in the autumn. ",
    ),
    "zh": (
        "杨浦区部署2027年工作目标",
        "杨浦区力争到2027年底在线新经济营业收入突破{}0亿元。区政府负责人介绍了工作报告，并回答了居民提出的问题。"
        "会议指出，各街道要继续推进往年部署的各项工作，年内再次听取居民意见，确保各项任务落到实处。",
    ),
}
MOST = 2  # pages of each state and language: enough for each rule, and quick


def chosen() -> list[Served]:
    """Some pages of each state, both languages; the others are judged in `test_served.py`."""
    ordered = sorted(stand_ins(), key=lambda p: (p.state, p.language, not p.to, p.name))
    groups = groupby(ordered, key=lambda page: (page.state, page.language))
    return [page for _, group in groups for page in list(group)[:MOST]]


def article(language: str, amount: int) -> Answer:
    title, text = GOALS[language]
    return Answer(pages.html(title, text.format(amount), language))


def path_of(page: Served) -> str:
    return f"/{page.name}/20240501.html"


def turn(site: Site, page: Served) -> None:
    """Serve the stand-in at the article's address, through a redirect when it has one."""
    answer = Answer(page.body.encode(), page.status, content_type=page.content_type)
    if page.to is None:
        site.put(path_of(page), answer)
        return
    there = "/" + page.to.split("/", 3)[3]
    site.put(there, answer)
    site.put(path_of(page), pages.redirect(there))


@pytest.fixture
def faults():
    found = chosen()
    states = {page.state for page in found}
    assert {each.value for each in CheckState} - states == {
        "ok",
        "unchanged",
        *("gone", "truncated", "refused", "robots"),  # in tests/test_line.py and test_robots.py
    }
    return found


def test_no_stand_in_makes_a_change_and_the_change_after_it_is_found(tmp_path, faults):
    """Each fault has its state, however long it stays; it is kept as evidence, and never compared.
    What was said when the article came back is compared with what it said before the fault.
    """
    with Site() as site:
        for page in faults:
            site.put(path_of(page), article(page.language, 300))
        home_folder = write_home(tmp_path, [site.url(path_of(page)) for page in faults])
        with line(home_folder) as (home, parser):
            first = look(home, parser)
            assert {check.state for check in first.values()} == {CheckState.OK}
            assert all(check.claims for check in first.values())
            for page in faults:
                turn(site, page)
            expected = {path_of(page): page.state for page in faults}
            for _ in range(4):
                checks = look(home, parser)
                assert {path: check.state.value for path, check in checks.items()} == expected
                assert all(check.note for check in checks.values())
            assert home.store.changes() == ()
            for body in {page.body.encode() for page in faults if page.body and page.status != 204}:
                assert home.store.capture_body(hashlib.sha256(body).hexdigest()) == body

            for page in faults:
                site.put(path_of(page), article(page.language, 350))
            back = look(home, parser)
            assert {check.state for check in back.values()} == {CheckState.OK}
            found = {each.url: each.change.direction for each in home.store.changes()}
            assert found == {site.url(path): Direction.RAISED for path in expected}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_an_address_used_again_for_another_article_is_let_in_at_last(tmp_path, language):
    """A yearly report at one address: held at first, then read, with what it no longer says."""
    other = {
        "en": "The harbour of Yangpu handled 1.2 million boxes in the first half of the year. "
        "Ships waited nine hours on average. The board wants to cut that to six hours by the end "
        "of 2028. Exports of machines grew fastest, while timber fell for a third time in a row.",
        "zh": "上半年，杨浦区新建幼儿园12所，提供学位3600个。教育部门表示，普惠园覆盖率达九成。"
        "到2028年，全区力争新增学位8000个。市民可以在网上查询各园的招生简章和师资情况，也可以到现场。",
    }[language]
    with Site() as site:
        # Pages that stay as they are: one page that turned is no redesign of its source.
        paths = ["/report.html", *(f"/steady{n}.html" for n in range(3))]
        for path in paths:
            site.put(path, article(language, 300))
        with line(write_home(tmp_path, [site.url(path) for path in paths])) as (home, parser):
            look(home, parser)
            title = {"en": "Harbour report for the first half", "zh": "幼儿园建设情况报告"}[
                language
            ]
            site.put("/report.html", Answer(pages.html(title, other, language)))
            checks = [look(home, parser)["/report.html"] for _ in range(4)]
            assert [check.state for check in checks[:3]] == [CheckState.SUSPICIOUS] * 3
            assert "held until it has stayed so for 3 looks" in checks[0].note
            assert checks[3].state is CheckState.OK
            assert checks[3].changes
