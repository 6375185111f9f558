"""Small whole values for the storage tests: a source, claims, captures and looks."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from model import (
    Article,
    Capture,
    Change,
    ChangeKind,
    ChangeState,
    Check,
    CheckState,
    Claim,
    Comparison,
    Kind,
    Look,
    Measure,
    Page,
    PageKind,
    Quantity,
    Source,
    Span,
)

NOW = datetime(2026, 3, 1, 8, 30, tzinfo=UTC)
URL = "https://portal.example/news/1"


def later(minutes):
    return NOW + timedelta(minutes=minutes)


def source(slug="yangpu", **fields):
    return Source(
        slug, slug.title(), f"{slug} government", "government", "Yangpu", "en", (), **fields
    )


def claim(value="3E+11", indicator="output", **fields):
    quantity = Quantity(Decimal(value), fields.pop("unit", "CNY"))
    plain = Claim(
        quantity=quantity,
        kind=Kind.TARGET,
        measure=Measure.LEVEL,
        indicator=f"the {indicator} of the district",
        indicator_key=indicator,
        place="Yangpu",
        period="by:2025",
        quote="300 billion yuan",
        span=Span(10, 26),
        sentence="Output is to reach 300 billion yuan by 2025.",
        sentence_start=0,
        language="en",
    )
    return replace(plain, **fields)


def article(text="Output is to reach 300 billion yuan by 2025.", **fields):
    stated = {"title": "Plan", "publisher": "The Bureau", "published": date(2026, 2, 28)}
    return Article(text, **{**stated, "url": URL, **fields})


def capture(body=b"<html>plan</html>", **fields):
    headers = (("Content-Type", "text/html"), ("ETag", '"1"'))
    answer = Capture(URL, URL, "yangpu", PageKind.ARTICLE, 200, headers, body, NOW, 120)
    return replace(answer, **fields)


def check(run, state=CheckState.OK, page=None, **fields):
    return Check(page.url if page else URL, "yangpu", NOW, state, run=run, status=200, **fields)


def version_look(run, page, text, claims=(), *, before=None, changes=(), findings=(), **fields):
    """A look that makes a new version of ``text``."""
    return Look(
        check=check(run, page=page),
        page=replace(page, body_sha256="0" * 64, etag='"2"'),
        capture=capture(f"<html>{text}</html>".encode(), url=page.url),
        article=article(text),
        claims=tuple(claims),
        before=before,
        comparison=Comparison(tuple(changes)) if before else None,
        findings=tuple(findings),
        extractor="e1",
        reader="r1",
        **fields,
    )


def quiet_look(run, page, state=CheckState.UNCHANGED):
    return Look(check(run, state, page), replace(page, unchanged_streak=page.unchanged_streak + 1))


def added(new):
    return Change(ChangeKind.ADDED, None, new)


def removed(old):
    return Change(ChangeKind.REMOVED, old, None, state=ChangeState.PROVISIONAL)


def ready(store, url=URL):
    """A run and a page to look at."""
    store.sync_sources([source()], NOW)
    run = store.start_run("test", ["yangpu"], NOW, "host:1")
    page: Page = store.ensure_page(url, "yangpu", PageKind.ARTICLE, NOW)
    return run.id, page
