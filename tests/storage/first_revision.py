"""A database as the first revision made it: a page with two versions, a second page, a document of
the corpus, a change and two findings that say the same.
"""

import hashlib
import json
from datetime import timedelta

from alembic import command
from sqlalchemy import text

from storage.engine import connect, make_folder, parsed, writing
from storage.migrate import _config
from tests.storage.samples import NOW, URL

SERIES = "output|Yangpu|level|money:CNY"


def first_revision(url):
    """Make it at ``url``."""
    make_folder(parsed(url))
    engine = connect(parsed(url), for_migration=True)
    with writing(engine) as connection:
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        _fill(Rows(connection))
    engine.dispose()


class Rows:
    """Rows in plain SQL: no table of today describes them."""

    def __init__(self, connection):
        self.connection = connection
        self.sqlite = connection.dialect.name == "sqlite"

    def at(self, minutes):
        shown = (NOW + timedelta(minutes=minutes)).strftime("%Y-%m-%d %H:%M:%S.%f")
        return shown if self.sqlite else f"{shown}+00"

    def add(self, table, **values):
        columns, places = ", ".join(values), ", ".join(f":{name}" for name in values)
        self.connection.execute(text(f"INSERT INTO {table} ({columns}) VALUES ({places})"), values)


def claim_row(value, **fields):
    row = {
        "kind": "target",
        "measure": "level",
        "value": value,
        "value_max": None,
        "unit": "CNY",
        "bound": "exact",
        "indicator": "the output",
        "indicator_key": "output",
        "place": "Yangpu",
        "period": "by:2025",
        "quote": f"{value} yuan",
        "span_start": 0,
        "span_end": 4,
        "sentence": f"Output is to reach {value} yuan by 2025.",
        "sentence_start": 0,
        "language": "en",
        "converted": "[]",
        "confidence": 1.0,
        "rules": "[]",
    }
    return row | fields


def claim_json(value):
    return {**claim_row(value), "converted": [], "rules": []}


def statement_json(value, claim_id):
    return json.dumps(
        {
            "claim": claim_json(value),
            "title": "Plan",
            "url": URL,
            "publisher": None,
            "published": None,
            "version": 1,
            "seed": False,
            "claim_id": claim_id,
            "source": "yangpu",
            "captured_at": None,
        }
    )


def _fill(rows):
    rows.add(
        "run", requested_by="test", sources="[]", owner="x", started_at=rows.at(0), dropped="[]"
    )
    rows.add(
        "source",
        slug="yangpu",
        name="Yangpu",
        publisher="the government",
        config_hash="",
        state="active",
        synced_at=rows.at(0),
    )
    for name in ("a", "b"):
        _page(rows, f"{URL}/{name}")
    rows.add("corpus_document", origin="shipped/seed.md", added_at=rows.at(0))
    _version(rows, 1, 1, ["300", "7"], page_id=1)
    _version(rows, 2, 2, ["350"], page_id=1)
    _version(rows, 3, 1, ["350.0"], page_id=2)
    _version(rows, 4, 1, ["300"], document_id=1)
    _look(rows, 2, "gone", 9)
    _look(rows, 2, "gone", 9 + 60)
    _change(rows)
    for page_id, check_id, claim_id in ((1, 2, 3), (2, 3, 4)):
        _finding(rows, page_id, check_id, claim_id)


def _page(rows, url):
    rows.add(
        "page",
        source_id=1,
        url=url,
        url_sha256=hashlib.sha256(url.encode()).hexdigest(),
        kind="article",
        first_seen_at=rows.at(0),
        unchanged_streak=0,
        failure_streak=0,
        open_target=False,
    )


def _look(rows, page_id, state, minutes):
    rows.add(
        "page_check",
        run_id=1,
        page_id=page_id,
        url=URL,
        kind="article",
        at=rows.at(minutes),
        state=state,
        note="",
        bytes=0,
        elapsed_ms=0,
        title="Plan",
        claims=0,
        changes=0,
        reworded=0,
    )


def _version(rows, number, seq, values, *, page_id=None, document_id=None):
    body = f"version {number}".encode()
    sha256 = hashlib.sha256(body).hexdigest()
    if page_id:
        _look(rows, page_id, "ok", number)
    rows.add("blob", sha256=sha256, encoding="raw", size=len(body), data=body)
    rows.add(
        "version",
        page_id=page_id,
        document_id=document_id,
        seq=seq,
        check_id=number if page_id else None,
        captured_at=rows.at(number),
        text_sha256=sha256,
        title="Plan",
        language="en",
        extractor="e1",
    )
    rows.add("reading", version_id=number, reader="r1", read_at=rows.at(number))
    for position, value in enumerate(values):
        fields = {"indicator_key": "schools", "indicator": "schools"} if value == "7" else {}
        row = claim_row(value, **fields)
        series = f"{row['indicator_key']}|Yangpu|level|money:CNY"
        key = hashlib.sha256(series.encode()).hexdigest()[:16]
        place = {"reading_id": number, "position": position}
        rows.add("claim", **place, series=series, series_key=key, **row)


def _change(rows):
    rows.add(
        "change",
        page_id=1,
        check_id=2,
        detected_at=rows.at(2),
        change="changed",
        old=json.dumps(claim_json("300")),
        new=json.dumps(claim_json("350")),
        old_claim_id=1,
        new_claim_id=3,
        old_version_id=1,
        new_version_id=2,
        aspects='["value"]',
        direction="raised",
        relative="0.166667",
        weight=0.9,
        why="[]",
        state="confirmed",
    )


def _finding(rows, page_id, check_id, claim_id):
    rows.add(
        "finding",
        page_id=page_id,
        check_id=check_id,
        at=rows.at(check_id),
        relation="raises_target",
        claim=statement_json("350", claim_id),
        against=statement_json("300", 5),
        claim_id=claim_id,
        against_id=5,
        change_id=1 if page_id == 1 else None,
        relative="0.166667",
        weight=0.7,
        why="[]",
    )
