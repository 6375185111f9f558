"""What a run is asked to fetch, and who may run beside it."""

import os
import socket
import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from hosts import hosts_held
from model import BusyError, Check, CheckState, Limits, Look, PageKind, Source, Start
from orders import BY_HAND, due_orders, orders_for
from runs import is_alive, owner
from storage import Store, open_store

NOW = datetime(2026, 5, 1, 8, 0, tzinfo=UTC)
REPORT = "https://district.example/report.html"
DISTRICT = Source(
    slug="district",
    name="District",
    publisher="District",
    kind="government",
    place="Yangpu",
    language="en",
    starts=(
        Start("https://district.example/", PageKind.INDEX),
        Start(REPORT, PageKind.ARTICLE),
    ),
    hosts=("district.example",),
    limits=Limits(delay_s=0),
)


@pytest.fixture
def store(tmp_path: Path):
    with open_store(f"sqlite:///{tmp_path / 'a.db'}") as opened:
        opened.sync_sources([DISTRICT, BY_HAND], NOW)
        yield opened


def watched(store: Store, url: str, due: datetime) -> None:
    """Make a page that is next due at ``due``."""
    page = store.ensure_page(url, "district", PageKind.ARTICLE, NOW)
    run = store.start_run("test", ["district"], NOW, owner())
    check = Check(url, "district", NOW, CheckState.ERROR, run=run.id, page=page.id)
    store.record(Look(check, replace(page, next_check_at=due)), NOW)


def test_only_what_is_due_is_ordered(store):
    """A scheduled run fetches the start pages and what is due; the rest is named as not due."""
    watched(store, REPORT, NOW + timedelta(hours=4))
    watched(store, "https://district.example/a.html", NOW + timedelta(hours=4))
    watched(store, "https://district.example/b.html", NOW - timedelta(hours=1))
    (order,) = due_orders(DISTRICT, store, NOW)
    assert [page.url for page in order.pages] == ["https://district.example/b.html"]
    assert {page.url for page in order.not_due} == {REPORT, "https://district.example/a.html"}
    assert [start.url for start in order.starts] == ["https://district.example/"]
    assert order.trusts_indexes


def test_names_become_orders(store):
    """A source's slug is the whole source, an address is one page of whoever follows its host."""
    watched(store, "https://district.example/a.html", NOW)
    (whole,) = orders_for(["district"], [DISTRICT], store)
    assert (whole.discover, whole.trusts_indexes) == (True, False)
    assert [page.url for page in whole.pages] == ["https://district.example/a.html"]
    (one,) = orders_for(["https://district.example/a.html#top"], [DISTRICT], store)
    assert (one.discover, one.source.slug, one.pages[0].id) == (False, "district", 1)
    (other,) = orders_for(["https://elsewhere.example/x"], [DISTRICT], store)
    assert (other.source.slug, other.source.hosts) == ("by-hand", ("elsewhere.example",))
    (both,) = orders_for(["district", "https://district.example/a.html"], [DISTRICT], store)
    assert (both.discover, len(both.pages)) == (True, 1)
    for wrong in ("nobody", "http://[::1", "http://h:99999/", "file:///etc/passwd", "http:///x"):
        with pytest.raises(KeyError):
            orders_for([wrong], [DISTRICT], store)


def test_who_is_alive():
    """Our own process is alive, one that ended is not, and another host's may be."""
    child = os.fork()
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)
    assert is_alive(owner())
    host, pid, _ = owner().rsplit(":", 2)
    assert not is_alive(f"{socket.gethostname()}:{child}:1")
    assert not is_alive(f"{host}:{pid}:1"), "a number that came round again is another process"
    assert is_alive(f"some-other-host:{child}:1")


def test_one_crawl_at_a_time_asks_a_host(store, tmp_path):
    """A second crawl of the same host says so and waits until the first one ends."""
    orders, said, entered = due_orders(DISTRICT, store, NOW), threading.Event(), threading.Event()

    def second() -> None:
        with hosts_held(tmp_path, orders, lambda message: said.set()):
            entered.set()

    with hosts_held(tmp_path, orders, lambda message: None):
        thread = threading.Thread(target=second)
        thread.start()
        assert said.wait(10)
        refused = pytest.raises(BusyError, match=r"district\.example")
        with refused, hosts_held(tmp_path, orders, None):
            pass
        assert not entered.is_set()
    assert entered.wait(10)
    thread.join()
