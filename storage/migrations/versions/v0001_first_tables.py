"""The first tables: everything from a source to a finding.

Revision ID: 0001
Revises: nothing
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# A migration keeps its own words for types: `storage/tables.py` goes on, this stays as it was.
ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make every table. Long because it is one list."""
    op.create_table(
        "blob",
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("encoding", sa.Text(), nullable=False),
        sa.Column("size", ID, nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("encoding IN ('zstd', 'raw')", name=op.f("ck_blob_encoding")),
        sa.CheckConstraint("length(sha256) = 64", name=op.f("ck_blob_sha256")),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_blob")),
    )
    op.create_table(
        "corpus_document",
        sa.Column("id", ID, nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("added_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_corpus_document")),
        sa.UniqueConstraint("origin", name=op.f("uq_corpus_document_origin")),
    )
    op.create_table(
        "run",
        sa.Column("id", ID, nullable=False),
        sa.Column("requested_by", sa.Text(), nullable=False),
        sa.Column("sources", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("started_at", TIME, nullable=False),
        sa.Column("ended_at", TIME, nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("dropped", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_run")),
    )
    op.create_index(
        "ix_run_open",
        "run",
        ["id"],
        unique=False,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.create_table(
        "worker",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("acquired_at", TIME, nullable=False),
        sa.Column("heartbeat_at", TIME, nullable=False),
        sa.Column("expires_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_worker")),
    )
    op.create_table(
        "source",
        sa.Column("id", ID, nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("publisher", sa.Text(), nullable=False),
        sa.Column("config_hash", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("synced_at", TIME, nullable=False),
        sa.Column("next_run_at", TIME, nullable=True),
        sa.Column("last_run_id", ID, nullable=True),
        sa.CheckConstraint(
            "state IN ('active', 'paused', 'held', 'removed')", name=op.f("ck_source_state")
        ),
        sa.ForeignKeyConstraint(["last_run_id"], ["run.id"], name=op.f("fk_source_last_run_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source")),
        sa.UniqueConstraint("slug", name=op.f("uq_source_slug")),
    )
    op.create_table(
        "page",
        sa.Column("id", ID, nullable=False),
        sa.Column("source_id", ID, nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("url_sha256", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("found_on", sa.Text(), nullable=True),
        sa.Column("first_seen_at", TIME, nullable=False),
        sa.Column("etag", sa.Text(), nullable=True),
        sa.Column("last_modified", sa.Text(), nullable=True),
        sa.Column("body_sha256", sa.Text(), nullable=True),
        sa.Column("next_check_at", TIME, nullable=True),
        sa.Column("unchanged_streak", sa.Integer(), nullable=False),
        sa.Column("failure_streak", sa.Integer(), nullable=False),
        sa.Column("open_target", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('article', 'index', 'sitemap', 'feed')", name=op.f("ck_page_kind")
        ),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_page_source_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_page")),
        sa.UniqueConstraint("source_id", "url_sha256", name=op.f("uq_page_source_id_url_sha256")),
    )
    op.create_index(op.f("ix_page_next_check_at"), "page", ["next_check_at"], unique=False)
    op.create_table(
        "page_check",
        sa.Column("id", ID, nullable=False),
        sa.Column("run_id", ID, nullable=False),
        sa.Column("page_id", ID, nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("bytes", ID, nullable=False),
        sa.Column("elapsed_ms", ID, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("claims", sa.Integer(), nullable=False),
        sa.Column("changes", sa.Integer(), nullable=False),
        sa.Column("reworded", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('article', 'index', 'sitemap', 'feed')", name=op.f("ck_page_check_kind")
        ),
        sa.CheckConstraint(
            "state IN ('ok', 'unchanged', 'moved', 'gone', 'soft404', 'blocked', 'maintenance', "
            "'login', 'empty', 'suspicious', 'truncated', 'error', 'refused', 'robots')",
            name=op.f("ck_page_check_state"),
        ),
        sa.ForeignKeyConstraint(["page_id"], ["page.id"], name=op.f("fk_page_check_page_id")),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name=op.f("fk_page_check_run_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_page_check")),
    )
    op.create_index(op.f("ix_page_check_at"), "page_check", ["at"], unique=False)
    op.create_index(op.f("ix_page_check_page_id"), "page_check", ["page_id"], unique=False)
    op.create_index(op.f("ix_page_check_run_id"), "page_check", ["run_id"], unique=False)
    op.create_table(
        "page_url",
        sa.Column("id", ID, nullable=False),
        sa.Column("page_id", ID, nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("url_sha256", sa.Text(), nullable=False),
        sa.Column("first_seen_at", TIME, nullable=False),
        sa.ForeignKeyConstraint(["page_id"], ["page.id"], name=op.f("fk_page_url_page_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_page_url")),
        sa.UniqueConstraint("page_id", "url_sha256", name=op.f("uq_page_url_page_id_url_sha256")),
    )
    op.create_index(op.f("ix_page_url_url_sha256"), "page_url", ["url_sha256"], unique=False)
    op.create_table(
        "capture",
        sa.Column("id", ID, nullable=False),
        sa.Column("check_id", ID, nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("final_url", sa.Text(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("headers", sa.Text(), nullable=False),
        sa.Column("blob_sha256", sa.Text(), nullable=False),
        sa.Column("captured_at", TIME, nullable=False),
        sa.Column("elapsed_ms", ID, nullable=False),
        sa.Column("found_on", sa.Text(), nullable=True),
        sa.Column("truncated", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["blob_sha256"], ["blob.sha256"], name=op.f("fk_capture_blob_sha256")
        ),
        sa.ForeignKeyConstraint(["check_id"], ["page_check.id"], name=op.f("fk_capture_check_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_capture")),
        sa.UniqueConstraint("check_id", name=op.f("uq_capture_check_id")),
    )
    op.create_table(
        "version",
        sa.Column("id", ID, nullable=False),
        sa.Column("page_id", ID, nullable=True),
        sa.Column("document_id", ID, nullable=True),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("check_id", ID, nullable=True),
        sa.Column("capture_id", ID, nullable=True),
        sa.Column("captured_at", TIME, nullable=False),
        sa.Column("text_sha256", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=True),
        sa.Column("publisher", sa.Text(), nullable=True),
        sa.Column("published", sa.Date(), nullable=True),
        sa.Column("modified", sa.Date(), nullable=True),
        sa.Column("article_url", sa.Text(), nullable=True),
        sa.Column("extractor", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "(page_id IS NULL) <> (document_id IS NULL)", name=op.f("ck_version_owner")
        ),
        sa.CheckConstraint("seq >= 1", name=op.f("ck_version_seq")),
        sa.ForeignKeyConstraint(["capture_id"], ["capture.id"], name=op.f("fk_version_capture_id")),
        sa.ForeignKeyConstraint(["check_id"], ["page_check.id"], name=op.f("fk_version_check_id")),
        sa.ForeignKeyConstraint(
            ["document_id"], ["corpus_document.id"], name=op.f("fk_version_document_id")
        ),
        sa.ForeignKeyConstraint(["page_id"], ["page.id"], name=op.f("fk_version_page_id")),
        sa.ForeignKeyConstraint(
            ["text_sha256"], ["blob.sha256"], name=op.f("fk_version_text_sha256")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_version")),
        sa.UniqueConstraint("check_id", name=op.f("uq_version_check_id")),
        sa.UniqueConstraint("document_id", "seq", name=op.f("uq_version_document_id_seq")),
        sa.UniqueConstraint("page_id", "seq", name=op.f("uq_version_page_id_seq")),
    )
    op.create_index(op.f("ix_version_captured_at"), "version", ["captured_at"], unique=False)
    op.create_index(op.f("ix_version_text_sha256"), "version", ["text_sha256"], unique=False)
    op.create_table(
        "reading",
        sa.Column("id", ID, nullable=False),
        sa.Column("version_id", ID, nullable=False),
        sa.Column("reader", sa.Text(), nullable=False),
        sa.Column("read_at", TIME, nullable=False),
        sa.ForeignKeyConstraint(["version_id"], ["version.id"], name=op.f("fk_reading_version_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reading")),
        sa.UniqueConstraint("version_id", "reader", name=op.f("uq_reading_version_id_reader")),
    )
    op.create_table(
        "claim",
        sa.Column("id", ID, nullable=False),
        sa.Column("reading_id", ID, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("series", sa.Text(), nullable=False),
        sa.Column("series_key", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("measure", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("value_max", sa.Text(), nullable=True),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("bound", sa.Text(), nullable=False),
        sa.Column("indicator", sa.Text(), nullable=False),
        sa.Column("indicator_key", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("period", sa.Text(), nullable=True),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("span_start", sa.Integer(), nullable=False),
        sa.Column("span_end", sa.Integer(), nullable=False),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.Column("sentence_start", sa.Integer(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("converted", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("rules", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "bound IN ('exact', 'over', 'at_least', 'under', 'at_most', 'about', 'range')",
            name=op.f("ck_claim_bound"),
        ),
        sa.CheckConstraint("kind IN ('figure', 'target', 'forecast')", name=op.f("ck_claim_kind")),
        sa.CheckConstraint(
            "measure IN ('level', 'growth', 'change', 'share', 'multiple', 'rank')",
            name=op.f("ck_claim_measure"),
        ),
        sa.ForeignKeyConstraint(["reading_id"], ["reading.id"], name=op.f("fk_claim_reading_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim")),
        sa.UniqueConstraint("reading_id", "position", name=op.f("uq_claim_reading_id_position")),
    )
    op.create_index(op.f("ix_claim_series_key"), "claim", ["series_key"], unique=False)
    op.create_table(
        "change",
        sa.Column("id", ID, nullable=False),
        sa.Column("page_id", ID, nullable=False),
        sa.Column("check_id", ID, nullable=False),
        sa.Column("detected_at", TIME, nullable=False),
        sa.Column("change", sa.Text(), nullable=False),
        sa.Column("old", sa.Text(), nullable=True),
        sa.Column("new", sa.Text(), nullable=True),
        sa.Column("old_claim_id", ID, nullable=True),
        sa.Column("new_claim_id", ID, nullable=True),
        sa.Column("old_version_id", ID, nullable=True),
        sa.Column("new_version_id", ID, nullable=True),
        sa.Column("aspects", sa.Text(), nullable=False),
        sa.Column("direction", sa.Text(), nullable=True),
        sa.Column("relative", sa.Text(), nullable=True),
        sa.Column("weight", sa.Float(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("settled_by", ID, nullable=True),
        sa.CheckConstraint(
            "change IN ('added', 'removed', 'changed')", name=op.f("ck_change_change")
        ),
        sa.CheckConstraint(
            "direction IN ('raised', 'lowered', 'firmed', 'softened', 'later', 'earlier')",
            name=op.f("ck_change_direction"),
        ),
        sa.CheckConstraint(
            "state IN ('provisional', 'confirmed', 'reverted')", name=op.f("ck_change_state")
        ),
        sa.CheckConstraint("old IS NOT NULL OR new IS NOT NULL", name=op.f("ck_change_claims")),
        sa.ForeignKeyConstraint(["check_id"], ["page_check.id"], name=op.f("fk_change_check_id")),
        sa.ForeignKeyConstraint(
            ["new_claim_id"], ["claim.id"], name=op.f("fk_change_new_claim_id")
        ),
        sa.ForeignKeyConstraint(
            ["new_version_id"], ["version.id"], name=op.f("fk_change_new_version_id")
        ),
        sa.ForeignKeyConstraint(
            ["old_claim_id"], ["claim.id"], name=op.f("fk_change_old_claim_id")
        ),
        sa.ForeignKeyConstraint(
            ["old_version_id"], ["version.id"], name=op.f("fk_change_old_version_id")
        ),
        sa.ForeignKeyConstraint(["page_id"], ["page.id"], name=op.f("fk_change_page_id")),
        sa.ForeignKeyConstraint(
            ["settled_by"], ["page_check.id"], name=op.f("fk_change_settled_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change")),
    )
    op.create_index(op.f("ix_change_check_id"), "change", ["check_id"], unique=False)
    op.create_index(op.f("ix_change_detected_at"), "change", ["detected_at"], unique=False)
    op.create_index(op.f("ix_change_page_id"), "change", ["page_id"], unique=False)
    op.create_index(
        "ix_change_provisional",
        "change",
        ["page_id"],
        unique=False,
        sqlite_where=sa.text("state = 'provisional'"),
        postgresql_where=sa.text("state = 'provisional'"),
    )
    op.create_table(
        "finding",
        sa.Column("id", ID, nullable=False),
        sa.Column("page_id", ID, nullable=False),
        sa.Column("check_id", ID, nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.Column("relation", sa.Text(), nullable=False),
        sa.Column("claim", sa.Text(), nullable=False),
        sa.Column("against", sa.Text(), nullable=True),
        sa.Column("claim_id", ID, nullable=True),
        sa.Column("against_id", ID, nullable=True),
        sa.Column("change_id", ID, nullable=True),
        sa.Column("relative", sa.Text(), nullable=True),
        sa.Column("weight", sa.Float(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "relation IN ('restates', 'updates', 'revises', 'contradicts', "
            "'progress_towards_target', 'achieves_target', 'misses_target', 'raises_target', "
            "'lowers_target', 'moves_deadline', 'new_series')",
            name=op.f("ck_finding_relation"),
        ),
        sa.ForeignKeyConstraint(["against_id"], ["claim.id"], name=op.f("fk_finding_against_id")),
        sa.ForeignKeyConstraint(["change_id"], ["change.id"], name=op.f("fk_finding_change_id")),
        sa.ForeignKeyConstraint(["check_id"], ["page_check.id"], name=op.f("fk_finding_check_id")),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_finding_claim_id")),
        sa.ForeignKeyConstraint(["page_id"], ["page.id"], name=op.f("fk_finding_page_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_finding")),
    )
    op.create_index(op.f("ix_finding_at"), "finding", ["at"], unique=False)
    op.create_index(op.f("ix_finding_check_id"), "finding", ["check_id"], unique=False)
    op.create_index(op.f("ix_finding_page_id"), "finding", ["page_id"], unique=False)
