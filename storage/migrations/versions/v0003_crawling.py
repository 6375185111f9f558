"""Crawling: alarms, hosts and robots files, what says when to look again, anchors of documents.

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

# A migration keeps its own words for types: `storage/tables.py` goes on, this stays as it was.
ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)

KINDS = "'article', 'index', 'sitemap', 'feed', 'list'"
ALARMS = "'redesign', 'blocked', 'outage', 'lost', 'unread'"


def upgrade() -> None:
    """Make the new tables, then bring the older ones up to them."""
    _alarms()
    _hosts()
    _pages()
    _checks()
    _anchors()


def _alarms() -> None:
    op.create_table(
        "alarm",
        sa.Column("id", ID, nullable=False),
        sa.Column("source_id", ID, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("held", sa.Boolean(), nullable=False),
        sa.Column("raised_at", TIME, nullable=False),
        sa.Column("run_id", ID, nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("ended_at", TIME, nullable=True),
        sa.Column("ended_by", sa.Text(), nullable=True),
        sa.CheckConstraint(f"kind IN ({ALARMS})", name=op.f("ck_alarm_kind")),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name=op.f("fk_alarm_run_id")),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_alarm_source_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alarm")),
    )
    op.create_index("ix_alarm_source_id", "alarm", ["source_id"], unique=False)
    op.create_index(
        "ix_alarm_open",
        "alarm",
        ["source_id"],
        unique=True,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.create_table(
        "source_run",
        sa.Column("id", ID, nullable=False),
        sa.Column("source_id", ID, nullable=False),
        sa.Column("run_id", ID, nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.Column("articles", sa.Integer(), nullable=False),
        sa.Column("read", sa.Integer(), nullable=False),
        sa.Column("unasked", sa.Integer(), nullable=False),
        sa.Column("silent", sa.Integer(), nullable=False),
        sa.Column("listings", sa.Integer(), nullable=False),
        sa.Column("links", sa.Integer(), nullable=True),
        sa.Column("new_pages", sa.Integer(), nullable=False),
        sa.Column("versions", sa.Integer(), nullable=False),
        sa.Column("text_chars", sa.Integer(), nullable=True),
        sa.Column("claims", sa.Float(), nullable=True),
        sa.Column("states", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name=op.f("fk_source_run_run_id")),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_source_run_source_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source_run")),
        sa.UniqueConstraint("source_id", "run_id", name=op.f("uq_source_run_source_id_run_id")),
    )
    op.create_index("ix_source_run_run_id", "source_run", ["run_id"], unique=False)
    op.create_index("ix_source_run_at", "source_run", ["at"], unique=False)


def _hosts() -> None:
    op.create_table(
        "host",
        sa.Column("id", ID, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("asked_at", TIME, nullable=True),
        sa.Column("not_before", TIME, nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_host")),
        sa.UniqueConstraint("name", name=op.f("uq_host_name")),
    )
    op.create_table(
        "robots",
        sa.Column("id", ID, nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("fetched_at", TIME, nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_robots")),
        sa.UniqueConstraint("origin", name=op.f("uq_robots_origin")),
    )


def _pages() -> None:
    with op.batch_alter_table("page") as page:
        page.add_column(sa.Column("gaps", sa.Text(), nullable=True))
        page.add_column(sa.Column("published", sa.Date(), nullable=True))
        page.add_column(sa.Column("due_on", sa.Date(), nullable=True))
        page.add_column(sa.Column("listed_at", TIME, nullable=True))
        page.add_column(sa.Column("joined_id", ID, nullable=True))
        page.drop_constraint(op.f("ck_page_kind"), type_="check")
    op.execute(
        "UPDATE page SET gaps = '[]', published = (SELECT published FROM version"
        " WHERE version.page_id = page.id ORDER BY seq DESC LIMIT 1)"
    )
    with op.batch_alter_table("page") as page:
        page.alter_column("gaps", existing_type=sa.Text(), nullable=False)
        page.create_check_constraint(op.f("ck_page_kind"), f"kind IN ({KINDS})")
        page.create_foreign_key(op.f("fk_page_joined_id"), "page", ["joined_id"], ["id"])
        page.create_index(op.f("ix_page_joined_id"), ["joined_id"])


def _checks() -> None:
    with op.batch_alter_table("page_check") as check:
        check.drop_constraint(op.f("ck_page_check_kind"), type_="check")
        check.add_column(sa.Column("text_chars", sa.Integer(), nullable=True))
        check.add_column(sa.Column("links", sa.Integer(), nullable=True))
        check.add_column(sa.Column("asked", sa.Boolean(), nullable=True))
        check.create_check_constraint(op.f("ck_page_check_kind"), f"kind IN ({KINDS})")
    op.execute("UPDATE page_check SET asked = true")
    with op.batch_alter_table("page_check") as check:
        check.alter_column("asked", existing_type=sa.Boolean(), nullable=False)


def _anchors() -> None:
    op.create_index("ix_change_settled_by", "change", ["settled_by"], unique=False)
    op.add_column("version", sa.Column("anchors", sa.Text(), nullable=True))
    op.add_column("claim", sa.Column("anchor", sa.Text(), nullable=True))
