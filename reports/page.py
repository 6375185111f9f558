"""A report as one HTML file that needs nothing else: no script, no request, no style of others."""

import base64
import hashlib
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from model import Report
from reports.alarms import alarm_heading, alarm_lines
from reports.outlets import clean, link
from reports.view import count, side_by_side, utc, view_of
from reports.words import (
    headline,
    notice_words,
    period_words,
    quantity_words,
    relation_words,
    relative_words,
    side_words,
    state_words,
    subject_words,
    witness_words,
)

_TEMPLATES = Path(__file__).parent / "templates"
_WORDS = {
    "alarm_heading": alarm_heading,
    "alarm_lines": alarm_lines,
    "clean": clean,
    "count": count,
    "headline": headline,
    "link": link,
    "notice_words": notice_words,
    "period_words": period_words,
    "quantity_words": quantity_words,
    "relation_words": relation_words,
    "witness_words": witness_words,
    "relative_words": relative_words,
    "side_by_side": side_by_side,
    "side_words": side_words,
    "state_words": state_words,
    "subject_words": subject_words,
    "utc": utc,
}


def html_report(report: Report) -> str:
    """The report as a page: autoescaped, with a policy that allows its own style and no more."""
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(_WORDS)
    environment.filters["clean"] = clean
    style = (_TEMPLATES / "report.css").read_text(encoding="utf-8").strip()
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    template = environment.get_template("report.html.j2")
    return template.render(view=view_of(report), style=style, style_hash=f"sha256-{digest}")
