"""What conditions decided, in a report: told now first, kept to the record counted in one line."""

from dataclasses import replace

import pytest

from model import CheckState, Notice, RecordedChange
from reports import recorded_only, render_report
from reports.view import view_of
from tests.reports import sample

DIGEST, NONE = Notice.DIGEST, Notice.NONE


def decided(item, notice, condition):
    """The change or finding as a condition decided it."""
    if isinstance(item, RecordedChange):
        return replace(item, change=replace(item.change, notice=notice, condition=condition))
    return replace(item, finding=replace(item.finding, notice=notice, condition=condition))


def report(*notices, everything=False):
    """The sample with its changes decided in turn, each by a condition named after its notice."""
    whole = sample.report()
    turns = [notices[n % len(notices)] for n in range(len(whole.changes))]
    changes = [decided(c, n, f"say-{n}") for c, n in zip(whole.changes, turns, strict=True)]
    findings = [decided(met, NONE, "known") for met in whole.findings]
    return replace(whole, changes=tuple(changes), findings=tuple(findings), everything=everything)


def test_what_is_told_now_comes_first():
    """Pages, changes and the table above them: now before the digest, then by weight."""
    told = report(DIGEST, Notice.NOW)
    view = view_of(told)
    for changes in (view.glance, *(group.changes for group in view.groups)):
        ranks = [(item.change.notice is DIGEST, -item.change.weight) for item in changes]
        assert ranks == sorted(ranks)
    pages = [group.urgency for group in view.groups]
    assert pages == sorted(pages)
    light = replace(told.changes[0].change, notice=Notice.NOW, weight=0.1)
    others = tuple(decided(item, DIGEST, "later") for item in told.changes[1:])
    first = view_of(replace(told, changes=(replace(told.changes[0], change=light), *others)))
    assert first.groups[0].changes[0].change == light  # not the heaviest, but now


@pytest.mark.parametrize("style", ["text", "md", "html"])
def test_what_is_recorded_only_is_one_line(style):
    """Neither listed nor forgotten: how much there is, by which condition, most first."""
    told = report(NONE)
    text = " ".join(render_report(told, style).split())
    for word in ("recorded only:", "by say", "3 by known", "Nothing to tell: 12 changes"):
        assert word in text.replace("\\", "")
    assert "0 changes, 0 findings" in text
    assert "TARGET RAISED" not in text.upper()
    assert "Nothing was found" not in text


@pytest.mark.parametrize("style", ["text", "md", "html"])
def test_everything_lists_it_too(style):
    """With everything it is listed like all else, and said to be recorded only."""
    whole = " ".join(render_report(report(NONE, everything=True), style).split())
    assert "TARGET RAISED" in whole.upper()
    assert "ecorded only by say" in whole.replace("\\", "")
    assert "Nothing to tell" not in whole
    assert "12 changes on 4 pages, 3 findings" in whole


@pytest.mark.parametrize("style", ["text", "md", "html"])
def test_the_evidence_names_the_condition(style):
    """Each change says when it is told and which condition decided that."""
    text = render_report(report(Notice.NOW, DIGEST), style).replace("\\", "")
    assert text.count("ow by say-now") == text.count("igest by say-digest") == 6
    plain = render_report(sample.report(), style)
    assert " by say" not in plain
    assert "None" not in plain


def test_files_hold_everything():
    """What programs read is not narrowed: JSON lines and CSV have every change and finding."""
    told = report(NONE)
    assert render_report(told, "jsonl").count('"notice": "none"') == 12 + 3
    assert '"condition": "say-none"' in render_report(told, "jsonl")
    assert render_report(told, "csv").count(",none,say-none,") == 12


def test_where_nothing_was_decided_nothing_is_said():
    """Two files compared are not notified: no notice, no condition."""
    text = render_report(sample.report(), "jsonl")
    assert text.count('"notice": null, "condition": null') == 12 + 3


def test_a_page_that_could_not_be_read_is_said_beside_it():
    """Changes on record only do not hide that pages were not read."""
    told = report(NONE)
    verdict = view_of(told).verdict
    assert verdict == "Nothing to tell: 12 changes recorded only. 3 pages could not be read."
    good = tuple(c for c in told.checks if c.state in {CheckState.OK, CheckState.UNCHANGED})
    assert (
        view_of(replace(told, checks=good)).verdict == "Nothing to tell: 12 changes recorded only."
    )


def test_the_line():
    """Most first, then by name; what no condition decided is counted as such."""
    changes = sample.changes()[:4]
    kept = [decided(c, NONE, n) for c, n in zip(changes, ("b", "a", "b", None), strict=True)]
    assert recorded_only(kept) == "4 recorded only: 2 by b, 1 by a, 1 by no condition"
    assert recorded_only([]) == ""
    hostile = decided(changes[0], NONE, "\x1b[31m<script>")
    assert "\x1b" not in recorded_only([hostile])
    text = render_report(replace(sample.report(), changes=(hostile,)), "html")
    assert "<script>" not in text
