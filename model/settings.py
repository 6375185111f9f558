"""Every setting, with its default and its unit. `config/figurewatch.toml` says what each is for."""

from dataclasses import dataclass, field
from pathlib import Path

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class CrawlSettings:
    """How we ask the web for pages."""

    contact: str = ""  # an address a site owner can write to, sent with every request
    timeout_s: float = 30.0  # for one fetch in all, redirects apart
    max_bytes: int = 20 * MIB  # of one answer, also while inflating
    warn_bytes: int = 5 * MIB
    max_redirects: int = 5
    max_wait_s: float = 60.0  # longest wait a host may ask for inside one crawl
    run_timeout_s: float = 3600.0  # for one crawl in all
    allow_private: tuple[str, ...] = ()  # hosts that may be on a private or loopback address
    verify_certificates: bool = True


@dataclass(frozen=True, slots=True)
class ReadSettings:
    """How captures are parsed: in worker processes with limits."""

    timeout_s: float = 30.0  # for one page
    memory_mib: int = 1024  # of one worker
    pages_per_worker: int = 200  # then it is replaced
    workers: int = 1


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings of one home folder."""

    home: Path
    database: str  # an SQLAlchemy URL
    default_sources: bool = True
    default_corpus: bool = True
    interface_language: str = "en"
    max_crawls: int = 2  # crawls the daemon runs at once
    crawl: CrawlSettings = field(default_factory=CrawlSettings)
    read: ReadSettings = field(default_factory=ReadSettings)
