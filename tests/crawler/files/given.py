"""A file's bytes as the crawler is given them, and what it makes of them."""

from datetime import UTC, datetime

from crawler import extract
from model import Capture, PageKind

URL = "http://www.district.example/files/report"


def captured(body, url=URL):
    return Capture(
        url, url, "district", PageKind.ARTICLE, 200, (), body, datetime(2026, 4, 1, tzinfo=UTC)
    )


def article_of(body):
    return extract(captured(body)).titled


def lines_of(body):
    return article_of(body).text.split("\n")
