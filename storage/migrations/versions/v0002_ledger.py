"""The ledger: series, points and witnesses; readings that keep their own text; notices.

Revision ID: 0002
Revises: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# A migration keeps its own words for types: `storage/tables.py` goes on, this stays as it was.
ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)

STATES = (
    "'ok', 'unchanged', 'moved', 'gone', 'soft404', 'blocked', 'maintenance', 'login', 'empty', "
    "'suspicious', 'truncated', 'error', 'refused', 'robots'"
)


def upgrade() -> None:
    """Make the tables of the ledger, then bring the older ones up to them."""
    _ledger()
    _pages()
    _readings()
    _claims()
    _changes()
    _findings()
    # Points need exact arithmetic, which SQL has not: the program makes them when it opens.
    op.execute("INSERT INTO task (name) VALUES ('ledger')")


def _ledger() -> None:
    op.create_table(
        "series",
        sa.Column("id", ID, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("key_sha256", sa.Text(), nullable=False),
        sa.Column("indicator", sa.Text(), nullable=False),
        sa.Column("indicator_key", sa.Text(), nullable=False),
        sa.Column("names", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("measure", sa.Text(), nullable=False),
        sa.Column("dimension", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "measure IN ('level', 'growth', 'change', 'share', 'multiple', 'rank')",
            name=op.f("ck_series_measure"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_series")),
        sa.UniqueConstraint("key_sha256", name=op.f("uq_series_key_sha256")),
    )
    op.create_index("ix_series_place", "series", ["place"], unique=False)

    op.create_table(
        "task",
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_task")),
    )
    op.create_table(
        "point",
        sa.Column("id", ID, nullable=False),
        sa.Column("series_id", ID, nullable=False),
        sa.Column("fact", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("aim", sa.Boolean(), nullable=False),
        sa.Column("seed", sa.Boolean(), nullable=False),
        sa.Column("period", sa.Text(), nullable=True),
        sa.Column("stands_on", sa.Date(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("value_max", sa.Text(), nullable=True),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("bound", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "bound IN ('exact', 'over', 'at_least', 'under', 'at_most', 'about', 'range')",
            name=op.f("ck_point_bound"),
        ),
        sa.CheckConstraint("kind IN ('figure', 'target', 'forecast')", name=op.f("ck_point_kind")),
        sa.ForeignKeyConstraint(["series_id"], ["series.id"], name=op.f("fk_point_series_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_point")),
        sa.UniqueConstraint("fact", name=op.f("uq_point_fact")),
    )
    met = ["series_id", "seed", "aim", "stands_on", "id"]
    op.create_index("ix_point_met", "point", met, unique=False)
    op.create_index(
        "ix_point_seed",
        "point",
        ["series_id"],
        unique=False,
        sqlite_where=sa.text("seed = 1"),
        postgresql_where=sa.text("seed"),
    )

    op.create_table(
        "witness",
        sa.Column("id", ID, nullable=False),
        sa.Column("point_id", ID, nullable=False),
        sa.Column("page_id", ID, nullable=True),
        sa.Column("document_id", ID, nullable=True),
        sa.Column("first_claim_id", ID, nullable=False),
        sa.Column("claim_id", ID, nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("first_seen_at", TIME, nullable=False),
        sa.Column("last_seen_at", TIME, nullable=False),
        sa.Column("gone_at", TIME, nullable=True),
        sa.CheckConstraint(
            "(page_id IS NULL) <> (document_id IS NULL)", name=op.f("ck_witness_owner")
        ),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_witness_claim_id")),
        sa.ForeignKeyConstraint(
            ["document_id"], ["corpus_document.id"], name=op.f("fk_witness_document_id")
        ),
        sa.ForeignKeyConstraint(
            ["first_claim_id"], ["claim.id"], name=op.f("fk_witness_first_claim_id")
        ),
        sa.ForeignKeyConstraint(["page_id"], ["page.id"], name=op.f("fk_witness_page_id")),
        sa.ForeignKeyConstraint(["point_id"], ["point.id"], name=op.f("fk_witness_point_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_witness")),
        sa.UniqueConstraint(
            "point_id", "document_id", name=op.f("uq_witness_point_id_document_id")
        ),
        sa.UniqueConstraint("point_id", "page_id", name=op.f("uq_witness_point_id_page_id")),
    )
    op.create_index("ix_witness_document_id", "witness", ["document_id"], unique=False)
    op.create_index("ix_witness_said", "witness", ["page_id", "gone_at"], unique=False)
    met = ["point_id", "rank", "last_seen_at", "page_id", "claim_id"]
    op.create_index("ix_witness_met", "witness", met, unique=False)

    op.create_table(
        "finding_witness",
        sa.Column("id", ID, nullable=False),
        sa.Column("finding_id", ID, nullable=False),
        sa.Column("page_id", ID, nullable=False),
        sa.Column("check_id", ID, nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.Column("claim", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["check_id"], ["page_check.id"], name=op.f("fk_finding_witness_check_id")
        ),
        sa.ForeignKeyConstraint(
            ["finding_id"], ["finding.id"], name=op.f("fk_finding_witness_finding_id")
        ),
        sa.ForeignKeyConstraint(["page_id"], ["page.id"], name=op.f("fk_finding_witness_page_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_finding_witness")),
        sa.UniqueConstraint(
            "finding_id", "page_id", name=op.f("uq_finding_witness_finding_id_page_id")
        ),
    )
    op.create_index(
        "ix_finding_witness_finding_id", "finding_witness", ["finding_id"], unique=False
    )


def _pages() -> None:
    with op.batch_alter_table("page") as page:
        page.add_column(sa.Column("last_state", sa.Text(), nullable=True))
        page.add_column(sa.Column("seen_at", TIME, nullable=True))
        page.create_check_constraint(op.f("ck_page_last_state"), f"last_state IN ({STATES})")
    op.execute(
        "UPDATE page SET last_state = (SELECT state FROM page_check WHERE page_id = page.id"
        " ORDER BY id DESC LIMIT 1), seen_at = (SELECT max(at) FROM page_check"
        " WHERE page_id = page.id AND state IN ('ok', 'unchanged'))"
    )


def _readings() -> None:
    with op.batch_alter_table("reading") as reading:
        reading.add_column(sa.Column("extractor", sa.Text(), nullable=True))
        reading.add_column(sa.Column("cause", sa.Text(), nullable=True))
        reading.add_column(sa.Column("text_sha256", sa.Text(), nullable=True))
        reading.add_column(sa.Column("article", sa.Text(), nullable=True))
    op.execute(
        "UPDATE reading SET cause = 'look',"
        " extractor = (SELECT extractor FROM version WHERE version.id = reading.version_id),"
        " text_sha256 = (SELECT text_sha256 FROM version WHERE version.id = reading.version_id)"
    )
    with op.batch_alter_table("reading") as reading:
        reading.alter_column("extractor", existing_type=sa.Text(), nullable=False)
        reading.alter_column("cause", existing_type=sa.Text(), nullable=False)
        reading.alter_column("text_sha256", existing_type=sa.Text(), nullable=False)
        reading.drop_constraint(op.f("uq_reading_version_id_reader"), type_="unique")
        reading.create_index(op.f("ix_reading_version_id"), ["version_id"])
        reading.create_foreign_key(
            op.f("fk_reading_text_sha256"), "blob", ["text_sha256"], ["sha256"]
        )
        reading.create_check_constraint(op.f("ck_reading_cause"), "cause IN ('look', 'reread')")


def _claims() -> None:
    # What claims are of is found in the ledger now.
    op.drop_index(op.f("ix_claim_series_key"), "claim")
    with op.batch_alter_table("claim") as claim:
        claim.drop_column("series_key")


def _changes() -> None:
    with op.batch_alter_table("change") as change:
        change.add_column(sa.Column("reverts_id", ID, nullable=True))
        change.add_column(sa.Column("notice", sa.Text(), nullable=True))
        change.add_column(sa.Column("condition", sa.Text(), nullable=True))
    op.execute("UPDATE change SET notice = 'now'")
    with op.batch_alter_table("change") as change:
        change.alter_column("notice", existing_type=sa.Text(), nullable=False)
        change.create_index(op.f("ix_change_reverts_id"), ["reverts_id"])
        change.create_foreign_key(op.f("fk_change_reverts_id"), "change", ["reverts_id"], ["id"])
        change.create_check_constraint(
            op.f("ck_change_notice"), "notice IN ('now', 'digest', 'none')"
        )


def _findings() -> None:
    with op.batch_alter_table("finding") as finding:
        finding.add_column(sa.Column("point_id", ID, nullable=True))
        finding.add_column(sa.Column("against_point_id", ID, nullable=True))
        finding.add_column(sa.Column("meeting", sa.Text(), nullable=True))
        finding.add_column(sa.Column("witnesses", sa.Text(), nullable=True))
        finding.add_column(sa.Column("notice", sa.Text(), nullable=True))
        finding.add_column(sa.Column("condition", sa.Text(), nullable=True))
    op.execute("UPDATE finding SET notice = 'now', witnesses = '[]'")
    with op.batch_alter_table("finding") as finding:
        finding.alter_column("witnesses", existing_type=sa.Text(), nullable=False)
        finding.create_unique_constraint(op.f("uq_finding_meeting"), ["meeting"])
        finding.alter_column("notice", existing_type=sa.Text(), nullable=False)
        finding.create_index(op.f("ix_finding_point_id"), ["point_id"])
        finding.create_foreign_key(op.f("fk_finding_point_id"), "point", ["point_id"], ["id"])
        finding.create_foreign_key(
            op.f("fk_finding_against_point_id"), "point", ["against_point_id"], ["id"]
        )
        finding.create_check_constraint(
            op.f("ck_finding_notice"), "notice IN ('now', 'digest', 'none')"
        )
