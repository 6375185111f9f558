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
from apscheduler.triggers.date import DateTrigger
from apscheduler.triggers.interval import IntervalTrigger

from model import BusyError, Check, Schedule, Settings, Source
from orders import due_orders
from parsing import Parser
from runs import Clock, is_alive, owner, run
from storage import Store

log = logging.getLogger("figurewatch.daemon")

LEASE = "daemon"
LEASE_TTL = timedelta(minutes=2)
RENEWAL = timedelta(seconds=30)
RETRY = timedelta(minutes=5)


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
        self._quiet = threading.Condition()
        self._running = 0
        # The memory store and UTC: schedules are rebuilt from config and database at each start.
        # The lease has a thread of its own: long crawls must not keep it from being renewed.
        self._scheduler = BackgroundScheduler(
            timezone="UTC",
            executors={
                "default": ThreadPoolExecutor(settings.max_crawls),
                "lease": ThreadPoolExecutor(1),
            },
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
            for source in self._sources:
                self._plan(source, self._first_run_at(source))
            every = IntervalTrigger(seconds=RENEWAL.total_seconds())
            self._scheduler.add_job(self._renew, every, id=" lease", executor="lease")
            self._scheduler.start()
            self._stop.wait()
            # Not shutdown(wait=True): it holds a lock that a run needs to plan its next one.
            with self._quiet:
                self._quiet.wait_for(lambda: self._running == 0)
        finally:
            self._stop.set()
            if self._scheduler.running:
                self._scheduler.shutdown(wait=False)
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

    def _first_run_at(self, source: Source) -> datetime:
        """When the database says it is due, but never later than its schedule has it now: the
        schedule may have changed since, or the clock may have run ahead.
        """
        now = self._clock()
        due = self._store.next_run_at(source.slug) or now
        return max(now, min(due, next_run_at(source.schedule, now, 1.0)))

    def _plan(self, source: Source, due: datetime) -> None:
        self._scheduler.add_job(
            self._run,
            DateTrigger(due),
            args=(source,),
            id=source.slug,
            replace_existing=True,
        )

    def _run(self, source: Source) -> None:
        with self._quiet:
            if self._stop.is_set():
                return
            self._running += 1
        try:
            due = self._due_after(source)
            if not self._stop.is_set():
                self._plan(source, due)
        finally:
            with self._quiet:
                self._running -= 1
                self._quiet.notify_all()

    def _due_after(self, source: Source) -> datetime:
        """Run the source; when it is due next, whatever happened."""
        try:
            if not due_orders(source, self._store, self._clock()):  # no page was asked for by hand
                return next_run_at(source.schedule, self._clock())
            log.info("checking %s", source.slug)
            ended = run(
                lambda: due_orders(source, self._store, self._clock()),
                self._settings,
                self._store,
                self._parser,
                requested_by="schedule",
                clock=self._clock,
                told=self._told,
                stop=self._stop,
                followed=self._sources,
            )
            if ended.outcome == "stopped":  # by our own stop: still due at the next start
                return self._clock()
            due = next_run_at(source.schedule, self._clock(), random.random())
            self._store.set_next_run_at(source.slug, due)
        except BusyError as error:
            log.info("%s; %s waits", error, source.slug)
            return self._clock() + RETRY
        except Exception:
            log.exception("the run of %s failed; it is tried again soon", source.slug)
            return self._clock() + RETRY
        return due


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
