"""The schema: what one row of each table is. `migrations/` makes it; a test proves they agree."""

from collections.abc import Iterable
from enum import StrEnum

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from model import (
    AlarmKind,
    Bound,
    ChangeKind,
    ChangeState,
    CheckState,
    Direction,
    Kind,
    Measure,
    Notice,
    PageKind,
)
from model import Relation as FindingRelation
from storage.columns import Id, Json, Utc, Words

# Every constraint has a name, or a migration could not change it later.
metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# Alembic's own row. Not under Alembic's usual name: a PostgreSQL database may be shared.
VERSION_TABLE = "figurewatch_schema"

SOURCE_STATES = ("active", "paused", "held", "removed")
ENCODINGS = ("zstd", "raw")
CAUSES = ("look", "reread")  # why a version was read: it was new, or the reader was


def _one_of(column: str, words: Iterable[str]) -> CheckConstraint:
    allowed = ", ".join(f"'{word}'" for word in words)
    return CheckConstraint(f"{column} IN ({allowed})", name=column)


def _enum(column: str, enum: type[StrEnum]) -> CheckConstraint:
    return _one_of(column, (member.value for member in enum))


def _id() -> Column[int]:
    return Column("id", Id, primary_key=True)


def _to(name: str, target: str, *, nullable: bool = False, index: bool = False) -> Column[int]:
    return Column(name, Id, ForeignKey(target), nullable=nullable, index=index)


# One crawl of some sources, or a request by hand.
run = Table(
    "run",
    metadata,
    _id(),
    Column("requested_by", Words, nullable=False),
    Column("sources", Json, nullable=False),
    Column("owner", Words, nullable=False),
    Column("started_at", Utc, nullable=False),
    Column("ended_at", Utc),
    Column("outcome", Words),
    Column("dropped", Json, nullable=False),
    Index(
        "ix_run_open",
        "id",
        sqlite_where=text("ended_at IS NULL"),
        postgresql_where=text("ended_at IS NULL"),
    ),
)

# A publisher we follow. One that left the configuration keeps its row: its pages point here.
source = Table(
    "source",
    metadata,
    _id(),
    Column("slug", Words, nullable=False, unique=True),
    Column("name", Words, nullable=False),
    Column("publisher", Words, nullable=False),
    Column("config_hash", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("synced_at", Utc, nullable=False),
    Column("next_run_at", Utc),
    _to("last_run_id", "run.id", nullable=True),
    _one_of("state", SOURCE_STATES),
)

# What is wrong with a source as a whole, told once: one open alarm for a source. While `held`,
# what its pages that turned seem to say is kept back.
alarm = Table(
    "alarm",
    metadata,
    _id(),
    _to("source_id", "source.id", index=True),
    Column("kind", Text, nullable=False),
    Column("held", Boolean, nullable=False),
    Column("raised_at", Utc, nullable=False),
    _to("run_id", "run.id"),
    Column("why", Words, nullable=False),
    Column("evidence", Json, nullable=False),
    Column("ended_at", Utc),
    Column("ended_by", Words),
    _enum("kind", AlarmKind),
    Index(
        "ix_alarm_open",
        "source_id",
        unique=True,
        sqlite_where=text("ended_at IS NULL"),
        postgresql_where=text("ended_at IS NULL"),
    ),
)

# How one source fared in one run, counted once at its end: what tells whether it is well.
source_run = Table(
    "source_run",
    metadata,
    _id(),
    _to("source_id", "source.id"),
    _to("run_id", "run.id", index=True),
    Column("at", Utc, nullable=False, index=True),
    Column("articles", Integer, nullable=False),
    Column("read", Integer, nullable=False),
    Column("unasked", Integer, nullable=False),
    Column("silent", Integer, nullable=False),
    Column("listings", Integer, nullable=False),
    Column("links", Integer),
    Column("new_pages", Integer, nullable=False),
    Column("versions", Integer, nullable=False),
    Column("text_chars", Integer),
    Column("claims", Float),
    Column("states", Json, nullable=False),
    UniqueConstraint("source_id", "run_id"),
)

# What crawls remember of a host from one to the next: when it was last asked, and until when it
# wants to be left alone.
host = Table(
    "host",
    metadata,
    _id(),
    Column("name", Words, nullable=False, unique=True),
    Column("asked_at", Utc),
    Column("not_before", Utc),
    Column("reason", Words, nullable=False),
)

# What robots.txt of an origin answered, for a day at most. Source: RFC 9309 section 2.4.
robots = Table(
    "robots",
    metadata,
    _id(),
    Column("origin", Words, nullable=False, unique=True),
    Column("fetched_at", Utc, nullable=False),
    Column("status", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),
)

# One thing we watch. The address is unique by its SHA-256, because PostgreSQL indexes no text
# of more than 2,704 bytes and the web knows longer addresses.
page = Table(
    "page",
    metadata,
    _id(),
    _to("source_id", "source.id"),
    Column("url", Words, nullable=False),
    Column("url_sha256", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("found_on", Words),
    Column("first_seen_at", Utc, nullable=False),
    Column("etag", Words),
    Column("last_modified", Words),
    Column("body_sha256", Text),
    Column("next_check_at", Utc, index=True),
    Column("unchanged_streak", Integer, nullable=False),
    Column("failure_streak", Integer, nullable=False),
    Column("open_target", Boolean, nullable=False),
    # How the last look went, and when the article itself was last seen: what tells "no longer
    # stated" from "not read" and from "page gone".
    Column("last_state", Text),
    Column("seen_at", Utc),
    # What says when to look again: `revisit`.
    Column("gaps", Json, nullable=False),
    Column("published", Date),
    Column("due_on", Date),
    Column("listed_at", Utc),
    # The page that this one turned out to be: its versions and looks went there.
    _to("joined_id", "page.id", nullable=True, index=True),
    UniqueConstraint("source_id", "url_sha256"),
    _enum("kind", PageKind),
    _enum("last_state", CheckState),
)

# The addresses a page has had: a page that moves is still the same page.
page_url = Table(
    "page_url",
    metadata,
    _id(),
    _to("page_id", "page.id"),
    Column("url", Words, nullable=False),
    Column("url_sha256", Text, nullable=False, index=True),
    Column("first_seen_at", Utc, nullable=False),
    UniqueConstraint("page_id", "url_sha256"),
)

# One look at one page. Not called `check`: the word is reserved in SQL.
page_check = Table(
    "page_check",
    metadata,
    _id(),
    _to("run_id", "run.id", index=True),
    _to("page_id", "page.id", index=True),
    Column("url", Words, nullable=False),
    Column("kind", Text, nullable=False),
    Column("at", Utc, nullable=False, index=True),
    Column("state", Text, nullable=False),
    Column("note", Words, nullable=False),
    Column("status", Integer),
    Column("bytes", Id, nullable=False),
    Column("elapsed_ms", Id, nullable=False),
    Column("title", Words, nullable=False),
    Column("claims", Integer, nullable=False),
    Column("changes", Integer, nullable=False),
    Column("reworded", Integer, nullable=False),
    Column("text_chars", Integer),
    Column("links", Integer),
    Column("asked", Boolean, nullable=False),
    _enum("state", CheckState),
    _enum("kind", PageKind),
)

# Bytes under their SHA-256. Written once, never changed.
blob = Table(
    "blob",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("encoding", Text, nullable=False),
    Column("size", Id, nullable=False),  # of the bytes themselves, not as packed
    Column("data", LargeBinary, nullable=False),
    CheckConstraint("length(sha256) = 64", name="sha256"),
    _one_of("encoding", ENCODINGS),
)

# What the server answered, untouched.
capture = Table(
    "capture",
    metadata,
    _id(),
    Column("check_id", Id, ForeignKey("page_check.id"), nullable=False, unique=True),
    Column("url", Words, nullable=False),
    Column("final_url", Words, nullable=False),
    Column("status", Integer, nullable=False),
    Column("headers", Json, nullable=False),
    Column("blob_sha256", Text, ForeignKey("blob.sha256"), nullable=False),
    Column("captured_at", Utc, nullable=False),
    Column("elapsed_ms", Id, nullable=False),
    Column("found_on", Words),
    Column("truncated", Boolean, nullable=False),
)

# A document given by hand. Its versions are ordinary versions without a page.
corpus_document = Table(
    "corpus_document",
    metadata,
    _id(),
    Column("origin", Words, nullable=False, unique=True),
    Column("added_at", Utc, nullable=False),
)

# An article that differs from the one before, on its page or of its document.
version = Table(
    "version",
    metadata,
    _id(),
    _to("page_id", "page.id", nullable=True),
    _to("document_id", "corpus_document.id", nullable=True),
    Column("seq", Integer, nullable=False),
    Column("check_id", Id, ForeignKey("page_check.id"), unique=True),
    _to("capture_id", "capture.id", nullable=True),
    Column("captured_at", Utc, nullable=False, index=True),
    Column("text_sha256", Text, ForeignKey("blob.sha256"), nullable=False, index=True),
    Column("title", Words, nullable=False),
    Column("language", Words, nullable=False),
    Column("author", Words),
    Column("publisher", Words),
    Column("published", Date),
    Column("modified", Date),
    Column("article_url", Words),
    Column("extractor", Words, nullable=False),
    Column("anchors", Json),
    UniqueConstraint("page_id", "seq"),
    UniqueConstraint("document_id", "seq"),
    CheckConstraint("(page_id IS NULL) <> (document_id IS NULL)", name="owner"),
    CheckConstraint("seq >= 1", name="seq"),
)

# The claims that one version of the reader read from a version. A better reader makes a new
# reading, and so never a false change. So does a better extractor: spans point into the text of
# the reading; its article is kept when it is not the one the version was made with. The newest
# counts; one reader may read a version twice, when another came between and was taken back.
reading = Table(
    "reading",
    metadata,
    _id(),
    _to("version_id", "version.id", index=True),
    Column("extractor", Words, nullable=False),
    Column("reader", Words, nullable=False),
    Column("cause", Text, nullable=False),
    Column("text_sha256", Text, ForeignKey("blob.sha256"), nullable=False),
    Column("article", Json),
    Column("read_at", Utc, nullable=False),
    _one_of("cause", CAUSES),
)

# One statement of a quantity. Numbers are canonical decimal text: exact in both databases.
claim = Table(
    "claim",
    metadata,
    _id(),
    _to("reading_id", "reading.id"),
    Column("position", Integer, nullable=False),
    Column("series", Words, nullable=False),
    Column("kind", Text, nullable=False),
    Column("measure", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("value_max", Text),
    Column("unit", Words, nullable=False),
    Column("bound", Text, nullable=False),
    Column("indicator", Words, nullable=False),
    Column("indicator_key", Words, nullable=False),
    Column("place", Words),
    Column("period", Words),
    Column("quote", Words, nullable=False),
    Column("span_start", Integer, nullable=False),
    Column("span_end", Integer, nullable=False),
    Column("sentence", Words, nullable=False),
    Column("sentence_start", Integer, nullable=False),
    Column("language", Words, nullable=False),
    Column("converted", Json, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("rules", Json, nullable=False),
    Column("anchor", Words),
    UniqueConstraint("reading_id", "position"),
    _enum("kind", Kind),
    _enum("measure", Measure),
    _enum("bound", Bound),
)

# Indicator, place, measure and dimension: what makes claims comparable. Unique by its SHA-256,
# for the reason given at `page`. `names` is the indicator in the words of each language.
series = Table(
    "series",
    metadata,
    _id(),
    Column("key", Words, nullable=False),
    Column("key_sha256", Text, nullable=False, unique=True),
    Column("indicator", Words, nullable=False),
    Column("indicator_key", Words, nullable=False),
    Column("names", Json, nullable=False),
    Column("place", Words, index=True),
    Column("measure", Text, nullable=False),
    Column("dimension", Words, nullable=False),
    _enum("measure", Measure),
)

# One thing said of a series, however many say it. `fact` is what makes it one: series, kind,
# period, amount in base units and class of bound. `stands_on` is the day it speaks of at the
# latest: the end of its period, else the day it was published or first seen.
point = Table(
    "point",
    metadata,
    _id(),
    _to("series_id", "series.id"),
    Column("fact", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("aim", Boolean, nullable=False),  # a target, and nothing reported
    Column("seed", Boolean, nullable=False),  # a document of the corpus says it now
    Column("period", Words),
    Column("stands_on", Date, nullable=False),
    Column("value", Text, nullable=False),
    Column("value_max", Text),
    Column("unit", Words, nullable=False),
    Column("bound", Text, nullable=False),
    # The newest aims and reports of a series, and what the corpus says of it, without a sort.
    Index("ix_point_met", "series_id", "seed", "aim", "stands_on", "id"),
    # The corpus is small beside the ledger: what it says anywhere is found at once.
    Index(
        "ix_point_seed",
        "series_id",
        sqlite_where=text("seed = 1"),
        postgresql_where=text("seed"),
    ),
    _enum("kind", Kind),
    _enum("bound", Bound),
)

# Who says so: a page or a document, from when to when. Made anew from claims whenever a version
# is read again, so that a reader's mistakes leave the ledger with the reader. `gone_at` is the
# capture that no longer says it. `rank` says who speaks for the point first: `storage.witnesses`.
witness = Table(
    "witness",
    metadata,
    _id(),
    _to("point_id", "point.id"),
    _to("page_id", "page.id", nullable=True),
    _to("document_id", "corpus_document.id", nullable=True, index=True),
    _to("first_claim_id", "claim.id"),
    _to("claim_id", "claim.id"),
    Column("rank", Integer, nullable=False),
    Column("first_seen_at", Utc, nullable=False),
    Column("last_seen_at", Utc, nullable=False),
    Column("gone_at", Utc),
    UniqueConstraint("point_id", "page_id"),
    UniqueConstraint("point_id", "document_id"),
    Index("ix_witness_said", "page_id", "gone_at"),
    # Who speaks for a point besides a page, and by which claim: answered from the index alone.
    Index("ix_witness_met", "point_id", "rank", "last_seen_at", "page_id", "claim_id"),
    CheckConstraint("(page_id IS NULL) <> (document_id IS NULL)", name="owner"),
)

# One claim before and after on one page. It keeps its own copy of both claims, so that no
# later reading alters what was reported; the ids lead to the rows they were read as.
change = Table(
    "change",
    metadata,
    _id(),
    _to("page_id", "page.id", index=True),
    _to("check_id", "page_check.id", index=True),
    Column("detected_at", Utc, nullable=False, index=True),
    Column("change", Text, nullable=False),
    Column("old", Json),
    Column("new", Json),
    _to("old_claim_id", "claim.id", nullable=True),
    _to("new_claim_id", "claim.id", nullable=True),
    _to("old_version_id", "version.id", nullable=True),
    _to("new_version_id", "version.id", nullable=True),
    Column("aspects", Json, nullable=False),
    Column("direction", Text),
    Column("relative", Text),
    Column("weight", Float, nullable=False),
    Column("why", Json, nullable=False),
    Column("state", Text, nullable=False),
    # The look that confirmed or reverted it.
    _to("settled_by", "page_check.id", nullable=True, index=True),
    # The earlier change that this one takes back.
    _to("reverts_id", "change.id", nullable=True, index=True),
    Column("notice", Text, nullable=False),
    Column("condition", Words),  # the condition that decided the notice
    _enum("notice", Notice),
    CheckConstraint("old IS NOT NULL OR new IS NOT NULL", name="claims"),
    _enum("change", ChangeKind),
    _enum("direction", Direction),
    _enum("state", ChangeState),
    Index(
        "ix_change_provisional",
        "page_id",
        sqlite_where=text("state = 'provisional'"),
        postgresql_where=text("state = 'provisional'"),
    ),
)

# A claim that met a known one. It keeps its own copy of all statements, like a change. There
# is one for two points, however many pages say them: `meeting` is the relation and the points (of
# a new series, the series). The other pages are its witnesses; `witnesses` are of its own text.
finding = Table(
    "finding",
    metadata,
    _id(),
    _to("page_id", "page.id", index=True),
    _to("check_id", "page_check.id", index=True),
    Column("at", Utc, nullable=False, index=True),
    Column("relation", Text, nullable=False),
    Column("claim", Json, nullable=False),
    Column("against", Json),
    _to("claim_id", "claim.id", nullable=True),
    _to("against_id", "claim.id", nullable=True),
    _to("change_id", "change.id", nullable=True),
    _to("point_id", "point.id", nullable=True, index=True),
    _to("against_point_id", "point.id", nullable=True),
    Column("meeting", Text, unique=True),  # none on findings older than the ledger
    Column("witnesses", Json, nullable=False),
    Column("relative", Text),
    Column("weight", Float, nullable=False),
    Column("why", Json, nullable=False),
    Column("notice", Text, nullable=False),
    Column("condition", Words),
    _enum("relation", FindingRelation),
    _enum("notice", Notice),
)

# Another page that says what a finding found: the finding is reviewed once, not once per copy.
finding_witness = Table(
    "finding_witness",
    metadata,
    _id(),
    _to("finding_id", "finding.id", index=True),
    _to("page_id", "page.id"),
    _to("check_id", "page_check.id"),
    Column("at", Utc, nullable=False),
    Column("claim", Json, nullable=False),
    UniqueConstraint("finding_id", "page_id"),
)

# Work that a migration left to the program, since it needs more than SQL: done on opening.
task = Table(
    "task",
    metadata,
    Column("name", Text, primary_key=True),
)

# Who owns what: one row per role that only one process may have.
worker = Table(
    "worker",
    metadata,
    Column("name", Words, primary_key=True),
    Column("owner", Words, nullable=False),
    Column("acquired_at", Utc, nullable=False),
    Column("heartbeat_at", Utc, nullable=False),
    Column("expires_at", Utc, nullable=False),
)
