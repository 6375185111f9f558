"""Every noun that figurewatch passes around: frozen values, no I/O, nothing of ours imported."""

from model.article import Article
from model.capture import Capture, CheckState, CrawlSummary, FetchFailure
from model.change import (
    Change,
    ChangeKind,
    ChangeState,
    Comparison,
    Direction,
    Finding,
    Notice,
    RecordedChange,
    RecordedFinding,
    Relation,
    Statement,
    Version,
    VersionRef,
)
from model.check import Check, Look, Run
from model.claim import Bound, Claim, Kind, Measure, Mention, Quantity, Span
from model.corpus import CorpusDocument
from model.errors import (
    BusyError,
    ConfigError,
    DocumentError,
    ExtractError,
    FigurewatchError,
    StorageError,
)
from model.ledger import Entry, Point, Series, Witness
from model.page import CrawlOrder, Page
from model.period import Days, days
from model.report import Report
from model.settings import CrawlSettings, ReadSettings, SecondReaderSettings, Settings
from model.source import Limits, PageKind, Schedule, Source, SourceState, Start

__all__ = [
    "Article",
    "Bound",
    "BusyError",
    "Capture",
    "Change",
    "ChangeKind",
    "ChangeState",
    "Check",
    "CheckState",
    "Claim",
    "Comparison",
    "ConfigError",
    "CorpusDocument",
    "CrawlOrder",
    "CrawlSettings",
    "CrawlSummary",
    "Days",
    "Direction",
    "DocumentError",
    "Entry",
    "ExtractError",
    "FetchFailure",
    "FigurewatchError",
    "Finding",
    "Kind",
    "Limits",
    "Look",
    "Measure",
    "Mention",
    "Notice",
    "Page",
    "PageKind",
    "Point",
    "Quantity",
    "ReadSettings",
    "RecordedChange",
    "RecordedFinding",
    "Relation",
    "Report",
    "Run",
    "Schedule",
    "SecondReaderSettings",
    "Series",
    "Settings",
    "Source",
    "SourceState",
    "Span",
    "Start",
    "Statement",
    "StorageError",
    "Version",
    "VersionRef",
    "Witness",
    "days",
]
