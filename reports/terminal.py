"""A report as text for a terminal; plain, or coloured."""

from io import StringIO

from rich.cells import cell_len
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from model import Alarm, Claim, RecordedChange, RecordedFinding, Report, Statement, VersionRef
from reports.alarms import alarm_heading, alarm_lines
from reports.outlets import clean
from reports.view import PageGroup, Reason, View, count, excerpt, utc, view_of
from reports.words import (
    headline,
    notice_words,
    period_words,
    quantity_words,
    relation_words,
    relative_words,
    state_words,
    subject_words,
    witness_words,
)

_LABEL = 10  # columns of the names at the left


def text_report(report: Report, *, color: bool = False, width: int = 100) -> str:
    """The report as lines for a terminal ``width`` columns wide."""
    out = StringIO()
    console = Console(
        file=out,
        width=max(40, width),
        force_terminal=color,
        color_system="standard" if color else None,
        no_color=not color,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    _write(console, view_of(report))
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"


def _write(console: Console, view: View) -> None:
    _print(console, Text(view.title, style="bold"))
    since = f"from {utc(view.since)} " if view.since else ""
    console.print(f"{since}to {utc(view.until)}: {view.totals}")
    for notice in view.notices:
        _print(console, Text(f"\n{clean(notice)}", style="yellow"))
    for alarm in view.alarms:
        _alarm(console, alarm)
    if not view.found:
        console.print(f"\n{view.verdict}")
    for group in view.found:
        _group(console, group)
    _quiet(console, view)


def _alarm(console: Console, alarm: Alarm) -> None:
    _print(console, Text(f"\n! {alarm_heading(alarm)}", style="bold yellow"))
    for line in alarm_lines(alarm):
        _line(console, "", Text(line))
    for url, seen in alarm.evidence:
        _line(console, "", Text(clean(url), style="blue", no_wrap=True, overflow="ignore"))
        _line(console, "", Text(f"  {clean(seen)}", style="dim"))


def _group(console: Console, group: PageGroup) -> None:
    console.print()
    console.rule(Text(group.source or "no source", style="bold"), align="left", characters="-")
    if group.title:
        _print(console, Text(group.title, style="bold"))
    if group.url:
        _print(console, Text(clean(group.url), style="blue", no_wrap=True, overflow="ignore"))
    for item in group.changes:
        _change(console, item)
    for met in group.findings:
        _finding(console, met)
    if group.also:
        _print(console, Text(f"\n  {group.also}", style="dim"))


def _change(console: Console, item: RecordedChange) -> None:
    change = item.change
    claim = change.new or change.old
    assert claim is not None  # a change has at least one side
    relative = relative_words(change.relative).replace("×", "x")
    first = Text("\n* ").append(headline(change).upper(), style="bold red")
    first.append(f" {relative}" if relative else "", style="bold")
    _print(console, first.append(f"   {_what(claim)}"))
    if change.old:
        _line(console, "was" if change.new else "said", _amount(change.old))
    if change.new:
        _line(console, "now", _amount(change.new))
    for name, side in (("old text", change.old), ("new text", change.new)):
        if side:
            _line(console, name, _sentence(side))
    for name, version in (("old page", item.old_version), ("new page", item.new_version)):
        if version:
            _line(console, name, Text(_evidence(version), style="dim"))
    why = "; ".join(clean(part) for part in change.why)
    told = f", {notice_words(change)}" if change.condition else ""
    stands = state_words(change.state.value, item.reverts, item.reverted_by)
    state = f"{stands}, seen {utc(item.detected_at)}, change {item.id}{told}"
    _line(console, "state", Text(state, style="dim"))
    _line(console, "weight", Text(f"{change.weight}: {why}" if why else "", style="dim"))


def _finding(console: Console, met: RecordedFinding) -> None:
    finding = met.finding
    claim, against = finding.claim.claim, finding.against
    words = relation_words(finding.relation, against.claim.kind if against else None)
    relative = relative_words(finding.relative).replace("×", "x")
    first = Text("\n> ").append(words.upper(), style="bold magenta")
    _print(console, first.append(f" {relative}   " if relative else "   ").append(_what(claim)))
    _line(console, "here", _amount(claim))
    _line(console, "", _sentence(claim))
    if against:
        known = "corpus" if against.seed else "known"
        _line(console, known, _amount(against.claim))
        _line(console, "", _sentence(against.claim))
        _line(console, "from", Text(_origin(against), style="dim"))
    if met.witnesses:
        _line(console, "also", Text(witness_words(met.witnesses), style="dim"))
    why = "; ".join(clean(part) for part in finding.why)
    _line(console, "told", Text(notice_words(finding), style="dim"))
    _line(console, "weight", Text(f"{finding.weight}: {why}" if why else "", style="dim"))


def _what(claim: Claim) -> str:
    return f"{subject_words(claim)}, {clean(claim.place) if claim.place else 'no place'}"


def _amount(claim: Claim) -> Text:
    words = Text(quantity_words(claim.quantity), style="bold")
    return words.append(f" ({claim.kind}, {period_words(claim.period)})", style="not bold")


def _sentence(claim: Claim) -> Text:
    part = excerpt(claim)
    before = "..." + part.before[1:] if part.before.startswith("… ") else part.before
    after = part.after[:-1] + "..." if part.after.endswith(" …") else part.after
    marked = Text(f'"{before}').append(f"[{part.quote}]", style="bold yellow")
    marked.append(f'{after}"')
    return marked.append(f" ({clean(claim.anchor)})" if claim.anchor else "", style="dim")


def _evidence(version: VersionRef) -> str:
    sha = f", capture {version.capture_sha256[:12]}" if version.capture_sha256 else ""
    return f"version {version.seq}, captured {utc(version.captured_at)}{sha}"


def _origin(known: Statement) -> str:
    parts = (known.title, known.publisher, known.published, known.url)
    return ", ".join(clean(part) for part in parts if part)


def _print(console: Console, words: Text) -> None:
    """Print the text. What has no colour and needs no wrapping is written as it is: a report has
    thousands of lines, and to lay one out takes far longer.
    """
    lines = words.plain.split("\n")
    if console.no_color and all(_fits(line, console.width) for line in lines):
        console.file.write(f"{words.plain}\n")
    else:
        console.print(words)


def _fits(line: str, room: int) -> bool:
    """Whether it is one line, whatever else counts as the end of one, and not too wide."""
    return "\t" not in line and line.splitlines() in ([], [line]) and cell_len(line) <= room


def _line(console: Console, name: str, words: Text) -> None:
    label = f"{name:<{_LABEL}}"
    room = console.width - _LABEL - 4
    if console.no_color:
        words = Text(words.plain, no_wrap=words.no_wrap, overflow=words.overflow)
    is_one = "\n" not in words.plain and _fits(words.plain, room)
    lines = [words] if is_one else words.wrap(console, room)
    if console.no_color and all(_fits(line.plain, room) for line in lines):
        for line in lines:
            console.file.write(f"    {label}{line.plain}\n")
            label = " " * _LABEL
        return
    for number, line in enumerate(lines):
        start = Text().append(label if number == 0 else " " * _LABEL, style="cyan")
        console.print(Padding(start.append_text(line), (0, 0, 0, 4)))


def _quiet(console: Console, view: View) -> None:
    if view.quiet or view.recorded:
        _heading(console, "Kept quiet about")
    for reason in view.quiet:
        _print(console, Text(f"{reason.count:>5}  {reason.words}"))
    if view.recorded:
        _print(console, Text(f"{'':7}{view.recorded} (--all lists them)", style="dim"))
    if view.not_read:
        _heading(console, "Not read")
    for reason in view.not_read:
        _print(console, Text(f"{reason.count:>5}  {reason.words}", style="yellow"))
        _pages(console, reason)


def _heading(console: Console, words: str) -> None:
    console.print()
    console.rule(Text(words, style="bold"), align="left", characters="-")


def _pages(console: Console, reason: Reason) -> None:
    for url in reason.pages:
        _print(console, Text(f"{'':7}{url}", style="dim", no_wrap=True, overflow="ignore"))
    if reason.more:
        _print(console, Text(f"{'':7}and {count(reason.more, 'more page')}", style="dim"))
