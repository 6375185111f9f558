"""The crawler's door: fetch pages, read the article out of them, and say whether a page is one.

`crawl` fetches in a child process, `extract` makes an `Article` of a `Capture`, `judge` says what
state a look at a page was in, `agree` whether two pages hold one text, `where_to` what an address
alone says, `extractor_label` what extracts, `validators_after` what to ask with next time.
`canonical_url` is the form of an address; `key_of`, `is_plainer` and `same_name` say which are one
document. `host_of`, `host_delays` and `host_lock` say what a host is, how often it is asked, and by
whom. `process_context`, `as_nobody` and `limit_address_space` are for whoever else starts worker
processes.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from crawler.addresses import canonical_url, host_of
    from crawler.conditional import validators_after
    from crawler.extraction import extract
    from crawler.instead import where_to
    from crawler.likeness import agree
    from crawler.limits import limit_address_space
    from crawler.locks import host_lock
    from crawler.process import as_nobody, crawl, process_context
    from crawler.settings import host_delays
    from crawler.state import judge
    from crawler.twins import is_plainer, key_of, same_name
    from crawler.version import extractor_label

__all__ = [
    "agree",
    "as_nobody",
    "canonical_url",
    "crawl",
    "extract",
    "extractor_label",
    "host_delays",
    "host_lock",
    "host_of",
    "is_plainer",
    "judge",
    "key_of",
    "limit_address_space",
    "process_context",
    "same_name",
    "validators_after",
    "where_to",
]

# Names are loaded when first asked for: Scrapy and trafilatura take seconds and tens of megabytes,
# and the daemon, the desk and most commands never parse a page themselves.
# No room bears the name of what it offers: importing a `crawler.extract` would put the module
# where the function should be.
_ROOMS = {
    "agree": "crawler.likeness",
    "as_nobody": "crawler.process",
    "canonical_url": "crawler.addresses",
    "crawl": "crawler.process",
    "extract": "crawler.extraction",
    "extractor_label": "crawler.version",
    "host_delays": "crawler.settings",
    "host_lock": "crawler.locks",
    "host_of": "crawler.addresses",
    "is_plainer": "crawler.twins",
    "judge": "crawler.state",
    "key_of": "crawler.twins",
    "limit_address_space": "crawler.limits",
    "process_context": "crawler.process",
    "same_name": "crawler.twins",
    "validators_after": "crawler.conditional",
    "where_to": "crawler.instead",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a door hands out functions and strings
    if name not in _ROOMS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_ROOMS[name]), name)
