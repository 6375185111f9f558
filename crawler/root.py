"""The element that holds the article, where the page itself says which one that is.

Site systems name the block that their editors fill: a standard attribute, or a class or id that
thousands of sites share. A block so named is believed when it holds a fair part of the page's
prose, or stands right below the title; else there is no answer, and the text decides.
"""

import re
from functools import lru_cache

from lxml.html import HtmlElement

from crawler.lines import is_noise
from crawler.measures import prose

# Whole classes or ids, in lower case, "_" and "-" taken out.
_BODY_NAMES = frozenset(
    """
    articlebody articlecontent articletext articlebodycontent articlebodytext articlecopy
    articledetail articlecon articlemain entrycontent postcontent postbody posttext storybody
    storycontent storytext bodycopy bodytext fieldnamebody fieldbody govspeak caasbody newsbody
    newscontent newstext newsdetail textcontent richtext bloccontent detailcontent contentbody
    trseditor trspreappend trsueditor ucapcontent zoom artibody artcontent articontent rmtxtcon
    pagescontent vsbcontent vnewscontent wparticlecontent jscontent richmediacontent contentarea
    cntbd endtext contxt context newscon textcon infocontent xxcontent bodyarticle articleinner
    detailsbody contentviews maincontenttext txtcontent conttext cmscontent pagecontenttext
    """.split()
)
_TAGS = ("div", "section", "article", "main", "td")
_LEAST_SHARE = 0.25  # of the page's prose
LEAST = 20  # characters
_MOST = 0.7  # share of a block's prose that one block within it must hold to stand for it
_LONG = 40  # characters of a line that says something, whatever it says
_ITEMS = frozenset(("li", "td", "p"))
_BLOCKS = frozenset("p div td li ul ol table section h2 h3 h4 blockquote".split())
_FIGURE = re.compile(r"\d")
_TITLE = re.compile(r"title|head|tit\b|biaoti", re.I)
_SQUEEZE = str.maketrans("", "", "-_")


def find_root(tree: HtmlElement) -> HtmlElement | None:
    """The block that holds the article: the one the page names, else the one outside of which
    nothing is said; None when neither tells.
    """
    named = _named_root(tree)
    return _densest(tree) if named is None else named


def _named_root(tree: HtmlElement) -> HtmlElement | None:
    outer = named_bodies(tree)
    if not outer:
        return None
    masses = [prose(one) for one in outer]
    best = max(range(len(outer)), key=lambda at: masses[at])
    whole = prose(tree)
    if masses[best] < LEAST or masses[best] < _LEAST_SHARE * whole:
        return None
    if sum(masses) - masses[best] > 0.1 * masses[best]:
        return None  # the article in several blocks, or several articles: not for us to say
    return outer[best]


def _densest(tree: HtmlElement) -> HtmlElement | None:
    """The smallest block that holds nearly all prose, if nothing beside it says anything."""
    body = tree.find("body")
    if body is None or body.find(".//article") is not None or body.find(".//main") is not None:
        return None
    root = body
    while True:
        inner = max(root.iterchildren(*_TAGS, "center", "span", "form"), key=prose, default=None)
        if inner is None or prose(inner) < _MOST * prose(root) or _speaks_beside(inner, root):
            # The whole page is a block like any other only where it holds the lines itself.
            return root if root is not body or body.find("p") is not None else None
        root = inner


def _speaks_beside(inner: HtmlElement, root: HtmlElement) -> bool:
    if (root.text or "").strip() or any(len((one.tail or "").strip()) >= _LONG for one in root):
        return True
    return any(
        _says_something(other)
        for other in root
        if other is not inner and not _TITLE.search(f"{other.get('class')} {other.get('id')}")
    )


def _says_something(block: HtmlElement) -> bool:
    """True when the article may reach into ``block``: a sentence, or an item with a figure."""
    for leaf in block.iter("p", "div", "td", "li", "span", "h2", "h3", "h4", "blockquote"):
        if any(inner.tag in _BLOCKS for inner in leaf.iterdescendants()):
            continue
        text = " ".join("".join(leaf.itertext()).split())
        if prose(leaf) * 2 < len("".join(text.split())) or is_noise(text):
            continue
        if len(text) >= _LONG or (leaf.tag in _ITEMS and _FIGURE.search(text) and len(text) >= 6):
            return True
    return False


def named_bodies(tree: HtmlElement) -> list[HtmlElement]:
    """The blocks that the page names as an article's; of nested ones the outermost."""
    named = [element for element in tree.iter(*_TAGS) if _is_named(element)]
    every = set(named)
    return [one for one in named if not any(up in every for up in one.iterancestors())]


def _is_named(element: HtmlElement) -> bool:
    attributes = element.attrib
    if not attributes:
        return False
    if attributes.get("itemprop") == "articleBody":
        return True
    return _names_body(attributes.get("class", "")) or _names_body(attributes.get("id", ""))


@lru_cache(maxsize=20_000)
def _names_body(names: str) -> bool:
    return any(name.lower().translate(_SQUEEZE) in _BODY_NAMES for name in names[:400].split())
