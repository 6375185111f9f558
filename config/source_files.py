"""config/sources/*.toml: one file, one source. The file's name is its slug."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from apscheduler.triggers.cron import CronTrigger
from cssselect import HTMLTranslator, SelectorError
from lxml import etree
from pydantic import AfterValidator, Field, ValidationInfo, model_validator

from config.toml import Duration, Shape, read_toml
from model import ConfigError, Limits, PageKind, Render, Schedule, Selectors, Source, Start

_SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")


def _web_address(value: str) -> str:
    try:
        parts = urlsplit(value)
        known = parts.scheme in {"http", "https"} and _is_host(parts.hostname or "", parts.port)
    except ValueError:  # half an IPv6 address, a port beyond 65535
        known = False
    if not known:
        allowed = 'must be a web address that begins with "http://" or "https://"'
        raise ValueError(f"{allowed}, with a host and port that can exist")
    return value


def _is_host(name: str, port: int | None) -> bool:
    try:
        length = len(name.encode("idna"))
    except UnicodeError:  # a part that is empty or longer than 63
        return False
    return 0 < length <= 253 and port != 0


def _pattern(value: str) -> str:
    try:
        re.compile(value)
    except re.error as error:
        raise ValueError(f"must be a regular expression: {error}") from error
    return value


def _selector(value: str) -> str:
    """An XPath begins with a slash or a bracket; anything else is CSS."""
    try:
        if value.startswith(("/", "(", ".//")):
            etree.XPath(value)
        else:
            HTMLTranslator().css_to_xpath(value)
    except (etree.XPathError, SelectorError) as error:
        example = """such as "//div[@id='zoom']" or "div#zoom\""""
        raise ValueError(f"must be an XPath or a CSS selector, {example}: {error}") from error
    return value


def _host(value: str) -> str:
    plain = re.fullmatch(r"[A-Za-z0-9.:\[\]_-]+", value)
    try:
        parts = urlsplit(f"//{value}")
        known = plain and _is_host(parts.hostname or "", parts.port)
    except ValueError:
        known = False
    if not known:
        raise ValueError('must be a host name such as "www.example.gov.cn"')
    return value.lower()


def _timezone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError('must be a time zone such as "Asia/Shanghai" or "UTC"') from error
    return value


def _language(value: str, info: ValidationInfo) -> str:
    assert info.context is not None  # load_source gives it
    known = sorted(_languages(info.context["file"]))
    if value not in known:
        raise ValueError(f"must be one of {', '.join(known)}")
    return value


def _languages(file: Path) -> set[str]:
    """The languages a source in ``file`` may name: the shipped ones, and those of its home."""
    folders = (Path(__file__).parent / "languages", file.parent.parent / "languages")
    return {path.stem for folder in folders for path in folder.glob("*.toml")}


def _cron(value: str) -> str:
    fields = value.split()
    if len(fields) != 5:
        raise ValueError('must have five fields, such as "30 7 * * mon-fri"')
    if re.search(r"\d", fields[4]):
        # Cron counts days from Sunday, APScheduler from Monday: a number would be read wrongly.
        raise ValueError('must name the days of the week, such as "mon-fri"')
    try:
        CronTrigger.from_crontab(value)
    except ValueError as error:
        raise ValueError(f"must be a cron line: {error}") from error
    return value


Address = Annotated[str, Field(max_length=2000), AfterValidator(_web_address)]
Pattern = Annotated[str, Field(max_length=500), AfterValidator(_pattern)]
Selector = Annotated[str, Field(min_length=1, max_length=500), AfterValidator(_selector)]
Host = Annotated[str, AfterValidator(_host)]
Language = Annotated[str, AfterValidator(_language)]
Cron = Annotated[str, AfterValidator(_cron)]


class _Start(Shape):
    url: Address
    kind: Literal["index", "sitemap", "feed", "list", "article"]


class _Schedule(Shape):
    every: Duration | None = None
    cron: Cron | None = None
    timezone: Annotated[str, AfterValidator(_timezone)] = "UTC"
    jitter: Duration | None = None
    longest: Duration | None = None

    @model_validator(mode="after")
    def _one_of(self) -> "_Schedule":
        if self.every and self.cron:
            raise ValueError('must have "every" or "cron", not both')
        if self.every and self.every.total_seconds() < 60:
            raise ValueError('must not be more often than "1m"')
        if self.longest and self.longest.total_seconds() < 3600:
            raise ValueError('"longest" must be "1h" at least')
        return self


class _Limits(Shape):
    delay: Annotated[float, Field(ge=0, le=3600, strict=False)] = Limits().delay_s
    max_pages: Annotated[int, Field(ge=1, le=100_000)] = Limits().max_pages
    max_pages_per_pattern: Annotated[int, Field(ge=1, le=100_000)] = Limits().max_pages_per_pattern
    max_depth: Annotated[int, Field(ge=0, le=10)] = Limits().max_depth
    max_index_pages: Annotated[int, Field(ge=1, le=1000)] = Limits().max_index_pages
    robots: bool = True


class _Selectors(Shape):
    body: Annotated[tuple[Selector, ...], Field(strict=False, max_length=20)] = ()
    drop: Annotated[tuple[Selector, ...], Field(strict=False, max_length=50)] = ()
    title: Selector | Literal[""] = ""
    published: Selector | Literal[""] = ""


class _File(Shape):
    name: Annotated[str, Field(min_length=1, max_length=200)]
    publisher: Annotated[str, Field(max_length=200)] = ""
    kind: Literal["government", "news", "statistics", "other"]
    place: Annotated[str, Field(max_length=100)] | None = None
    language: Language
    start: Annotated[tuple[_Start, ...], Field(strict=False, max_length=1000)] = ()
    addresses: Annotated[tuple[Address, ...], Field(strict=False, max_length=10_000)] = ()
    follow: Annotated[tuple[Pattern, ...], Field(strict=False)] = ()
    ignore: Annotated[tuple[Pattern, ...], Field(strict=False)] = ()
    hosts: Annotated[tuple[Host, ...], Field(strict=False)] = ()
    schedule: _Schedule = _Schedule()
    limits: _Limits = _Limits()
    selectors: _Selectors = _Selectors()
    render: Literal["http", "browser"] = "http"
    attachments: bool = True
    enabled: bool = True

    @model_validator(mode="after")
    def _leads_somewhere(self) -> "_File":
        if not self.start and not self.addresses:
            raise ValueError('must have a [[start]] or "addresses", or there is nothing to read')
        return self


def load_sources(folders: Iterable[Path]) -> tuple[Source, ...]:
    """Every source in ``folders``, by slug; a later folder's file replaces an earlier one's.

    Raises: ConfigError.
    """
    files = {path.stem: path for folder in folders for path in sorted(folder.glob("*.toml"))}
    return tuple(load_source(files[slug]) for slug in sorted(files))


def load_source(path: Path) -> Source:
    """The source in one file. Raises: ConfigError."""
    if not _SLUG.fullmatch(path.stem):
        allowed = "must be of a-z, 0-9 and hyphens, such as yangpu-zh.toml"
        raise ConfigError(str(path), "", f"the file's name is the source's name, and {allowed}")
    file = read_toml(path, _File, {"file": path})
    starts = [Start(start.url, PageKind(start.kind)) for start in file.start]
    starts += [Start(url, PageKind.ARTICLE) for url in file.addresses]
    hosts = file.hosts or [urlsplit(start.url).netloc.lower() for start in starts]
    return Source(
        slug=path.stem,
        name=file.name,
        publisher=file.publisher or file.name,
        kind=file.kind,
        place=file.place,
        language=file.language,
        starts=tuple(starts),
        follow=file.follow,
        ignore=file.ignore,
        hosts=tuple(dict.fromkeys(hosts)),
        schedule=_schedule(file.schedule),
        limits=_limits(file.limits),
        selectors=Selectors(**file.selectors.model_dump()),
        render=Render(file.render),
        attachments=file.attachments,
        enabled=file.enabled,
    )


def _schedule(file: _Schedule) -> Schedule:
    default = Schedule()
    every = file.every.total_seconds() // 60 if file.every else default.every_minutes
    return Schedule(
        every_minutes=None if file.cron else int(every or 360),
        cron=file.cron,
        timezone=file.timezone,
        jitter_s=int(file.jitter.total_seconds()) if file.jitter else default.jitter_s,
        longest_s=int(file.longest.total_seconds()) if file.longest else default.longest_s,
    )


def _limits(file: _Limits) -> Limits:
    return Limits(
        delay_s=file.delay,
        max_pages=file.max_pages,
        max_pages_per_pattern=file.max_pages_per_pattern,
        max_depth=file.max_depth,
        max_index_pages=file.max_index_pages,
        robots=file.robots,
    )
