"""Addresses written alike have one pattern, and a pattern of articles is told from the rest."""

import re

import pytest

from crawler.patterns import pattern_of, shapes_of

HOST = r"^https?://www\.district\.example"


@pytest.mark.parametrize(
    ("path", "pattern"),
    [
        ("/zwgk/gzbg/202603/t20260302_4001.html", r"/zwgk/gzbg/20\d{4}/t\d+_\d+\.html$"),
        ("/2026-03/02/c_794059.htm", r"/20\d\d-\d\d/\d+/c_\d+\.htm$"),
        ("/news/2026/3/9/city-sets-out-its-goals", r"/news/20\d\d/\d+/\d+/[\w-]+$"),
        ("/art/2026-03-02/art_77.html", r"/art/20\d\d-\d\d-\d\d/art_\d+\.html$"),
        ("/a/0f8c2b1e9d3a4c5b6e7f", r"/a/[0-9a-fA-F-]+$"),
        ("/show?id=12&lang=en", r"/show\?id=\d+&lang=[^&]*$"),
        ("/2026/3/city-sets-out-its-goals/", r"/20\d\d/\d+/[\w-]+/$"),
        ("/about.html", r"/about\.html$"),
        ("/2026/03/%E6%9D%A8%E6%B5%A6%E8%A7%84%E5%88%92", r"/20\d\d/\d+/[\w%.-]+$"),
        ("/", r"/$"),
    ],
)
def test_a_pattern_fits_its_address_and_its_like(path, pattern):
    """Folders stay as they are; dates, numbers and names of articles are any."""
    url = f"https://www.district.example{path}"
    assert pattern_of(url) == HOST + pattern
    assert re.search(pattern_of(url), url)


def test_sections_that_differ_in_one_folder_are_one_shape():
    """A site has many sections; the pattern of its articles is one."""
    links = [
        (f"https://www.district.example/{part}/2026/{n}.html", f"The district builds {n} homes")
        for part in ("news", "plans", "reports")
        for n in range(1, 5)
    ]
    (shape,) = shapes_of(links)
    assert (shape.pattern, shape.count, shape.follow) == (
        HOST + r"/[\w-]+/20\d\d/\d+\.html$",
        12,
        True,
    )


def test_articles_are_told_from_pages_of_the_frame():
    """Sections and services are written in words alone, and their links are short."""
    frame = ["", "news/", "contact.html", "services/apply.html"]
    links = [(f"https://www.district.example/{path}", "More") for path in frame]
    links += [
        (f"https://www.district.example/n/{n}.html", "The district sets out its goals for homes")
        for n in range(100, 104)
    ]
    shapes = shapes_of(links)
    assert [shape.pattern for shape in shapes if shape.follow] == [HOST + r"/n/\d+\.html$"]
    assert sum(shape.count for shape in shapes if not shape.follow) == len(frame)


def test_numbers_alone_are_no_articles():
    """Pages of a list are numbered too, but nobody reads "2" for a headline."""
    links = [(f"https://www.district.example/list_{n}.html", str(n)) for n in range(2, 9)]
    assert not any(shape.follow for shape in shapes_of(links))


def test_a_pattern_of_a_hostile_address_is_harmless():
    """Whatever an address holds is text in the pattern, and the pattern is linear."""
    url = "https://www.district.example/(a+)+$/" + "1a" * 300 + ".html?x=(.*)*"
    pattern = pattern_of(url)
    assert re.search(pattern, url)
    assert not re.search(pattern, "https://www.district.example/" + "a" * 50_000)
