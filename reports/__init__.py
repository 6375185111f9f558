"""Renders: changes, findings and checks in words and records. Knows nothing of storage."""

from reports.records import change_json, check_json, claim_json, finding_json, json_line
from reports.render import STYLES, render_report
from reports.words import headline, period_words, quantity_words, relation_words

__all__ = [
    "STYLES",
    "change_json",
    "check_json",
    "claim_json",
    "finding_json",
    "headline",
    "json_line",
    "period_words",
    "quantity_words",
    "relation_words",
    "render_report",
]
