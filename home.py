"""An open home folder: its configuration, its words, its store with sources and corpus in it."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from claims import read, reader_label
from config import Config, Known, load, load_conditions
from corpus import DEFAULT_DOCUMENTS, read_documents
from crawler import extractor_label
from documents import amount_read, documents_read, extract_file, words_of
from model import Article, Claim, DocumentError, ReadBy, Report
from model.words import Words
from orders import BY_HAND
from runs import Clock, is_alive
from settling import network_notices, settle
from storage import Store, open_store


@dataclass(frozen=True, slots=True)
class Home:
    """An open home: its configuration, words and store."""

    config: Config
    words: Words
    store: Store
    clock: Clock


def configured(folder: Path, conditions: Path | None = None) -> tuple[Config, Words]:
    """The configuration of a home and its words. Its conditions are those of the file named, or
    else of its own conditions.toml, before the shipped ones.

    Raises: ConfigError.
    """
    config, words = load(folder), words_of(folder)
    slugs = frozenset({BY_HAND.slug, *(source.slug for source in config.sources)})
    known = Known(slugs, words, lambda text: amount_read(text, words))
    tried = load_conditions(conditions or folder / "config" / "conditions.toml", known)
    return replace(config, settings=replace(config.settings, conditions=tried)), words


@contextmanager
def open_home(folder: Path, clock: Clock, *, prepare: bool = True) -> Iterator[Home]:
    """The home with its store. To ``prepare`` it is to write: runs of dead processes are closed,
    the sources follow the configuration, and the shipped corpus is there.

    Raises: ConfigError, StorageError.
    """
    config, words = configured(folder)
    with open_store(config.settings.database) as store:
        home = Home(config, words, store, clock)
        if prepare:
            interrupted = store.interrupt_dead_runs(is_alive, clock())
            store.sync_sources((*config.sources, BY_HAND), clock())
            for run in interrupted:
                followed = [slug for slug in run.sources if slug != BY_HAND.slug]
                settle(store, run.id, followed, config.settings.conditions, clock())
            if config.settings.default_corpus:
                add_shipped(home)
        yield home


def add_documents(
    home: Home,
    paths: Sequence[Path],
    *,
    refused: Callable[[DocumentError], None] | None = None,
) -> list[tuple[str, int, bool]]:
    """Read documents into the corpus: the path that each is known by, the number of its claims,
    and whether it was new.
    """
    added = []
    for path, article, claims in documents_read(paths, home.words, refused):
        origin = str(Path(path).absolute())
        added.append((origin, len(claims), _add_document(home, origin, article, claims)))
    return added


def add_shipped(home: Home) -> None:
    """Let the shipped documents be in the corpus, under their names alone, so that they stay
    themselves wherever figurewatch is installed. Every command comes by here: what is there as
    this program reads it is not read again.
    """
    held = home.store.document_readings()
    for path, article in read_documents([DEFAULT_DOCUMENTS], extract_file, None):
        origin = f"shipped/{Path(path).name}"
        last = held.get(origin)
        if last and (last.text_sha256, last.read_by) == (article.text_sha256, _read_by(home)):
            continue
        _add_document(home, origin, article, read(article, home.words))


def _add_document(home: Home, origin: str, article: Article, claims: tuple[Claim, ...]) -> bool:
    """Whether the text was new."""
    extractor, reader = _read_by(home)
    given = {"origin": origin, "extractor": extractor, "reader": reader}
    return home.store.add_document(article, claims, now=home.clock(), **given)[1]


def _read_by(home: Home) -> ReadBy:
    return ReadBy(extractor_label(), reader_label(home.words.digest))


def report_of(
    home: Home,
    title: str,
    *,
    run: int | None = None,
    since: datetime | None = None,
    sources: Sequence[str] | None = None,
    everything: bool = False,
) -> Report:
    """What the store holds of a run or a stretch of time, as a Report. With ``everything`` it
    also lists what conditions keep to the record.

    A removal seen in one look alone, and the return that took it back, cancel out: neither is
    told. A change of value that was taken back is told with the change that did.
    """
    which: dict[str, Any] = {"run": run, "since": since, "sources": sources}
    crawled = home.store.run(run).sources if run is not None else None
    fared = home.store.source_runs(run=run, since=since)
    standing = [change for change in home.store.changes(**which) if not change.cancelled]
    return Report(
        title=title,
        since=since,
        until=home.clock(),
        changes=tuple(standing),
        findings=home.store.findings(**which),
        checks=home.store.checks(**which),
        everything=everything,
        confirmed=home.store.confirmed(**which) if run or since else (),
        alarms=home.store.alarms(run=run, since=since, sources=sources or crawled),
        notices=network_notices(fared),
    )
