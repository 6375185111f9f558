"""Every setting, with its default and its unit. `config/figurewatch.toml` says what each is for."""

import re
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path

from model.condition import Condition

KIB = 1024
MIB = 1024 * KIB
_SERVICE = re.compile(
    r"(https?)://([\w.-]+|\[[0-9a-f:]+\])(?::\d{1,5})?(?:/[\w.~/-]*)?", re.I | re.A
)


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
    browser: str = ""  # the Chromium that runs pages which need one; empty: the system's
    browser_timeout_s: float = 120.0  # for one page in all, the pauses between requests included


@dataclass(frozen=True, slots=True)
class ReadSettings:
    """How captures are parsed: in worker processes with limits."""

    timeout_s: float = 30.0  # for one page
    memory_mib: int = 1024  # of one worker
    pages_per_worker: int = 1000  # then it is replaced
    workers: int = 2


@dataclass(frozen=True, slots=True)
class SecondReaderSettings:
    """Which chat-completions service may propose further claims, and how much it may cost."""

    url: str = ""  # in front of "/chat/completions"; empty: there is no second reader
    model: str = ""
    key_variable: str = ""  # the environment variable that holds the key; the key is never here
    reasoning: bool = False  # the model takes max_completion_tokens and no temperature
    timeout_s: float = 60.0  # for one answer in all
    max_tokens: int = 2000  # of one answer
    max_characters: int = 8000  # of the article, in one request
    max_requests: int = 20  # for one article; what is left of it is not asked about
    max_bytes: int = 256 * KIB  # of one answer
    attempts: int = 3  # while the service is busy or broken
    max_wait_s: float = 30.0  # longest wait that a busy service may ask for


def service_problem(url: str) -> str | None:
    """What is wrong with the address of a service that gets text and a key; None if nothing is."""
    found = _SERVICE.fullmatch(url)
    if not found:
        return 'must be an address such as "https://api.example.org/v1", with no user, ? or #'
    if found[1].lower() == "http" and not _is_loopback(found[2]):
        return 'must begin with "https://", or nobody but this machine may read along'
    return None


def _is_loopback(host: str) -> bool:
    try:
        return host.lower() == "localhost" or ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


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
    second_reader: SecondReaderSettings = field(default_factory=SecondReaderSettings)
    conditions: tuple[Condition, ...] = ()  # in the order they are tried
