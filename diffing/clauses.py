"""The clause a claim stands in: what lies between two commas around its quote."""

import re

from model import Claim

_COMMA = re.compile(r"[，；。！？、：]|[,;:.](?!\d)")
_AROUND = 300  # characters on each side that are looked at


def before_quote(claim: Claim) -> str:
    """The text of the clause before the quote."""
    at = max(0, claim.span.start - claim.sentence_start)
    return _COMMA.split(claim.sentence[max(0, at - _AROUND) : at])[-1]


def clause(claim: Claim) -> str:
    """The text of the whole clause."""
    end = max(0, claim.span.start - claim.sentence_start) + len(claim.quote)
    behind = _COMMA.split(claim.sentence[end : end + _AROUND], maxsplit=1)[0]
    return before_quote(claim) + claim.quote + behind
