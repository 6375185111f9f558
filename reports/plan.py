"""One page's plan in full: what is known of it, and every rule that had a say."""

from collections.abc import Iterator
from datetime import timedelta

from model import Page
from model.plan import Rate
from reports.listings import schedule_words
from reports.outlets import clean
from reports.schedule import Awaited, every_words, history_words, is_of_old, rule_words, why
from reports.schedule import span_words as words
from reports.view import utc

_LABEL = 14


def plan_in_full(row: Awaited) -> str:
    """Everything that decides when the page of ``row`` is looked at next, for a person."""
    page = row.page
    assert page is not None  # a run has no rules of its own
    known = (
        ("Source", _source(row)),
        ("Last seen", _last_seen(page)),
        *_article(row),
        *_rate(row),
        *_rules(row),
        ("Next check", f"{_when(row)}: {why(row)}"),
    )
    return "".join([f"{clean(page.url)}\n", *(f"{name:<{_LABEL}}{text}\n" for name, text in known)])


def _when(row: Awaited) -> str:
    if not row.is_watched:
        return "never"
    return utc(row.due) if row.due else "at the next run"


def _source(row: Awaited) -> str:
    parts = [row.slug, row.stands]
    if row.source:
        longest = timedelta(seconds=row.source.schedule.longest_s)
        parts += [schedule_words(row.source), f"each page every {words(longest)} at least"]
    if row.is_watched and row.state and row.state.next_run_at:
        parts.append(f"next run {utc(row.state.next_run_at)}")
    return ", ".join(parts)


def _last_seen(page: Page) -> str:
    seen = utc(page.seen_at) or "never"
    if page.failure_streak:
        state = page.last_state.value if page.last_state else "error"
        seen += f"; since then {state}, {page.failure_streak} in a row"
    return seen


def _article(row: Awaited) -> Iterator[tuple[str, str]]:
    page = row.page
    assert page is not None  # plan_in_full asked
    if page.published:
        yield "Published", page.published.isoformat()
    if page.open_target or page.due_on:
        due = f", the day that counts is {page.due_on}" if page.due_on else ", without a day"
        yield "Open target", f"yes{due}" if page.open_target else f"no{due}"
    if page.listed_at:
        yield "Listed", f"as changed on {utc(page.listed_at)}"


def _rate(row: Awaited) -> Iterator[tuple[str, str]]:
    rate = row.plan.rate if row.plan else None
    if rate is None or row.page is None:
        return
    yield "Looks", history_words(rate)
    if row.page.gaps:
        yield "Gaps", _gaps(row.page.gaps)
    settled = "" if rate.settled else "once settled "
    yield "Changes", f"{settled}{every_words(rate)}{_from(rate)}"
    if rate.fresh >= 1.05:
        yield "Freshness", f"a change is {rate.fresh:.1f} times likelier than once it has settled"


def _gaps(gaps: tuple[int, ...]) -> str:
    """The time between its looks, a star where a change was found."""
    each = [f"{words(timedelta(minutes=abs(gap)))}{'*' if gap < 0 else ''}" for gap in gaps]
    return f"{', '.join(each)}  (* another text)"


def _from(rate: Rate) -> str:
    prior = words(timedelta(days=rate.prior_days))
    return f"; before any look, pages of its source are thought to change every {prior}"


def _rules(row: Awaited) -> Iterator[tuple[str, str]]:
    if row.plan is None:
        return
    label = "Rules"
    for rule, wait in row.plan.steps:
        yield label, f"{rule.value:<12}{words(wait):>12}   {rule_words(rule, row)}"
        label = ""
    if is_of_old(row):
        yield "", "its time was set by other rules: they, or its schedule, changed since"
