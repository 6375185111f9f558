"""Periods: "the first half of 2023", 去年前11个月, "by the end of the 14th Five-Year Plan"."""

from functools import lru_cache

from claims.dated import Period, written
from claims.period_forms import Fields
from claims.period_rules import Reading, rules_of
from model.words import Language

__all__ = ["Period", "periods", "written"]

_MAX = 60  # periods read from one sentence; more is no prose
_NEAR = 40  # characters before a period that may govern it
_PEELED = 4  # small words between a period and what governs it
_UNGOVERNED = frozenset("next_years past_years run_years none years today ago".split())


def periods(text: str, low: str, language: Language) -> tuple[Period, ...]:
    """Every period named in the sentence, left to right."""
    rules, around = rules_of(language), _around(language)
    spaced = language.spaced
    found: list[Period] = []
    taken = 0
    for start, key in rules.begins(low):
        if start < taken:
            continue
        if spaced and not around.may_begin(low, start, key):
            continue
        reading = rules.at(low, start, key)
        if reading is None or (spaced and around.is_other_word(reading, text, start)):
            continue
        taken = start + reading.length
        if reading.fields["form"] == "skip" or (reading.bare and around.is_count(low, start)):
            continue
        fields = reading.fields
        if reading.alone and around.is_name(low, start, taken):
            continue
        if fields["form"] == "day" and spaced and around.counts(low, taken):
            fields, taken = without_day(fields, low, start, taken)
        found.append(around.placed(fields, low, start, taken))
        if len(found) >= _MAX:
            break
    return tuple(found)


def without_day(fields: Fields, low: str, start: int, end: int) -> tuple[Fields, int]:
    """The month alone: the number of "in May 5 million people" is none of its days."""
    named = low[start:end].rstrip("0123456789").rstrip()
    return fields | {"form": "month", "day": None}, start + len(named)


class _Around:
    """The words before and behind a period that say how it is meant, of one language."""

    def __init__(self, language: Language) -> None:
        self.spaced = language.spaced
        words = language.dating
        lead = " " if language.spaced else ""
        self.before = {
            role: tuple(lead + w for w in sorted(words.get(role, ()), key=len, reverse=True))
            for role in (
                "end",
                "deadline",
                "until",
                "baseline",
                "over",
                "since",
                "small",
                "record",
                "from",
            )
        }
        self.before["from"] += tuple(lead + word for word in language.joins.get("from", ()))
        # By their last letter, the longest word first: it is the one that ends there.
        self.roles: dict[str, list[tuple[str, str]]] = {}
        said = ((word, role) for role, found in self.before.items() for word in found)
        for word, role in sorted(said, key=lambda one: -len(one[0])):
            self.roles.setdefault(word[-1], []).append((word, role))
        self.governing = tuple(w for role in self.before for w in self.before[role])
        self.behind = {
            role: tuple(sorted(words.get(f"{role}-behind", ()), key=len, reverse=True))
            for role in ("end", "deadline", "baseline", "since", "named")
        }
        self.following = tuple(w for role in self.behind for w in self.behind[role])
        self.homonyms = frozenset(words.get("other-words", ()))
        self.counted = _counted(language)
        self.bounds = tuple(
            lead + w
            for w, m in language.bounds_before.items()
            if m in {"over", "about", "at_least"}
        )

    def may_begin(self, low: str, start: int, key: str) -> bool:
        """Whether a number here is no piece of another: 1.2025, $2025, 5-2025."""
        if start == 0 or not key.isdigit():
            return True
        before = low[start - 1]
        if before == "-":
            return start > 1 and (low[start - 2].isalpha() or low[start - 2] == " ")
        return before not in ".,$£€¥/_"

    def is_other_word(self, reading: Reading, text: str, start: int) -> bool:
        """Whether a month's name is another word: they "may" come, on a long "march"."""
        if reading.month < 0:
            return False
        at = start + reading.month
        return not text[at].isupper() and _word_at(text, at) in self.homonyms

    def is_name(self, low: str, start: int, end: int) -> bool:
        """Whether a month alone is more likely a name or a verb: Yang Jun, "they march"."""
        if start == 0 or low[start:end] not in self.homonyms:
            return False
        return not f" {low[max(0, start - _NEAR) : start].rstrip()}".endswith(self.governing)

    def is_count(self, low: str, start: int) -> bool:
        """Whether a bare "2025" is a number of things: "more than 2000 enterprises"."""
        at = start + 4
        if not self.spaced:
            return any(low[at : at + size] in self.counted for size in (1, 2, 3))
        behind = low[at + 1 : at + 40] if low[at : at + 1] in {" ", "-"} else ""
        if behind and low[at] == "-" and behind[0].isalpha():
            return True  # a 2000-seat hall
        words = behind.split(None, 2)[:2]
        if words and (words[0].strip(",;") in self.counted or " ".join(words) in self.counted):
            return True
        bound = f" {low[max(0, start - 20) : start].rstrip()}".endswith(self.bounds)
        return (
            bound
            and bool(words)
            and words[0].strip(".,;").isalpha()
            and not behind.startswith(self.baseline)
        )

    def counts(self, low: str, end: int) -> bool:
        """Whether the number that ends here counts what the next word names."""
        word = low[end + 1 : end + 20].split(" ", 1)[0] if low[end : end + 1] == " " else ""
        return word.strip(",.;") in self.counted and low[end - 1].isdigit()

    @property
    def baseline(self) -> tuple[str, ...]:
        return self.behind["baseline"]

    def placed(self, fields: Fields, low: str, start: int, end: int) -> Period:
        """The period with what the words around it say: end of, by, compared with."""
        said = dict(fields)
        end = self._after(said, low, end)
        self._before(said, low, start)
        if said["form"] == "ago":  # it only says what another time is compared with
            said |= {"form": "year", "baseline": start > 0 and low[start - 1] not in ";；"}
        return Period(start, end, **said)

    def _after(self, said: Fields, low: str, end: int) -> int:
        """Note what the words right behind say; where the period with them ends."""
        at = end + 1 if self.spaced and low[end : end + 1] in {" ", "-"} else end
        if not low.startswith(self.following, at):
            return end
        for role, words in self.behind.items():
            word = next((w for w in words if low.startswith(w, at)), None)
            if word is None or (self.spaced and low[at + len(word) : at + len(word) + 1].isalpha()):
                continue
            if role == "named":
                said["weak"] = True
                return end
            if role == "baseline":
                said["baseline"] = True
                return end
            said["point" if role == "end" else role] = True
            return self._after(said, low, at + len(word)) if role == "end" else at + len(word)
        return end

    def _before(self, said: Fields, low: str, start: int) -> None:
        """Note what the words right before say, small ones set aside."""
        before = low[max(0, start - _NEAR) : start].rstrip(" -")
        before = " " + before if self.spaced else before.rstrip('"')
        for _ in range(_PEELED):
            role, word = self._role(before)
            if not word:
                return
            before = before.removesuffix(word).rstrip()
            if role == "since" and before.endswith(self.before["record"]):
                role = "baseline"
            if role == "end":
                said["point"] = True
            elif role != "small":
                self._govern(said, role, before)
                return

    def _role(self, before: str) -> tuple[str, str]:
        """What the longest word says that ends here, and the word; both empty where none does."""
        for word, role in self.roles.get(before[-1:], ()):
            if before.endswith(word):
                return role, word
        return "", ""

    def _govern(self, said: Fields, role: str, before: str) -> None:
        if said["form"] in _UNGOVERNED:
            return
        if role == "over":  # "up 5 percent over 2023"; "over 2023, …" only dates
            role = "baseline" if before and said["form"] != "day" else ""
        if role == "until":
            if said["form"] == "month" and said["year"] is None:
                said |= {"form": "months", "first": 1}
            else:
                role = "deadline"
        if role == "from":
            said["start_of_pair"] = True
            said["baseline"] = said.get("baseline", False)
        elif role in {"deadline", "baseline", "since"}:
            said[role] = True


def _word_at(text: str, at: int) -> str:
    """The word that begins at ``at``, in lower case."""
    end = at
    while end < len(text) and text[end].isalpha():
        end += 1
    return text[at:end].lower()


def _counted(language: Language) -> frozenset[str]:
    """The words behind a number that make it a number of things."""
    words = (*language.scales, *language.units, *language.currencies, *language.counters)
    return frozenset(word.lower() for word in words)


@lru_cache(maxsize=16)
def _around(language: Language) -> _Around:
    return _Around(language)
