"""Scrapy's HTTP handler, asking once: Twisted would quietly ask again when a kept connection
turns out to be closed, beside the one more try that crawler/politeness.py counts.
"""

from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler


class AskOnceHandler(HTTP11DownloadHandler):
    """Every request goes out as often as we say."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._pool.retryAutomatically = False
