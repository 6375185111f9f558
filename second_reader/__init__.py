"""A second reader: a chat-completions service that may propose claims, and may not be believed.

A plug. The core does not import it, nothing runs it unasked, and nothing it proposes is compared.
"""

from dataclasses import dataclass

from claims import quantities, read
from model import Article, Claim, SecondReaderSettings
from model.words import Words
from second_reader.answer import proposals
from second_reader.endpoint import Ask, Endpoint, open_endpoint
from second_reader.errors import AnswerError, SecondReaderError
from second_reader.numbers import Numbers
from second_reader.passages import passages
from second_reader.proof import Proof, Reason, Refused
from second_reader.question import question


@dataclass(frozen=True, slots=True)
class Proposals:
    """What came of asking. ``claims`` are borne out by text and core, in the order of the text;
    ``failed`` says of which part of the article there is no answer, and why.
    """

    claims: tuple[Claim, ...] = ()
    refused: tuple[Refused, ...] = ()
    failed: tuple[str, ...] = ()
    requests: int = 0


def propose(
    article: Article,
    words: Words,
    settings: SecondReaderSettings,
    *,
    place: str | None = None,
    known: tuple[Claim, ...] | None = None,
    ask: Ask | None = None,
) -> Proposals:
    """Claims that the service proposes beyond the ``known`` ones (None: they are read here).

    Only passages with a number that no claim has yet leave the machine. ``ask`` stands in for
    the service. A service that fails ends the asking and is told in ``failed``; its settings or
    key are another matter: Raises SecondReaderError.
    """
    if known is None:
        known = read(article, words, place=place)
    ask = ask or open_endpoint(settings)
    numbers = Numbers(quantities(article, words), known)
    proof = Proof(article, words, numbers, place)
    claims: list[Claim] = []
    refused: list[Refused] = []
    failed: list[str] = []
    requests = 0
    for passage in passages(article.text, settings.max_characters):
        unread = numbers.open(passage.span)
        if not unread:
            continue
        if requests == settings.max_requests:
            failed.append(f"from character {passage.start}: second_reader.max_requests is reached")
            break
        requests += 1
        try:
            units = [mention.quantity.unit for mention in unread]
            answer = proposals(ask(question(passage, known, units, article.published)))
        except AnswerError as error:
            failed.append(f"characters {passage.span.start} to {passage.span.end}: {error}")
            continue
        except SecondReaderError as error:
            failed.append(f"from character {passage.start}: {error}")
            break
        new, not_taken = proof.judged(answer, passage)
        claims += new
        refused += not_taken
    claims.sort(key=lambda claim: claim.span)
    return Proposals(tuple(claims), tuple(refused), tuple(failed), requests)


__all__ = [
    "AnswerError",
    "Endpoint",
    "Proposals",
    "Reason",
    "Refused",
    "SecondReaderError",
    "open_endpoint",
    "propose",
]
