"""Whether a page can be run in a browser here, and how the browser is started.

Light on purpose: what needs Playwright itself is in crawler/rendering.py, which is loaded only when
a source asks for a browser.
"""

import os
import shutil
import socket
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from model import CrawlSettings, PageKind, Render, Source

_NAMES = ("chromium", "google-chrome", "google-chrome-stable", "chromium-browser")
_KINDS = (PageKind.ARTICLE, PageKind.INDEX)
_HOME_OF_PLAYWRIGHT = "~/.cache/ms-playwright"
# Nothing of the person's own environment, which may hold secrets, is any business of a page.
_ENVIRONMENT = ("PATH", "HOME", "LANG", "TZ", "TMPDIR", "PLAYWRIGHT_BROWSERS_PATH")
_ARGUMENTS = (
    # It has no network: no name leads anywhere, the only way out is a door that nobody opens, and
    # what does not use that door may not go at all. What a page asks for is fetched by the crawl.
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--proxy-bypass-list=<-loopback>",
    "--disable-quic",
    "--webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--renderer-process-limit=1",
    "--js-flags=--max-old-space-size=512",  # MiB of one page's scripts
    "--disable-gpu",
)


def wants_browser(source: Source, kind: PageKind) -> bool:
    """Whether a page of this kind is run in a browser: articles, and the pages of links to them."""
    return source.render is Render.BROWSER and kind in _KINDS


def browser_path(settings: CrawlSettings) -> str | None:
    """The Chromium to start: the one named in the settings, else the system's; None when there is
    neither.
    """
    if settings.browser:
        return settings.browser if Path(settings.browser).is_file() else None
    return next((path for name in _NAMES if (path := shutil.which(name))), None)


def browser_problem(settings: CrawlSettings) -> str:
    """Why no page can be run in a browser here, and what to do; "" when it can."""
    if find_spec("scrapy_playwright") is None:
        return "scrapy-playwright is not installed; run: pip install 'figurewatch[browser]'"
    if settings.browser and not Path(settings.browser).is_file():
        return f"there is no {settings.browser}, which [crawl] browser names in figurewatch.toml"
    if browser_path(settings) is None and not _playwrights_own():
        return (
            "no Chromium was found; install it (apt install chromium, or: playwright install"
            " chromium), or name one as [crawl] browser in figurewatch.toml"
        )
    return ""


def _playwrights_own() -> bool:
    folder = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or _HOME_OF_PLAYWRIGHT).expanduser()
    return any(folder.glob("chromium*"))


def closed_door() -> socket.socket:
    """A port of this machine where nobody listens, as long as the socket lives."""
    door = socket.socket()
    door.bind(("127.0.0.1", 0))
    return door


def launch_options(settings: CrawlSettings, door: socket.socket) -> dict[str, Any]:
    """How Playwright starts Chromium: without a network, and with no more rights than it needs."""
    path = browser_path(settings)
    return {
        **({"executable_path": path} if path else {}),
        "headless": True,
        "chromium_sandbox": not is_root(),  # it refuses to run in its sandbox as root
        "args": list(_ARGUMENTS),
        "proxy": {"server": f"http://127.0.0.1:{door.getsockname()[1]}"},
        "env": {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ},
        "handle_sigint": False,
        "handle_sigterm": False,
        "handle_sighup": False,
        "timeout": settings.browser_timeout_s * 1000,
    }


def browser_settings(settings: CrawlSettings, door: socket.socket) -> dict[str, Any]:
    """What scrapy-playwright is to be told by Scrapy's settings."""
    return {
        "PLAYWRIGHT_LAUNCH_OPTIONS": launch_options(settings, door),
        "PLAYWRIGHT_BROWSER_PROVIDER": "crawler.rendering.Provider",
        "PLAYWRIGHT_MAX_PAGES_PER_CONTEXT": 2,
    }


def is_root() -> bool:
    """Whether we may do anything on this machine, and so could a page that breaks out."""
    return os.geteuid() == 0
