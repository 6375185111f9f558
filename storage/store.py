"""The store: every read and write, named in our words."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from types import TracebackType
from typing import Self

from sqlalchemy import Engine

from model import (
    Alarm,
    AlarmKind,
    Article,
    Capture,
    Check,
    CheckState,
    Claim,
    CorpusDocument,
    Dropped,
    Entry,
    HostState,
    Kind,
    Look,
    Notice,
    Page,
    PageKind,
    Point,
    ReadBy,
    RecordedChange,
    RecordedFinding,
    Relation,
    RobotsFile,
    Run,
    Series,
    Sighting,
    Source,
    SourceRun,
    SourceState,
    Statement,
    StoredReading,
    Streak,
    Version,
    VersionRef,
)
from storage import (
    alarms,
    blobs,
    changes,
    checks,
    documents,
    findings,
    health,
    hosts,
    known,
    leases,
    ledger,
    pages,
    quiet,
    readings,
    record,
    runs,
    series,
    sightings,
    sources,
    statements,
    versions,
    witnesses,
)
from storage.engine import reading, writing


class Store:
    """Everything figurewatch knows. Threads may share one; each process opens its own.

    Every method raises StorageError when the database cannot be read or written: stop then,
    for nothing is safe without it.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    # Sources

    def sync_sources(self, configured: Iterable[Source], now: datetime) -> None:
        """Make the store follow the configuration. Sources it no longer names keep their rows,
        as "removed".
        """
        with writing(self._engine) as connection:
            sources.sync(connection, configured, now)

    def source_states(self) -> Mapping[str, SourceState]:
        """How every source ever followed stands, by slug."""
        with reading(self._engine) as connection:
            return sources.states(connection)

    def next_run_at(self, slug: str) -> datetime | None:
        """When the source is due; None when nothing is planned or the source is unknown."""
        with reading(self._engine) as connection:
            return sources.next_run_at(connection, slug)

    def set_next_run_at(self, slug: str, when: datetime | None) -> None:
        """Plan the source's next run."""
        with writing(self._engine) as connection:
            sources.set_next_run_at(connection, slug, when)

    # Alarms and health

    def count_run(self, run_id: int, slugs: Iterable[str], now: datetime) -> None:
        """Store how each of the sources fared in the run, once its looks are recorded."""
        with writing(self._engine) as connection:
            health.count(connection, run_id, slugs, now)

    def source_runs(
        self, *, run: int | None = None, since: datetime | None = None
    ) -> tuple[SourceRun, ...]:
        """How sources fared in a run, or since some time, oldest first."""
        with reading(self._engine) as connection:
            return health.listed(connection, run_id=run, since=since)

    def lately(self, slug: str) -> tuple[SourceRun, ...]:
        """How the source fared in its last runs, newest first."""
        with reading(self._engine) as connection:
            return health.lately(connection, sources.id_of(connection, slug))

    def others_since(self, slug: str, since: datetime) -> tuple[SourceRun, ...]:
        """How the other sources have fared since then, newest first."""
        with reading(self._engine) as connection:
            return health.others_since(connection, sources.id_of(connection, slug), since)

    def turned_in(self, run_id: int, slug: str) -> tuple[Mapping[CheckState, int], int]:
        """How the run's looks went at those articles of the source that were there until lately;
        and how many such articles it has.
        """
        with reading(self._engine) as connection:
            source_id = sources.id_of(connection, slug)
            turned = health.turned_in(connection, run_id, source_id)
            return turned, health.pages_there(connection, source_id)

    def fine_and_turned(self, alarm: Alarm, besides: Collection[int] = ()) -> tuple[int, int]:
        """How many articles of the source have been there since the run that raised the alarm,
        and how many of those that were there before are not; ``besides`` these pages.
        """
        with reading(self._engine) as connection:
            source_id = sources.id_of(connection, alarm.source)
            since = runs.by_id(connection, alarm.run).started_at
            return health.fine_and_turned(connection, source_id, since, besides)

    def alarms(
        self,
        *,
        since: datetime | None = None,
        run: int | None = None,
        sources: Collection[str] | None = None,
    ) -> tuple[Alarm, ...]:
        """The alarms that were open at some time since then, or during the run, in the order they
        were raised; all that there ever were when nothing is asked.
        """
        with reading(self._engine) as connection:
            return alarms.listed(connection, since=since, run=run, sources=sources)

    def open_alarms(self) -> Mapping[str, Alarm]:
        """The open alarms, by the slug of their source: at most one each."""
        with reading(self._engine) as connection:
            return alarms.opened(connection)

    def raise_alarm(
        self, slug: str, kind: AlarmKind, why: str, *, held: bool, run: int, now: datetime
    ) -> bool:
        """Whether an alarm was raised; one that is open already learns what is known by now. Its
        evidence are pages that turned in the run.
        """
        with writing(self._engine) as connection:
            source_id = sources.id_of(connection, slug)
            return alarms.raise_or_sharpen(
                connection,
                source_id,
                kind,
                held=held,
                run_id=run,
                why=why,
                evidence=health.evidence(connection, run, source_id),
                now=now,
            )

    def end_alarm(self, alarm_id: int, ended_by: str, now: datetime) -> None:
        """End the alarm; ``ended_by`` says why."""
        with writing(self._engine) as connection:
            alarms.end(connection, alarm_id, now, ended_by)

    # Pages

    def ensure_page(
        self,
        url: str,
        source: str,
        kind: PageKind,
        now: datetime,
        found_on: str | None = None,
    ) -> Page:
        """The source's page at ``url``, made where there was none. One of another kind becomes
        ``kind`` and is then asked for anew; else only ``record`` alters a page.
        """
        known = self.page_by_url(url, source)
        if known is not None and known.kind is kind:
            return known  # the common case, without waiting for a writer
        with writing(self._engine) as connection:
            return pages.ensure(connection, url, source, kind, now, found_on)

    def pages(self, source: str | None = None, kind: PageKind | None = None) -> tuple[Page, ...]:
        """All pages, of one source or kind where asked, in the order they were found."""
        with reading(self._engine) as connection:
            return pages.listed(connection, source, kind)

    def page_by_url(self, url: str, source: str | None = None) -> Page | None:
        """The page that lives at ``url``, else the one that used to; None when none did."""
        with reading(self._engine) as connection:
            return pages.by_url(connection, url, source)

    def other_addresses(self, source: str) -> Mapping[str, str]:
        """Every address that a page of the source has had or has besides its own, and where the
        page lives now.
        """
        with reading(self._engine) as connection:
            return dict(pages.other_addresses(connection, source))

    # Runs

    def start_run(
        self, requested_by: str, sources: Iterable[str], now: datetime, owner: str
    ) -> Run:
        """A new run of these sources (slugs), open until ``end_run``."""
        with writing(self._engine) as connection:
            return runs.start(connection, requested_by, sources, now, owner)

    def end_run(
        self,
        run_id: int,
        outcome: str,
        now: datetime,
        dropped: Iterable[Dropped] = (),
    ) -> Run:
        """The run, closed. ``dropped`` counts the addresses left out, by source and reason."""
        with writing(self._engine) as connection:
            return runs.end(connection, run_id, outcome, now, dropped)

    def interrupt_dead_runs(
        self, is_alive: Callable[[str], bool], now: datetime
    ) -> tuple[Run, ...]:
        """The open runs whose owner is dead, now closed as "interrupted"."""
        with writing(self._engine) as connection:
            return runs.interrupt_dead(connection, is_alive, now)

    def runs(self, limit: int = 20) -> tuple[Run, ...]:
        """The last runs, newest first."""
        with reading(self._engine) as connection:
            return runs.listed(connection, limit)

    def run(self, run_id: int) -> Run:
        """The run. Raises: StorageError when there is none of that number."""
        with reading(self._engine) as connection:
            return runs.by_id(connection, run_id)

    def last_run(self) -> Run | None:
        """The newest run, open or closed; None before the first."""
        return next(iter(self.runs(limit=1)), None)

    # Hosts

    def host_states(self) -> tuple[HostState, ...]:
        """When every host ever asked was asked last, and until when it wants to be left alone."""
        with reading(self._engine) as connection:
            return hosts.states(connection)

    def robots_files(self, since: datetime) -> tuple[RobotsFile, ...]:
        """The robots.txt fetched ``since``; of more than 4 MiB, the latest."""
        with reading(self._engine) as connection:
            return hosts.robots_files(connection, since)

    def remember_hosts(
        self, states: Iterable[HostState], robots: Iterable[RobotsFile] = ()
    ) -> None:
        """Keep what a crawl learnt of hosts, in the place of what was known."""
        with writing(self._engine) as connection:
            hosts.remember(connection, states, robots)

    # Looks

    def record(self, look: Look, now: datetime) -> Check:
        """Store everything the look brought, in one transaction: all or none. The check as
        stored, with its id, page, run and version.

        Removals that earlier looks of the page left provisional are settled by a look that saw
        the article: confirmed, or reverted when the claim is back, together with the change
        that brings it back. So is any earlier change that a new one takes back; both stay.

        Raises: BusyError, having written nothing, when someone else recorded a version since
        ``look.before``, or since the run began of a look that found nothing new.
        """
        bodies = record.packed_bodies(look)
        with writing(self._engine) as connection:
            return record.record(connection, look, bodies, now)

    def record_quiet(self, looks: Sequence[Look], now: datetime) -> tuple[Check | None, ...]:
        """Store looks that are quiet, in one transaction: all or none. Each check as stored, in
        their order; None for one that someone else's version overtook, as by BusyError above.
        """
        with writing(self._engine) as connection:
            return quiet.record_all(connection, looks, now)

    def checks(
        self,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        run: int | None = None,
        sources: Collection[str] | None = None,
        url: str | None = None,
        limit: int | None = None,
    ) -> tuple[Check, ...]:
        """The checks asked for, oldest first; of more than ``limit``, the newest. Times include
        both ends, here and below.
        """
        with reading(self._engine) as connection:
            return checks.listed(
                connection,
                since=since,
                until=until,
                run=run,
                sources=sources,
                url=url,
                limit=limit,
            )

    def streak(self, page_id: int) -> Streak | None:
        """How the page's last looks went: how many in a row found it in one state."""
        with reading(self._engine) as connection:
            return checks.streak(connection, page_id)

    def unconfirmed_removals(self, page_id: int) -> tuple[tuple[Claim, int], ...]:
        """What one look did not find on the page and none has confirmed, each with the version
        that last said it.
        """
        with reading(self._engine) as connection:
            return changes.unconfirmed_removals(connection, page_id)

    # Versions

    def latest_version(self, page_id: int) -> Version | None:
        """The page's newest version with the claims of its newest reading; None before one."""
        with reading(self._engine) as connection:
            return versions.latest(connection, page_id)

    def version(self, version_id: int) -> Version | None:
        """The version, or None."""
        with reading(self._engine) as connection:
            return versions.by_id(connection, version_id)

    def versions(self, page_id: int) -> tuple[VersionRef, ...]:
        """Where the evidence of each of the page's versions lies, oldest first."""
        with reading(self._engine) as connection:
            return versions.refs(connection, page_id)

    # Readings

    def last_reading(self, page_id: int) -> StoredReading | None:
        """By what the page's newest version was last read; None before there is one."""
        with reading(self._engine) as connection:
            return readings.latest(connection, page_id)

    def readings(
        self,
        *,
        sources: Collection[str] | None = None,
        urls: Collection[str] | None = None,
        every: bool = False,
    ) -> tuple[StoredReading, ...]:
        """The newest reading of each page's and document's newest version, or of ``every``
        version; with sources or addresses, of the pages of either.
        """
        with reading(self._engine) as connection:
            return readings.listed(connection, sources=sources, urls=urls, every=every)

    def document_readings(self) -> dict[str, StoredReading]:
        """By what each document of the corpus was last read, by its origin."""
        with reading(self._engine) as connection:
            return readings.of_documents(connection)

    def add_reading(
        self,
        version_id: int,
        article: Article,
        claims: Iterable[Claim],
        read_by: ReadBy,
        now: datetime,
        *,
        renew: bool = True,
    ) -> bool:
        """Store what a version says when read anew, and ``renew`` the ledger of its page; no
        change and no finding comes of it. False where the same was read already: nothing is
        stored. Who reads many versions of one page renews with the last of them.
        """
        text = blobs.packed(article.text.encode(errors="surrogatepass"))
        read = tuple(claims)
        with writing(self._engine) as connection:
            return readings.add(
                connection, version_id, article, read, text, read_by, now, renew=renew
            )

    def renew_ledger(self, *, page: int | None = None, document: int | None = None) -> None:
        """Make the ledger of a page or a document, or all of it, anew from the newest readings."""
        with writing(self._engine) as connection:
            witnesses.rebuild(connection, page_id=page, document_id=document)

    def capture(self, version_id: int) -> Capture | None:
        """The answer that the version was made of; None for a document. Raises: DamagedError
        when its bytes are missing or damaged.
        """
        with reading(self._engine) as connection:
            return readings.stored_capture(connection, version_id)

    def texts_of_change(self, change_id: int) -> tuple[str | None, str | None]:
        """The texts that the offsets of the change's old and new claim point into, as they were
        when it was found, whatever was read since; None where there is no such side.
        """
        with reading(self._engine) as connection:
            return readings.texts_of_change(connection, change_id)

    def set_aside(self, page_id: int) -> Capture | None:
        """What the last look at the page found, where it was too suspicious to be believed. Raises:
        DamagedError when its bytes are missing or damaged.
        """
        with reading(self._engine) as connection:
            return readings.set_aside(connection, page_id)

    def capture_body(self, sha256: str) -> bytes:
        """The bytes the server answered. Raises: DamagedError when missing or damaged."""
        with reading(self._engine) as connection:
            return blobs.load(connection, sha256)

    def verify(self, sha256: str) -> bool:
        """Whether the bytes under this hash are there and still have it."""
        with reading(self._engine) as connection:
            return blobs.is_whole(connection, sha256)

    # Changes and findings

    def changes(
        self,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        run: int | None = None,
        sources: Collection[str] | None = None,
        urls: Collection[str] | None = None,
        limit: int | None = None,
    ) -> tuple[RecordedChange, ...]:
        """The changes asked for, oldest first; of more than ``limit``, the newest."""
        with reading(self._engine) as connection:
            return changes.listed(
                connection,
                since=since,
                until=until,
                run=run,
                sources=sources,
                urls=urls,
                limit=limit,
            )

    def confirmed(
        self,
        *,
        since: datetime | None = None,
        run: int | None = None,
        sources: Collection[str] | None = None,
    ) -> tuple[RecordedChange, ...]:
        """The changes found before then, or before the run, that have been confirmed since or in
        it, oldest first.
        """
        with reading(self._engine) as connection:
            return changes.confirmed(connection, since=since, run=run, sources=sources)

    def set_notice(self, change_id: int, notice: Notice, condition: str | None) -> None:
        """Store when a person is told of the change, now that it is confirmed."""
        with writing(self._engine) as connection:
            changes.set_notice(connection, change_id, notice, condition)

    def findings(
        self,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        run: int | None = None,
        sources: Collection[str] | None = None,
        relations: Collection[Relation] | None = None,
        limit: int | None = None,
    ) -> tuple[RecordedFinding, ...]:
        """The findings asked for, oldest first; of more than ``limit``, the newest."""
        with reading(self._engine) as connection:
            return findings.listed(
                connection,
                since=since,
                until=until,
                run=run,
                sources=sources,
                relations=relations,
                limit=limit,
            )

    # Claims

    def claims(
        self,
        *,
        place: str | None = None,
        indicator: str | None = None,
        kind: Kind | None = None,
        source: str | None = None,
        url: str | None = None,
        since: datetime | None = None,
        current: bool = True,
        run: int | None = None,
    ) -> Iterator[Statement]:
        """The claims asked for, in the order they were stored, read while you go; ``current``
        leaves out all but each page's and each document's newest version.

        ``indicator`` is a part of the indicator's phrase or key, in either case; ``since`` is
        when the version was captured; ``run`` is the one that made the version.
        """
        with reading(self._engine) as connection:
            yield from statements.listed(
                connection,
                place=place,
                indicator=indicator,
                kind=kind,
                slug=source,
                url=url,
                since=since,
                current=current,
                run=run,
            )

    # The ledger

    def known(
        self,
        series: Collection[str],
        *,
        besides_page: int | None = None,
        places: Collection[str] = (),
        seeds_only: bool = False,
        limit: int = 32,
    ) -> tuple[Statement, ...]:
        """What is known of these series, for a new claim to meet: one statement for each point
        that the corpus says, and that other pages than ``besides_page`` say or have said of the
        ``limit`` newest aims and the ``limit`` newest reports of each series. A page speaks for
        a point only where the corpus does not. What a page took back is not among them.

        Of all that the corpus says of ``places`` too: a claim may speak of a series of its by
        another name.
        """
        with reading(self._engine) as connection:
            return known.known(
                connection,
                {*series, *(known.told_of(connection, places) if places else ())},
                besides_page=besides_page,
                seeds_only=seeds_only,
                limit=limit,
            )

    def ledger(
        self,
        place: str | None = None,
        indicator: str | None = None,
        open_on: date | None = None,
        overdue_on: date | None = None,
        seeds: bool | None = None,
        limit: int | None = None,
    ) -> Iterator[Entry]:
        """The series asked for with their latest figure and their targets, in the order they
        became known, read while you go. Every word of ``indicator`` occurs in its names or key.

        ``open_on``: only those with a target still said whose day is then or later; ``overdue_on``:
        with one whose day was before and no figure of that day or later. ``seeds``: whether the
        corpus speaks of it.
        """
        wanted = ledger.Wanted(place, indicator, open_on, overdue_on, seeds, limit)
        with reading(self._engine) as connection:
            yield from ledger.entries(connection, wanted)

    def series(self, key: str) -> Series | None:
        """The series of that key, else of that number; None when there is neither."""
        with reading(self._engine) as connection:
            return series.by_key(connection, key)

    def find_series(
        self, words: Sequence[str], place: str | None = None, limit: int = 20
    ) -> tuple[Series, ...]:
        """The series in whose indicator, names, key or place every word occurs, in either case,
        in the order they became known.
        """
        with reading(self._engine) as connection:
            return series.found(connection, words, place, limit)

    def history(self, series_id: int) -> tuple[Point, ...]:
        """Every point of the series that somebody says or said, by the day it speaks of, each
        with its witnesses: who speaks for it first comes first.
        """
        with reading(self._engine) as connection:
            return ledger.history(connection, series_id)

    def sightings(self, keys: Collection[str]) -> Mapping[str, tuple[Sighting, ...]]:
        """Who says or said each point of the series of these keys, and how each stands on its
        page now; nothing for a key that is unknown.
        """
        with reading(self._engine) as connection:
            return sightings.sightings(connection, keys)

    def seed_statements(self, document: int | None = None) -> tuple[Statement, ...]:
        """What the corpus says as it reads now, or one document of it by its number; each
        statement with its point in the ledger.
        """
        with reading(self._engine) as connection:
            return statements.of_corpus(connection, document)

    # The corpus

    def add_document(
        self,
        article: Article,
        claims: Iterable[Claim],
        *,
        origin: str,
        now: datetime,
        extractor: str,
        reader: str,
    ) -> tuple[Version, bool]:
        """The stored document, and whether its text is new. A new text of a known ``origin`` is
        the next version of that document; the text of another document is not added twice.
        """
        text = blobs.packed(article.text.encode(errors="surrogatepass"))
        with writing(self._engine) as connection:
            return documents.add(
                connection,
                article,
                tuple(claims),
                text,
                origin=origin,
                now=now,
                extractor=extractor,
                reader=reader,
            )

    def documents(self) -> tuple[CorpusDocument, ...]:
        """Every document of the corpus as it reads now, in the order they were added."""
        with reading(self._engine) as connection:
            return documents.listed(connection)

    def document(self, key: str) -> CorpusDocument | None:
        """The document of that origin, else of that number; None when there is neither."""
        with reading(self._engine) as connection:
            return documents.by_key(connection, key)

    # Leases

    def acquire_lease(
        self,
        name: str,
        owner: str,
        now: datetime,
        ttl: timedelta,
        is_alive: Callable[[str], bool],
    ) -> str:
        """Who holds the lease now: ``owner``, or the one who refuses it to us. Asking again for
        a lease that is ours renews it.
        """
        with writing(self._engine) as connection:
            return leases.acquire(connection, name, owner, now, ttl, is_alive)

    def release_lease(self, name: str, owner: str) -> None:
        """Give the lease back, if it is ours."""
        with writing(self._engine) as connection:
            leases.release(connection, name, owner)

    # Health

    def integrity(self) -> tuple[str, ...]:
        """What is wrong with the database, in words; empty when it is good. PostgreSQL watches
        over itself and is only asked whether it answers.
        """
        with reading(self._engine) as connection:
            if connection.dialect.name != "sqlite":
                connection.exec_driver_sql("SELECT 1")
                return ()
            found = connection.exec_driver_sql("PRAGMA integrity_check").scalars()
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
            problems = [str(problem) for problem in found if problem != "ok"]
            return (
                *problems,
                *(f"{row[0]} {row[1]} points at a missing {row[2]}" for row in broken),
            )
