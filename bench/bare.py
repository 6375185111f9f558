"""Bare Scrapy, as a user would write it: fetch the pages, ask conditionally, look at no text.

    python -m bench.bare --count 1000 --hosts 8 --port 8000 [--again]

Scrapy's own settings but one request at a time per host, as figurewatch asks, and no log.
"""

import argparse
import logging
from collections.abc import AsyncIterator, Iterator

import scrapy
from scrapy.crawler import CrawlerProcess
from scrapy.http import Response

from bench.site import MODIFIED, PAGES_PER_INDEX, etag_of, url_of


class BareSpider(scrapy.Spider):
    """The index pages and their articles; or, ``again``, every article with its validators."""

    name = "bare"
    custom_settings = {  # noqa: RUF012 - Scrapy's way
        "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
        "DOWNLOAD_DELAY": 0,
        "HTTPERROR_ALLOWED_CODES": [304],
        "LOG_ENABLED": False,
        "TELNETCONSOLE_ENABLED": False,
    }
    chosen: argparse.Namespace

    async def start(self) -> AsyncIterator[scrapy.Request]:
        """The first requests."""
        chosen = self.chosen
        if chosen.again:
            for number in range(chosen.count):
                headers = {"If-None-Match": etag_of(number), "If-Modified-Since": MODIFIED}
                url = url_of(number, chosen.hosts, chosen.port)
                yield scrapy.Request(url, headers=headers, callback=self.parse_article)
            return
        for host in range(chosen.hosts):
            for page in range(-(-chosen.count // (chosen.hosts * PAGES_PER_INDEX))):
                yield scrapy.Request(f"http://127.0.0.{host + 1}:{chosen.port}/index/{page}")

    def parse(self, response: Response) -> Iterator[scrapy.Request]:
        """Follow every link of an index page."""
        for href in response.css("a::attr(href)").getall():
            yield response.follow(href, callback=self.parse_article)

    def parse_article(self, response: Response) -> None:
        """Count it: the stats of the crawl say how many answered with what."""
        self.crawler.stats.inc_value(f"answers/{response.status}")


def main() -> None:
    """Crawl once and print how many pages answered, by status."""
    options = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    options.add_argument("--count", type=int, required=True)
    options.add_argument("--hosts", type=int, required=True)
    options.add_argument("--port", type=int, required=True)
    options.add_argument("--again", action="store_true")
    BareSpider.chosen = options.parse_args()
    logging.disable(logging.INFO)  # Scrapy says what it is before LOG_ENABLED is read
    process = CrawlerProcess()
    crawler = process.create_crawler(BareSpider)
    process.crawl(crawler)
    process.start()
    counts = {k[8:]: v for k, v in crawler.stats.get_stats().items() if k.startswith("answers/")}
    print(counts)


if __name__ == "__main__":
    main()
