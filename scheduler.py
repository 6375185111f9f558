"""The daemon: each source on its schedule until it is stopped.

What is due is a fact in the database (``source.next_run_at``), not in a scheduler's memory: after
a kill -9 the next start sees the same time, past by then, and catches up once.
"""

import logging
import random
import signal
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from types import FrameType

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger

from model import BusyError, Check, Schedule, Settings, Source
from parsing import Parser
from runs import Clock, due_order, is_alive, owner, run
from storage import Store

log = logging.getLogger("figurewatch.daemon")

LEASE = "daemon"
LEASE_TTL = timedelta(minutes=2)


class Daemon:
    """Runs every source when it is due. ``serve`` returns when it was told to stop."""

    def __init__(
        self,
        settings: Settings,
        sources: tuple[Source, ...],
        store: Store,
        parser: Parser,
        clock: Clock,
        told: Callable[[Check], None] = lambda check: None,
    ) -> None:
        self._settings, self._sources, self._store = settings, sources, store
        self._parser, self._clock, self._told = parser, clock, told
        self._stop = threading.Event()
        # The memory store and UTC: schedules are rebuilt from config and database at each start.
        self._scheduler = BackgroundScheduler(
            timezone="UTC",
            executors={"default": ThreadPoolExecutor(settings.max_crawls)},
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
        )

    def stop(self) -> None:
        """End after the page in hand."""
        self._stop.set()

    def serve(self) -> None:
        """Check sources until ``stop``.

        Raises: BusyError naming the owner when another daemon has this database.
        """
        self._own()
        try:
            for gone in self._store.interrupt_dead_runs(is_alive, self._clock()):
                log.warning("a run was interrupted, its sources are due again: %s", gone.id)
            for source in self._sources:
                self._plan(source)
            self._scheduler.add_job(self._renew, IntervalTrigger(seconds=30), id=" lease")
            self._scheduler.start()
            self._stop.wait()
        finally:
            self._stop.set()
            if self._scheduler.running:
                self._scheduler.shutdown(wait=True)
            self._store.release_lease(LEASE, owner())

    def _own(self) -> None:
        holder = self._store.acquire_lease(LEASE, owner(), self._clock(), LEASE_TTL, is_alive)
        if holder != owner():
            raise BusyError(f"another figurewatch daemon ({holder}) works on this database")

    def _renew(self) -> None:
        holder = self._store.acquire_lease(LEASE, owner(), self._clock(), LEASE_TTL, is_alive)
        if holder != owner():
            log.error("another daemon (%s) took over this database; stopping", holder)
            self.stop()

    def _plan(self, source: Source) -> None:
        now = self._clock()
        due = self._store.next_run_at(source.slug) or now
        # The far interval is only what keeps the job: every run says itself when the next is.
        self._scheduler.add_job(
            self._run,
            IntervalTrigger(days=365),
            args=(source,),
            id=source.slug,
            next_run_time=max(due, now),
        )

    def _run(self, source: Source) -> None:
        if self._stop.is_set():
            return
        log.info("checking %s", source.slug)
        try:
            ended = run(
                [due_order(source, self._store, self._clock())],
                self._settings,
                self._store,
                self._parser,
                requested_by="schedule",
                clock=self._clock,
                told=self._told,
                say=log.info,
                stop=self._stop,
            )
            if ended.outcome == "stopped":  # cut short by our own stop: still due at the next start
                return
        except Exception:
            log.exception("the crawl of %s failed; it is tried again when next due", source.slug)
        due = next_run_at(source.schedule, self._clock(), random.random())
        self._store.set_next_run_at(source.slug, due)
        self._scheduler.modify_job(source.slug, next_run_time=due)


def next_run_at(schedule: Schedule, now: datetime, lot: float = 0.0) -> datetime:
    """When a source that was just checked is due again, in UTC; ``lot`` (0..1) draws the jitter."""
    jitter = timedelta(seconds=schedule.jitter_s * lot)
    if schedule.cron:
        trigger = CronTrigger.from_crontab(schedule.cron, timezone=schedule.timezone)
        found: datetime | None = trigger.get_next_fire_time(None, now + timedelta(seconds=1))
        # A line such as "30 February" never comes; looking once a day shows that somebody is home.
        return (found.astimezone(UTC) if found else now + timedelta(days=1)) + jitter
    return now + timedelta(minutes=schedule.every_minutes or 360) + jitter


def stop_on_signals(daemon: Daemon) -> None:
    """SIGTERM and SIGINT stop the daemon after the page in hand; a second one at once."""

    def stop(number: int, frame: FrameType | None) -> None:
        log.info("stopping after the page in hand")
        daemon.stop()
        signal.signal(number, signal.SIG_DFL)

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
