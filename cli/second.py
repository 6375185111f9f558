"""The second reader of `figurewatch read`: asked only when a person says so."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from cli.options import tell
from config import load_settings
from model import Article, Claim, ConfigError
from model.words import Words

if TYPE_CHECKING:
    from second_reader import Proposals

Document: TypeAlias = tuple[str, Article, tuple[Claim, ...]]


def with_proposals(
    found: Iterable[Document], words: Words, home: Path
) -> tuple[list[Document], bool]:
    """The documents with what the second reader proposes behind their own claims, and whether it
    could be asked about all of them. The core's claims stand whatever it does.

    Raises: ConfigError when there is no second reader, SecondReaderError when it has no key.
    """
    settings = load_settings(home).second_reader
    file = str(home / "config" / "figurewatch.toml")
    if not settings.url:
        hint = "is empty, so there is no second reader; see docs/howto/second-reader.md"
        raise ConfigError(file, "second_reader.url", hint)
    try:
        from second_reader import open_endpoint, propose
    except ModuleNotFoundError as error:
        hint = "needs the extra [second-reader]; see docs/howto/second-reader.md"
        raise ConfigError(file, "second_reader", f"{hint} ({error})") from error
    ask, documents, whole = open_endpoint(settings), [], True
    for origin, article, claims in found:
        made = propose(article, words, settings, known=claims, ask=ask)
        _tell(origin, made)
        documents.append((origin, article, (*claims, *made.claims)))
        whole = whole and not made.failed
    return documents, whole


def _tell(origin: str, made: "Proposals") -> None:
    """Say beside the claims what was refused, and what was not answered."""
    counts = f"{len(made.claims)} proposed, {len(made.refused)} refused"
    tell(f"{origin}: second reader: {counts}, {made.requests} requests")
    for refused in made.refused:
        detail = f" ({refused.detail})" if refused.detail else ""
        tell(f"{origin}: refused: {refused.reason}{detail}: {refused.quote}")
    for failure in made.failed:
        tell(f"{origin}: not answered: {failure}")
