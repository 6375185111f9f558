"""figurewatch.toml: every setting, with its default and its unit."""

import json
import re
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, ValidationInfo, field_validator

from config.toml import Duration, Shape, read_toml
from model import CrawlSettings, ReadSettings, SecondReaderSettings, Settings
from model.settings import KIB, MIB, service_problem

Count = Annotated[int, Field(ge=1, le=1_000_000)]


class _Crawl(Shape):
    contact: Annotated[str, Field(max_length=200, pattern=r"^[^\r\n]*$")] = ""
    timeout: Duration | None = None
    max_mib: Annotated[int, Field(ge=1, le=1024)] = 20
    max_redirects: Annotated[int, Field(ge=0, le=20)] = 5
    max_wait: Duration | None = None
    run_timeout: Duration | None = None
    allow_private: Annotated[tuple[str, ...], Field(strict=False)] = ()
    verify_certificates: bool = True
    browser: Annotated[str, Field(max_length=1000)] = ""
    browser_timeout: Duration | None = None


class _Read(Shape):
    timeout: Duration | None = None
    memory_mib: Annotated[int, Field(ge=256, le=65_536)] = 1024
    pages_per_worker: Count = 1000
    workers: Annotated[int, Field(ge=1, le=64)] = 2


class _Daemon(Shape):
    max_crawls: Annotated[int, Field(ge=1, le=64)] = 2


def _service(url: str) -> str:
    problem = service_problem(url) if url else None
    if problem:
        raise ValueError(problem)
    return url.rstrip("/")


class _SecondReader(Shape):
    url: Annotated[str, Field(max_length=500), AfterValidator(_service)] = ""
    model: Annotated[str, Field(max_length=200, validate_default=True)] = ""
    key_variable: Annotated[str, Field(pattern=r"^([A-Za-z_][A-Za-z0-9_]{0,99})?$")] = ""
    reasoning: bool = False
    timeout: Duration | None = None
    max_tokens: Annotated[int, Field(ge=100, le=100_000)] = 2000
    max_characters: Annotated[int, Field(ge=500, le=200_000)] = 8000
    max_requests: Annotated[int, Field(ge=1, le=1000)] = 20
    max_kib: Annotated[int, Field(ge=4, le=10_240)] = 256
    attempts: Annotated[int, Field(ge=1, le=10)] = 3
    max_wait: Duration | None = None

    @field_validator("model")
    @classmethod
    def _named(cls, model: str, others: ValidationInfo) -> str:
        if others.data.get("url") and not model.strip():
            raise ValueError("must name the model to ask, as there is a url")
        return model


class _File(Shape):
    database: str = ""
    default_sources: bool = True
    default_corpus: bool = True
    language: Literal["en"] = "en"
    crawl: _Crawl = _Crawl()
    read: _Read = _Read()
    daemon: _Daemon = _Daemon()
    second_reader: _SecondReader = _SecondReader()


def load_settings(home: Path) -> Settings:
    """The settings of ``home``: its config/figurewatch.toml over the defaults.

    Raises: ConfigError.
    """
    path = home / "config" / "figurewatch.toml"
    file = read_toml(path, _File) if path.exists() else _File()
    return Settings(
        home=home,
        database=file.database or _sqlite_url((home / "figurewatch.db").absolute()),
        default_sources=file.default_sources,
        default_corpus=file.default_corpus,
        interface_language=file.language,
        max_crawls=file.daemon.max_crawls,
        crawl=_crawl(file.crawl),
        read=_read(file.read),
        second_reader=_second_reader(file.second_reader),
    )


def _sqlite_url(path: Path) -> str:
    """The SQLAlchemy URL of the file: a "?" would end its path, and "%" begins an escape."""
    return f"sqlite:///{str(path).replace('%', '%25').replace('?', '%3F')}"


def _seconds(time: timedelta | None, default: float) -> float:
    return default if time is None else time.total_seconds()


def _crawl(file: _Crawl) -> CrawlSettings:
    default = CrawlSettings()
    return CrawlSettings(
        contact=file.contact,
        timeout_s=_seconds(file.timeout, default.timeout_s),
        max_bytes=file.max_mib * MIB,
        warn_bytes=min(default.warn_bytes, file.max_mib * MIB),
        max_redirects=file.max_redirects,
        max_wait_s=_seconds(file.max_wait, default.max_wait_s),
        run_timeout_s=_seconds(file.run_timeout, default.run_timeout_s),
        allow_private=file.allow_private,
        verify_certificates=file.verify_certificates,
        browser=file.browser,
        browser_timeout_s=_seconds(file.browser_timeout, default.browser_timeout_s),
    )


def _read(file: _Read) -> ReadSettings:
    return ReadSettings(
        timeout_s=_seconds(file.timeout, ReadSettings().timeout_s),
        memory_mib=file.memory_mib,
        pages_per_worker=file.pages_per_worker,
        workers=file.workers,
    )


def _second_reader(file: _SecondReader) -> SecondReaderSettings:
    default = SecondReaderSettings()
    return SecondReaderSettings(
        url=file.url,
        model=file.model,
        key_variable=file.key_variable,
        reasoning=file.reasoning,
        timeout_s=_seconds(file.timeout, default.timeout_s),
        max_tokens=file.max_tokens,
        max_characters=file.max_characters,
        max_requests=file.max_requests,
        max_bytes=file.max_kib * KIB,
        attempts=file.attempts,
        max_wait_s=_seconds(file.max_wait, default.max_wait_s),
    )


def settings_toml(settings: Settings) -> str:
    """The settings as figurewatch.toml would have them, every key; no password is shown."""
    crawl, read, second = settings.crawl, settings.read, settings.second_reader
    tables: dict[str, dict[str, object]] = {
        "": {
            "database": _without_password(settings.database),
            "default_sources": settings.default_sources,
            "default_corpus": settings.default_corpus,
            "language": settings.interface_language,
        },
        "crawl": {
            "contact": crawl.contact,
            "timeout": _time(crawl.timeout_s),
            "max_mib": crawl.max_bytes // MIB,
            "max_redirects": crawl.max_redirects,
            "max_wait": _time(crawl.max_wait_s),
            "run_timeout": _time(crawl.run_timeout_s),
            "allow_private": list(crawl.allow_private),
            "verify_certificates": crawl.verify_certificates,
            "browser": crawl.browser,
            "browser_timeout": _time(crawl.browser_timeout_s),
        },
        "read": {
            "timeout": _time(read.timeout_s),
            "memory_mib": read.memory_mib,
            "pages_per_worker": read.pages_per_worker,
            "workers": read.workers,
        },
        "daemon": {"max_crawls": settings.max_crawls},
        "second_reader": {
            "url": second.url,
            "model": second.model,
            "key_variable": second.key_variable,
            "reasoning": second.reasoning,
            "timeout": _time(second.timeout_s),
            "max_tokens": second.max_tokens,
            "max_characters": second.max_characters,
            "max_requests": second.max_requests,
            "max_kib": second.max_bytes // KIB,
            "attempts": second.attempts,
            "max_wait": _time(second.max_wait_s),
        },
    }
    lines = []
    for name, keys in tables.items():
        lines += ["", f"[{name}]"] if name else []
        # JSON writes strings, numbers, booleans and lists of strings as TOML does.
        lines += [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in keys.items()]
    return "\n".join(lines) + "\n"


def _time(seconds: float) -> str:
    return f"{seconds:.0f}s"


def _without_password(url: str) -> str:
    return re.sub(r"(://[^:/]*):.*@", r"\1:***@", url)
