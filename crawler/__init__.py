"""The crawler's door: fetch pages, read the article out of them, and say whether a page is one.

`crawl` fetches in a child process, `extract` makes an `Article` of a `Capture`, `judge` says what
state a look at a page was in, `canonical_url` is the identity of an address, `extractor_label`
says what extracts, `validators_after` is what to ask with next time. `host_of`, `host_delays` and
`host_lock` say what a host is, how often it is asked, and by whom. `process_context`, `as_nobody`
and `limit_address_space` are for whoever else starts worker processes.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from crawler.addresses import canonical_url, host_of
    from crawler.conditional import validators_after
    from crawler.extraction import extract
    from crawler.limits import limit_address_space
    from crawler.locks import host_lock
    from crawler.process import as_nobody, crawl, process_context
    from crawler.settings import host_delays
    from crawler.state import judge
    from crawler.version import extractor_label

__all__ = [
    "as_nobody",
    "canonical_url",
    "crawl",
    "extract",
    "extractor_label",
    "host_delays",
    "host_lock",
    "host_of",
    "judge",
    "limit_address_space",
    "process_context",
    "validators_after",
]

# Names are loaded when first asked for: Scrapy and trafilatura take seconds and tens of megabytes,
# and the daemon, the desk and most commands never parse a page themselves.
# No room bears the name of what it offers: importing a `crawler.extract` would put the module
# where the function should be.
_ROOMS = {
    "as_nobody": "crawler.process",
    "canonical_url": "crawler.addresses",
    "crawl": "crawler.process",
    "extract": "crawler.extraction",
    "extractor_label": "crawler.version",
    "host_delays": "crawler.settings",
    "host_lock": "crawler.locks",
    "host_of": "crawler.addresses",
    "judge": "crawler.state",
    "limit_address_space": "crawler.limits",
    "process_context": "crawler.process",
    "validators_after": "crawler.conditional",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a door hands out functions and strings
    if name not in _ROOMS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_ROOMS[name]), name)
