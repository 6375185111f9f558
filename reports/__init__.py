"""Renders: changes, findings and checks in words and records. Knows nothing of storage."""

from reports.deciding import Tried, deciders
from reports.history import HistoryRow, Spoken
from reports.history import heading as series_heading
from reports.kept import recorded_only
from reports.ledger import Aim, LedgerRow, series_words
from reports.listings import LISTINGS, render_rows, schedule_words
from reports.matches import Match
from reports.outlets import clean
from reports.plan import plan_in_full
from reports.records import change_json, check_json, claim_json, finding_json, json_line
from reports.render import STYLES, render_report
from reports.rereadings import ReadOtherwise
from reports.schedule import Awaited
from reports.seeds import totals as seed_totals
from reports.table import Column, render_table
from reports.trial import trial_text
from reports.words import (
    headline,
    period_words,
    quantity_words,
    relation_words,
    relative_words,
    subject_words,
)

__all__ = [
    "LISTINGS",
    "STYLES",
    "Aim",
    "Awaited",
    "Column",
    "HistoryRow",
    "LedgerRow",
    "Match",
    "ReadOtherwise",
    "Spoken",
    "Tried",
    "change_json",
    "check_json",
    "claim_json",
    "clean",
    "deciders",
    "finding_json",
    "headline",
    "json_line",
    "period_words",
    "plan_in_full",
    "quantity_words",
    "recorded_only",
    "relation_words",
    "relative_words",
    "render_report",
    "render_rows",
    "render_table",
    "schedule_words",
    "seed_totals",
    "series_heading",
    "series_words",
    "subject_words",
    "trial_text",
]
