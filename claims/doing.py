"""What is done to what is counted, and what money is by the verb before it: words of a phrase
only, for a verb does not make another indicator.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

from claims.naming import dimension_of
from claims.quantity import Amount
from claims.sentences import Sentence
from model.words import Language

_WINDOW = 32  # characters before a number in which its verb may stand
_BETWEEN = 3  # words that may stand between the two
_RELATIVE = {"percent", "percentage_point", "basis_point", "times", "rank"}


class Doing:
    """The verbs of one language that name what they do to their object."""

    def __init__(self, language: Language) -> None:
        naming = language.naming
        self.done, self.deeds = naming.done, naming.deeds
        self.between = naming.unsaid | set(naming.passives)
        said = "|".join(sorted(map(re.escape, set(self.done.values())), key=len, reverse=True))
        passive = "|".join(map(re.escape, naming.passives))
        self._after = re.compile(rf" (?:(?:{passive}) )*({said})(?!\w)") if said else None

    def of(self, amount: Amount, group: tuple[int, int], sentence: Sentence) -> str:
        """The word that belongs behind the phrase of the amount; ``group`` is where its name
        stands, or nowhere.
        """
        dimension = dimension_of(amount)
        if dimension in _RELATIVE:
            return ""
        if dimension == "money":
            return self._before(amount.start, sentence.low, self.deeds)
        if group[0] >= amount.stop or group[1] == 0:
            active = self._before(amount.start, sentence.low, self.done)
            return active or self._behind(max(group[1], amount.stop), amount, sentence.low)
        return self._behind(group[1], amount, sentence.low)

    def _before(self, at: int, low: str, verbs: Mapping[str, str]) -> str:
        words = low[max(0, at - _WINDOW) : at].split()
        for index in range(len(words) - 1, max(-1, len(words) - 2 - _BETWEEN), -1):
            pair = " ".join(words[index - 1 : index + 1]) if index else ""
            said = verbs.get(pair) or verbs.get(words[index])
            if said or words[index] not in self.between:
                return said or ""
        return ""

    def _behind(self, at: int, amount: Amount, low: str) -> str:
        match = self._after.match(low, at) if self._after else None
        if match is None or 0 <= amount.start - match.end() < 2:
            return ""  # "the firm opened 300 stores": the verb is another's
        return match[1]


@lru_cache(maxsize=32)
def doing(language: Language) -> Doing:
    """The verbs of ``language``, made once."""
    return Doing(language)
