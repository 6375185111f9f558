"""A report in the style asked for."""

from model import Report
from reports.alarms import alarm_json
from reports.markdown import markdown_report
from reports.page import html_report
from reports.records import change_json, check_json, finding_json, json_lines
from reports.table import render_table
from reports.terminal import text_report
from reports.told import TOLD_SHEET, told

STYLES = ("text", "md", "html", "jsonl", "csv")


def render_report(
    report: Report, style: str = "text", *, color: bool = False, width: int = 100
) -> str:
    """The report as text, Markdown, HTML, JSON Lines or CSV; ``color`` and ``width`` are for
    text. Raises: ValueError for another style.
    """
    if style == "text":
        return text_report(report, color=color, width=width)
    if style == "md":
        return markdown_report(report)
    if style == "html":
        return html_report(report)
    if style == "csv":
        rows = [told(item) for item in report.changes]
        rows += [told(item) for item in report.findings]
        return render_table(TOLD_SHEET, rows, "csv")
    if style == "jsonl":
        return _lines(report)
    raise ValueError(f"no report style {style!r}: choose one of {', '.join(STYLES)}")


def _lines(report: Report) -> str:
    """Changes, findings, alarms and checks, one a line, each under its own name."""
    return json_lines(
        [
            *({"change": change_json(item)} for item in report.changes),
            *({"confirmed": change_json(item)} for item in report.confirmed),
            *({"finding": finding_json(item)} for item in report.findings),
            *({"alarm": alarm_json(item)} for item in report.alarms),
            *({"notice": words} for words in report.notices),
            *({"check": check_json(item)} for item in report.checks),
        ]
    )
