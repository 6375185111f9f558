"""What we ask of Scrapy: safe and kind from the first request."""

from collections.abc import Callable, Iterable, Mapping
from importlib.metadata import version
from types import MappingProxyType
from typing import Any

from crawler.addresses import host_of
from model import CrawlOrder, CrawlSettings


def scrapy_settings(
    settings: CrawlSettings,
    delays: Mapping[str, float],
    longest_s: float,
    resolver: Callable[..., Any],
    browser: Mapping[str, Any] = MappingProxyType({}),
) -> dict[str, Any]:
    """Scrapy's settings for one crawl. ``delays`` are the pauses of hosts in seconds, and
    ``longest_s`` that of any other; ``browser`` is what the middleware for pages in a browser is
    told, if there are any. Every value departs from Scrapy's default on purpose; the
    reasons and measurements are in the design notes, "safe defaults".
    """
    middlewares = _SAFE["DOWNLOADER_MIDDLEWARES"]
    return {
        **_SAFE,
        **browser,
        # When the page has come: after its redirects, and unpacked.
        "DOWNLOADER_MIDDLEWARES": middlewares
        | ({"crawler.rendering.RenderMiddleware": 500} if browser else {}),
        "USER_AGENT": user_agent(settings.contact),
        "DOWNLOAD_TIMEOUT": settings.timeout_s,
        "DOWNLOAD_MAXSIZE": settings.max_bytes,
        "DOWNLOAD_WARNSIZE": settings.warn_bytes,
        "DOWNLOAD_VERIFY_CERTIFICATES": settings.verify_certificates,
        "REDIRECT_MAX_TIMES": settings.max_redirects,
        # A host we were only redirected to gets the longest pause of the crawl.
        "DOWNLOAD_DELAY": longest_s,
        "DOWNLOAD_SLOTS": {
            host: {"concurrency": 1, "delay": delay, "jitter": 0.0}
            for host, delay in delays.items()
        },
        "AUTOTHROTTLE_MAX_DELAY": settings.max_wait_s,
        "TWISTED_DNS_RESOLVER": resolver,
    }


def user_agent(contact: str) -> str:
    """Who we are and how to reach us; header-safe whatever ``contact`` holds."""
    said = "".join(c for c in contact if c.isprintable() and c.isascii() and c not in "();")
    contact = f"; +{said.strip()}" if said.strip() else ""
    return f"figurewatch/{version('figurewatch')} (document monitor{contact})"


def host_delays(orders: Iterable[CrawlOrder]) -> dict[str, float]:
    """The pause for every host the orders name: the longest of all sources sharing it."""
    delays: dict[str, float] = {}
    for order in orders:
        urls = [start.url for start in order.source.starts] + [page.url for page in order.pages]
        names = {host_of(url) for url in urls} | {
            host_of(f"//{host}") for host in order.source.hosts
        }
        for host in names - {""}:
            delays[host] = max(delays.get(host, 0.0), order.source.limits.delay_s)
    return delays


_SAFE: dict[str, Any] = {
    # Doors into the process that Scrapy opens by default; remote control runs code it is sent.
    "TELNETCONSOLE_ENABLED": False,
    "REMOTE_CONTROL_ENABLED": False,
    # Only the web: a redirect or link can then not read a file or another protocol.
    "DOWNLOAD_HANDLERS": {
        "http": "crawler.handler.AskOnceHandler",
        "https": "crawler.handler.AskOnceHandler",
        "file": None,
        "data": None,
        "s3": None,
        "ftp": None,
    },
    "COOKIES_ENABLED": False,  # a server could make us send back a megabyte with each request
    "METAREFRESH_ENABLED": False,
    "REFERER_ENABLED": False,
    "HTTPPROXY_ENABLED": False,  # a proxy from the environment would go round the address gate
    "COMPRESSION_ENABLED": False,  # crawler/inflate.py does it
    "ROBOTSTXT_OBEY": False,  # crawler/robots.py does it
    "RETRY_ENABLED": False,  # crawler/politeness.py does it
    "HTTPERROR_ALLOW_ALL": True,  # a 404 is an answer
    "DOWNLOAD_FAIL_ON_DATALOSS": False,  # a cut answer is flagged, and shown as cut
    "AUTOTHROTTLE_ENABLED": True,
    "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
    "DOWNLOAD_DELAY_JITTER": 0.0,  # Scrapy's jitter would go below the promised pause
    # No limit over all hosts: requests wait in the turnstile, one at a time per host, and a host
    # that asked us to wait must not use up the places of the others.
    "CONCURRENT_REQUESTS": 0,
    "SCHEDULER_MEMORY_QUEUE": "scrapy.squeues.FifoMemoryQueue",  # in the order found
    "DUPEFILTER_CLASS": "scrapy.dupefilters.BaseDupeFilter",  # crawler/discover.py does it
    "URLLENGTH_LIMIT": 0,  # likewise, and counted there
    "REACTOR_THREADPOOL_MAXSIZE": 2,
    # Work that every answer would cost, measured at 40 % of a "not modified": Scrapy starts a
    # hundred tasks for the items of one answer, of which we have none, and parses our source to
    # see whether a callback returns a value.
    "CONCURRENT_ITEMS": 1,
    "WARN_ON_GENERATOR_RETURN_VALUE": False,
    "LOG_ENABLED": False,
    "STATS_DUMP": False,
    "EXTENSIONS": {
        "scrapy.extensions.throttle.AutoThrottle": None,
        "crawler.politeness.Throttle": 0,
        "scrapy.extensions.logstats.LogStats": None,
        "scrapy.extensions.memusage.MemoryUsage": None,
    },
    "SPIDER_MIDDLEWARES": {"scrapy.spidermiddlewares.urllength.UrlLengthMiddleware": None},
    "DOWNLOADER_MIDDLEWARES": {
        # Dropping what leaves the source's hosts is crawler/discover.py's, where it is counted.
        "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
        "crawler.gate.GateMiddleware": 50,
        "crawler.robots.RobotsMiddleware": 100,
        "crawler.inflate.InflateMiddleware": 590,
        "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": None,
        "crawler.redirects.Redirects": 600,
        # Nearest to the downloader: whoever holds a host's door is truly downloading.
        "crawler.politeness.Turnstile": 950,
    },
    "DEFAULT_REQUEST_HEADERS": {
        "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    },
}
