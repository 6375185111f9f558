"""The element that holds the article, where the page itself says which one that is.

Site systems name the block that their editors fill: a standard attribute, or a class or id that
thousands of sites share. A block so named is believed when it holds a fair part of the page's
prose, or stands right below the title; else there is no answer, and the text decides.
"""

from functools import lru_cache

from lxml.html import HtmlElement

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
_SQUEEZE = str.maketrans("", "", "-_")


def find_root(tree: HtmlElement) -> HtmlElement | None:
    """The block that holds the article, as the page names it; None when no name tells."""
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


def named_bodies(tree: HtmlElement) -> list[HtmlElement]:
    """The blocks that the page names as an article's; of nested ones the outermost."""
    named = [element for element in tree.iter(*_TAGS) if _is_named(element)]
    every = set(named)
    return [one for one in named if not any(up in every for up in one.iterancestors())]


def prose(element: HtmlElement) -> int:
    """Characters of ``element`` outside links."""
    return length(element) - sum(length(link) for link in element.iter("a"))


def length(element: HtmlElement) -> int:
    return len("".join("".join(element.itertext()).split()))


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
