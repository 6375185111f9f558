"""Captures in, articles and claims out, in worker processes that can be stopped.

Pages are hostile: one that makes a parser spin or swell is ended with its worker and recorded,
and the crawl goes on. Threads could not be ended, and lxml is not safe in them (trafilatura #925).
"""

import threading
from concurrent.futures import Future, TimeoutError
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from types import TracebackType

from pebble import ProcessPool

from claims import read, reader_label
from corpus import dated
from crawler import extract, extractor_label, limit_address_space, process_context
from model import Article, Capture, Claim, ExtractError, ReadAs, ReadBy, ReadSettings
from model.settings import MIB
from model.words import Words


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a capture turned out to be: an article and its claims. ``claims`` is None when the
    text is the one already known, and was not read again.
    """

    article: Article
    claims: tuple[Claim, ...] | None


@dataclass(frozen=True, slots=True)
class Pending:
    """A capture, or an article read before, on its way through a worker."""

    work: Capture | Article
    read_as: ReadAs
    known_text_sha256: str | None
    future: "Future[Parsed]"


class Parser:
    """A pool of workers that extract and read. A context manager; ``close`` ends the workers.

    Threads may share one. A pool that broke (its fork server was killed, say) is replaced.
    """

    def __init__(self, words: Words, settings: ReadSettings) -> None:
        self._words, self._settings = words, settings
        self._lock = threading.Lock()
        self._pool = self._fresh_pool()

    def _fresh_pool(self) -> ProcessPool:
        return ProcessPool(
            max_workers=self._settings.workers,
            max_tasks=self._settings.pages_per_worker,
            initializer=_prepare,
            initargs=(self._words, self._settings.memory_mib * MIB),
            context=process_context(),
        )

    def read_by(self, read_as: ReadAs) -> ReadBy:
        """What extracts and reads here, for a source that is ``read_as`` it says."""
        extractor = extractor_label(read_as.selectors)
        return ReadBy(extractor, reader_label(self._words.digest, read_as.place))

    def submit(
        self, work: Capture | Article, read_as: ReadAs, known_text_sha256: str | None = None
    ) -> "Pending":
        """A promise of the capture's article and its claims, or of those of an article extracted
        before; ask ``result`` for it.
        """
        with self._lock:
            try:
                future = self._schedule(work, read_as, known_text_sha256)
            except RuntimeError:  # the pool broke while it was idle
                self._pool.stop()  # type: ignore[no-untyped-call]  # pebble's is not annotated
                self._pool = self._fresh_pool()
                future = self._schedule(work, read_as, known_text_sha256)
        return Pending(work, read_as, known_text_sha256, future)

    def _schedule(
        self, work: Capture | Article, read_as: ReadAs, known_text_sha256: str | None
    ) -> "Future[Parsed]":
        future: Future[Parsed] = self._pool.schedule(
            _parse, args=(work, read_as, known_text_sha256), timeout=self._settings.timeout_s
        )
        return future

    def result(self, pending: "Pending") -> Parsed:
        """What became of what was submitted.

        Raises: ExtractError saying why there is no article, also for a worker that was ended.
        """
        url = pending.work.url or "a document"
        try:
            return self._result(pending)
        except ExtractError:
            raise
        except TimeoutError as error:
            limit = f"parsing took longer than {self._settings.timeout_s:g} s and was ended"
            raise ExtractError(url, limit, ended=True) from error
        except MemoryError as error:
            limit = f"parsing needed more than {self._settings.memory_mib} MiB and was ended"
            raise ExtractError(url, limit, ended=True) from error
        except Exception as error:
            problem = f"parsing failed: {type(error).__name__}: {error}"
            raise ExtractError(url, problem, ended=True) from error

    def _result(self, pending: "Pending") -> Parsed:
        try:
            return pending.future.result()
        except BrokenProcessPool:  # not this page's doing: once more, in a pool that works
            again = self.submit(pending.work, pending.read_as, pending.known_text_sha256)
            return again.future.result()

    def close(self) -> None:
        """End the workers, also in the middle of a page."""
        self._pool.stop()  # type: ignore[no-untyped-call]  # pebble's is not annotated
        self._pool.join()

    def __enter__(self) -> "Parser":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


_words: Words | None = None


def _prepare(words: Words, memory: int) -> None:
    global _words  # noqa: PLW0603 - a worker's own copy, set once before its first page
    _words = words
    limit_address_space(memory)


def _parse(work: Capture | Article, read_as: ReadAs, known_text_sha256: str | None) -> Parsed:
    assert _words is not None
    if isinstance(work, Article):
        return Parsed(work, read(work, _words, place=read_as.place))
    article = dated(extract(work, read_as.selectors), work.captured_at.date()).titled
    if article.text_sha256 == known_text_sha256:
        return Parsed(article, None)
    return Parsed(replace(article, url=work.final_url), read(article, _words, place=read_as.place))
