"""A page as a tree, and the trap that no parser gets out of."""

import lxml.html
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from crawler import markup
from crawler.markup import MarkupError, tree_of

MANY = " ".join(f"a{n}" for n in range(1_200))


@pytest.mark.parametrize(
    "page",
    [
        f"<p {MANY}>x",
        "<p " + " ".join(f'a{n}="<" b{n}="‹"' for n in range(700)) + ">x",
        "<p " + " ".join(f"a{n}='>'" for n in range(1_200)) + ">x",
        "<p" + "/".join(f"/a{n}" for n in range(1_200)) + ">x",
        f'<p x" {MANY}>"x',
        f"<!-- <p x=' --><p {MANY}>'x",
        f"<script>a<b='</script><p {MANY}>'x",
        f"<script/><p x='</script>'><p {MANY}>'x",
        f"<script><!--<script></script>--><p x='</script><p {MANY}>'x",
        f"<title><p x='</title><p {MANY}>'x",
    ],
)
def test_a_tag_with_a_thousand_attributes_is_refused_however_it_hides(page):
    """Nothing can interrupt the parser, so it must not begin."""
    with pytest.raises(MarkupError, match="more attributes"):
        tree_of(page)


@pytest.mark.parametrize(
    "page",
    [
        f"<p>x</p><!-- <p {MANY}> -->",
        f"<p>x</p><script>if (a <p && {MANY.replace(' ', ' && ')}) b()</script>",
        f"<p title='{MANY} a=1'>x</p>",
        f'<p style="background:url(data:image/png;base64,{"aB=/" * 9_000})">x</p>',
        f"<p>x {MANY}</p>",
    ],
)
def test_long_comments_scripts_and_values_are_no_attributes(page):
    """What an honest page holds is read."""
    assert "x" in tree_of(page).text_content()


PIECES = (
    "<p |<p x=\"|<p x='|\"|'|>|=| |/|</|</p |<!--|-->|--!>|-|<!|<?|<script|<script>|</script>|/>|"
    "</script |<title>|</title>|<style>|</style>|<textarea>|</textarea>|<xmp>|</xmp>|<noscript>|"
    "</noscript>|<svg>|<![CDATA[|]]>|a1 a2 a3|b1=1 b2|<|<!DOCTYPE |<SCRIPT>|</ScRipt>|\n"
)


@settings(max_examples=300)
@given(st.lists(st.sampled_from(PIECES.split("|")), min_size=2, max_size=25))
def test_no_attribute_that_the_parser_finds_is_missed(pieces):
    """What counts the attributes cuts a page as the parser does, or it could be got around."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(markup, "_MAX_ATTRIBUTES", 0)
        counted = markup.most_attributes("".join(pieces))
    try:
        tree = lxml.html.document_fromstring("".join(pieces).encode())
    except (etree.LxmlError, ValueError):
        return
    found = [len(each.attrib) for each in tree.iter() if isinstance(each.tag, str)]
    assert counted >= max(found)
