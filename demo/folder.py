"""The demo's home folder: made afresh, recognised by a marker, removed only if it is ours."""

import re
import shutil
from pathlib import Path

from demo.site import DemoSite

_MARKER = ".figurewatch-demo"
_SETTINGS = """\
# Written by figurewatch demo, and removed by the next one.
default_sources = false

[crawl]
contact = "demo@example.org"
allow_private = ["127.0.0.1"]   # the demo's sites are served on this machine
"""
_PORTAL = """\
name = "Yangpu District, the demo's portal"
publisher = "Yangpu District Government (demo)"
kind = "government"
place = "Yangpu"
language = "en"
follow = ['^{home}/(?:en|zh)/20\\d\\d-\\d\\d/\\d\\d/[\\w-]+\\.html$']

[[start]]
url = "{address}/"
kind = "index"

[[start]]
url = "{address}/zh/"
kind = "index"

[[start]]
url = "{address}/sitemap.xml"
kind = "sitemap"

[limits]
delay = 0
"""
_NEWS = """\
name = "Riverside News, the demo's newspaper"
publisher = "Riverside News (demo)"
kind = "news"
place = "Shanghai"
language = "en"
follow = ['^{home}/(?:zh/)?20\\d\\d/\\d\\d/\\d\\d/[\\w-]+\\.html$']

[[start]]
url = "{address}/"
kind = "index"

[[start]]
url = "{address}/feed.xml"
kind = "feed"

[limits]
delay = 0
"""
_SOURCES = {"portal": _PORTAL, "news": _NEWS}


class NotOursError(Exception):
    """The folder holds something that no demo wrote: it is left alone."""


def fresh_folder(home: Path) -> None:
    """Make ``home`` an empty demo folder; what an earlier demo left there is removed.

    Raises: NotOursError when the folder is not an earlier demo's.
    """
    if home.is_symlink() or (home.exists() and not home.is_dir()):
        raise NotOursError(f"{home} is not a folder")
    if home.exists() and any(home.iterdir()):
        if not (home / _MARKER).is_file():
            raise NotOursError(f"{home} was not made by figurewatch demo")
        shutil.rmtree(home)
    home.mkdir(parents=True, exist_ok=True)
    (home / _MARKER).write_text("Made by figurewatch demo, which may remove this folder.\n")


def write_config(home: Path, site: DemoSite) -> None:
    """Write the settings and the two sources that follow ``site``."""
    sources = home / "config" / "sources"
    sources.mkdir(parents=True)
    (home / "config" / "figurewatch.toml").write_text(_SETTINGS, encoding="utf-8")
    for name, text in _SOURCES.items():
        address = site.address(name)
        filled = text.format(address=address, home=re.escape(address))
        (sources / f"{name}.toml").write_text(filled, encoding="utf-8")
