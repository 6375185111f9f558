"""Where in a document its claims stand."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import replace

from model import Article, Claim


def anchored(claims: Iterable[Claim], article: Article) -> tuple[Claim, ...]:
    """The claims with the page or cell that each begins on, where the article has such places."""
    if not article.anchors:
        return tuple(claims)
    starts = [anchor.start for anchor in article.anchors]

    def placed(claim: Claim) -> Claim:
        before = bisect_right(starts, claim.span.start)
        return replace(claim, anchor=article.anchors[before - 1].name if before else None)

    return tuple(map(placed, claims))
