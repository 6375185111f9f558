"""A wall before a part of an article: a line that offers a login or a subscription.

What is left stood in the earlier text, so it looks like an article that was cut; what is behind the
wall is not removed.
"""

from collections.abc import Callable

from crawler.likeness import is_part
from crawler.notices import sentences, shown_sentences, sign_in
from crawler.sight import Sight
from model import Article, Capture, CheckState


def paywall(sight: Sight, article: Article) -> tuple[CheckState, str] | None:
    """What hides the rest of an article of which only the beginning is left."""
    parts = sentences(article.text) + shown_sentences(sight)
    walls = ((sign, p) for p in parts if (sign := sign_in(p)) and sign.state is CheckState.LOGIN)
    sign, line = next(walls, (None, ""))
    if sign is None:
        return None
    return (
        sign.state,
        f"only the beginning is left, and a line says it is {sign.what}: {line[:60]!r}",
    )


def walled(
    sight: Sight, article: Article, before: Article, earlier: Callable[[], Capture | None]
) -> tuple[CheckState, str] | None:
    """What hides a part of an article of which the rest is left: a line that did not stand there
    when all was shown. ``earlier`` gives the capture of then, and is asked last.
    """
    if len(article.text) >= len(before.text):
        return None
    lines = article.text.split("\n")
    own = "\n".join(line for line in lines if not any(map(_is_wall, sentences(line))))
    if not is_part(own, before):
        return None
    then = earlier()
    # Beside the text a site may always have asked for subscribers: who knows, without the capture.
    parts = sentences(article.text) + (shown_sentences(sight) if then else [])
    walls = [part for part in parts if _is_wall(part)]
    if not walls:
        return None
    known = set(sentences(before.text) + (shown_sentences(Sight(then)) if then else []))
    new = next((part for part in walls if part not in known), None)
    sign = sign_in(new) if new else None
    if new is None or sign is None:
        return None
    return sign.state, f"a part of the article is left, and a new line is {sign.what}: {new[:60]!r}"


def _is_wall(part: str) -> bool:
    sign = sign_in(part)
    return sign is not None and sign.state is CheckState.LOGIN
