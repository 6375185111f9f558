"""Every noun that figurewatch passes around: frozen values, no I/O, nothing of ours imported."""

from model.address import other_scheme
from model.alarm import Alarm, AlarmKind
from model.article import Anchor, Article
from model.capture import (
    CONFIRMED_AFTER,
    SEEN,
    Capture,
    CheckState,
    CrawlSummary,
    Dropped,
    FetchFailure,
    Streak,
)
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
    Reread,
    Statement,
    Version,
    VersionRef,
)
from model.check import Check, Join, Look, Run
from model.claim import Bound, Claim, Kind, Measure, Mention, Quantity, Span
from model.corpus import CorpusDocument
from model.errors import (
    BusyError,
    ConfigError,
    DamagedError,
    DocumentError,
    ExtractError,
    FigurewatchError,
    StorageError,
)
from model.health import SourceRun
from model.host import HostState, KnownHosts, RobotsFile
from model.ledger import Entry, Point, Series, Witness
from model.page import CrawlOrder, Page
from model.period import Days, days
from model.reading import ReadBy, StoredReading
from model.report import Report
from model.settings import CrawlSettings, ReadSettings, SecondReaderSettings, Settings
from model.source import (
    Limits,
    PageKind,
    ReadAs,
    Render,
    Schedule,
    Selectors,
    Source,
    SourceState,
    Start,
)
from model.standing import Presence, Sighting, Standing, Status
from model.trial import Listed, Sample, Shape, Trial

__all__ = [
    "CONFIRMED_AFTER",
    "SEEN",
    "Alarm",
    "AlarmKind",
    "Anchor",
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
    "DamagedError",
    "Days",
    "Direction",
    "DocumentError",
    "Dropped",
    "Entry",
    "ExtractError",
    "FetchFailure",
    "FigurewatchError",
    "Finding",
    "HostState",
    "Join",
    "Kind",
    "KnownHosts",
    "Limits",
    "Listed",
    "Look",
    "Measure",
    "Mention",
    "Notice",
    "Page",
    "PageKind",
    "Point",
    "Presence",
    "Quantity",
    "ReadAs",
    "ReadBy",
    "ReadSettings",
    "RecordedChange",
    "RecordedFinding",
    "Relation",
    "Render",
    "Report",
    "Reread",
    "RobotsFile",
    "Run",
    "Sample",
    "Schedule",
    "SecondReaderSettings",
    "Selectors",
    "Series",
    "Settings",
    "Shape",
    "Sighting",
    "Source",
    "SourceRun",
    "SourceState",
    "Span",
    "Standing",
    "Start",
    "Statement",
    "Status",
    "StorageError",
    "StoredReading",
    "Streak",
    "Trial",
    "Version",
    "VersionRef",
    "Witness",
    "days",
    "other_scheme",
]
