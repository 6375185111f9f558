"""What stands behind a number: its unit, counter, counted noun, and what it is divided by."""

import re
from functools import lru_cache

from claims.amount import Draft
from claims.digits import RUN
from claims.phrase import Phrase, phrases
from claims.scan import Hit, Scan
from model import Bound
from model.units import CURRENCIES
from model.words import Language

_SMALL = 10  # counts in words up to here structure a text more than they measure
_CLOSE = 6
_RATE = 3  # digits of a number that something is said by: "per 100,000"
_MOST_POINTS = 50  # of a rate
_NEAR = 16  # signs between a counter and its noun
_BREAK = re.compile(r"[，。；：、！？,;:()（）|\d\"]")
_SIGNS = {"+"}
_GENERATION = re.compile(r" \dg(?= )")
_ALONE = {"percent", "times", "percentage_point"}  # nothing is told by these


class Units:
    """The units of one language. With ``wide``, everything with a number is an amount: durations,
    points and small counts too.
    """

    def __init__(self, language: Language, wide: bool) -> None:
        self.language, self.wide, self.spaced = language, wide, language.spaced
        self.phrases = phrases(language)
        self.loose = frozenset(language.phrase.get("loose", ()))
        self.parts: dict[str, str] = {}  # a currency and the name of its hundredth
        for word, whole in language.hundredths.items():
            self.parts.setdefault(whole, self.phrases.singular(word))
        self.articles = language.naming.articles
        self.points = frozenset(language.phrase.get("points", ()))
        self.ordinals = {*language.denominators, *language.marks.get("not-half", ())}

    def read(self, draft: Draft, low: str, scan: Scan) -> bool:
        """Whether the number is an amount; ``draft`` learns its unit."""
        number = draft.number
        if number.unit or number.currency:
            self._of_number(draft, low, scan)
            return True
        at = draft.stop
        plus = scan.at("bound-after", at) if low[at : at + 1] in _SIGNS else None
        if plus is not None and self.spaced:  # "50,000+ visitors"
            at, draft.bound = plus.end, Bound(plus.meaning)
            draft.reach(at)
        if self.spaced and low[at : at + 1] == " ":
            after = scan.at("bound-after", at + 1)
            if after:  # "30 or more leading enterprises"
                at, draft.bound = after.end, Bound(after.meaning)
                draft.reach(at)
        follows = low[at : at + 1]
        if not follows:
            return self._bare(draft, low, scan)
        gap = at + 1 if follows in " -" else at
        if number.high is not None and follows == " ":
            of = scan.at("of", gap)
            gap = of.end + 1 if of is not None else gap  # "tens of billions of yuan"
        elif number.scaled and follows == " ":
            of = scan.at("scale-of", gap)
            gap = of.end + 1 if of is not None else gap  # "3 millions d'euros"
        hit, role = self._longest(gap, scan)
        if hit is not None and role == "duration":
            if not (
                self.spaced and low[gap - 1 : gap] == " " and low[hit.end : hit.end + 1] == "-"
            ):
                return self._lasting(draft, hit, low, scan)
            hit = None  # "69 day-care centres": so many of what the word begins
        if hit is not None and self._measures(draft, hit, role, low, at, gap):
            self._measured(draft, hit, role)
            self._divided(draft, low, scan)
            if role == "counter" and not self.spaced:
                self._counted(draft, low, scan)
            return True
        if self.spaced:
            return self._noun(draft, low, gap, scan)
        return self._bare(draft, low, scan)

    def _of_number(self, draft: Draft, low: str, scan: Scan) -> None:
        """The unit that the number itself tells: "a third", "$5"."""
        if draft.number.unit:
            self._of_unit(draft, low, scan)
            return
        draft.unit = draft.number.currency
        self._divided(draft, low, scan)

    def _longest(self, at: int, scan: Scan) -> tuple[Hit | None, str]:
        best, role = None, ""
        for one in ("unit", "hundredth", "counter", "duration"):
            hit = scan.at(one, at)
            if hit is not None and (best is None or hit.end > best.end):
                best, role = hit, one
        return best, role

    def _measures(self, draft: Draft, hit: Hit, role: str, low: str, at: int, gap: int) -> bool:
        """Whether a word is a unit here: of one letter only right behind the number ("64p")."""
        if not self.spaced:
            return True
        single = hit.end - hit.start == 1 and "a" <= low[hit.start] <= "z"
        if single and gap != at and low[hit.end : hit.end + 1] != "/":
            return False
        # "20 pounds of flesh"; "a 60-mile walk" stays a measure.
        return role != "hundredth" or not draft.number.scaled

    def _measured(self, draft: Draft, hit: Hit, role: str) -> None:
        draft.unit, draft.counter = hit.meaning, role == "counter"
        if role == "hundredth":
            draft.value /= 100
            draft.high = draft.high and draft.high / 100
            draft.written = self.parts[hit.meaning]
        draft.reach(hit.end)

    def _bare(self, draft: Draft, low: str, scan: Scan) -> bool:
        """A number with neither unit nor noun may share one that stands elsewhere."""
        number = draft.number
        if self.wide or number.digits or number.scaled or self._begins_range(draft, low, scan):
            return True
        return scan.at("of-them", draft.stop + 1) is not None

    def _begins_range(self, draft: Draft, low: str, scan: Scan) -> bool:
        """Whether a larger number in words follows: "five to seven ferries"."""
        for word in self.language.joins.get("to", ()):
            hit = scan.at("numeral", draft.stop + len(word)) if word in low else None
            if hit is not None and low.startswith(word, draft.stop):
                return bool(hit.meaning > draft.value)
        return False

    def _ends_range(self, draft: Draft, low: str, scan: Scan) -> bool:
        """Whether a smaller number in words stands before."""
        at = draft.number.start
        for word in self.language.joins.get("to", ()):
            hit = scan.last("numeral", max(0, at - _NEAR), at)
            if hit is not None and low[hit.end : at] == word:
                return bool(hit.meaning < draft.value)
        return False

    def _of_unit(self, draft: Draft, low: str, scan: Scan) -> None:
        """A fraction of a unit: "four-tenths of a percentage point" is 0.4, not 40 percent; "half
        a tonne" is 0.5 tonnes.
        """
        if not draft.number.part or not self.spaced or low[draft.stop : draft.stop + 1] != " ":
            if draft.number.part and self.wide:
                self._of_noun(draft, low, scan)
            return
        at = draft.stop + 1
        of = scan.at("of-a", at)
        unit = scan.at("unit", of.end + 1 if of is not None else at)
        lasts = scan.at("duration", of.end + 1) if of is not None else None
        if lasts is not None and lasts.meaning and self.wide:
            unit = lasts
        if unit is not None and (of is not None or unit.meaning == "percentage_point"):
            draft.value /= 100
            draft.unit, draft.lasting = unit.meaning, unit is lasts
            draft.reach(unit.end)
        elif self.wide:
            self._of_noun(draft, low, scan)

    def _of_noun(self, draft: Draft, low: str, scan: Scan) -> None:
        """What a share is one of, in the text's words: "half of the respondents"."""
        at = draft.stop
        of = scan.at("of", at + 1) if low[at : at + 1] == " " else None
        at = of.end if of is not None else at
        word = self.phrases.word(low, at + 1)
        if of is not None and word in self.language.stops:
            at += len(word) + 1
        found, _ = self.phrases.behind(low, at)
        if found is not None and (found.plural or found.known):
            draft.written = low[found.start : found.end]

    def _divided(self, draft: Draft, low: str, scan: Scan) -> None:
        """With what the unit is divided by: "yuan per square meter", 元/平方米."""
        at = draft.stop
        follows = low[at : at + 1]
        if follows == "/":
            at += 1
        else:
            per = scan.at("per", at + 1 if self.spaced and follows == " " else at)
            if per is None or (self.spaced and follows != " "):
                return
            at = per.end + (1 if self.spaced else 0)
        run = RUN.match(low, at)
        if run is not None and low[run.end() : run.end() + 1] == "-":
            return
        if run is not None and self.wide and len(run[0]) < _RATE:
            return  # "1 percent for every 9 weeks"
        begin, at = at, run.end() + (1 if self.spaced else 0) if run else at
        under = scan.at("unit", at) or scan.at("duration", at)
        if under is None and self.wide and self.spaced:
            noun = scan.at("noun", at)
            word = self.phrases.word(low, at)
            if noun is None and word and word not in self.language.stops:
                noun = Hit(at, at + len(word), word)
            under = noun
        if under is None or under.meaning in _ALONE:
            return
        if scan.at("not-per", under.end + 1):
            return  # "a year ago"
        lasting = scan.at("unit", at) is None
        draft.per = low[begin : under.end]
        if run is None and not lasting and under.meaning not in CURRENCIES:
            draft.unit = f"{draft.unit}/{under.meaning}"
            draft.reach(under.end)
        elif run is not None or self.wide:
            draft.reach(under.end)

    def _is_rate(self, draft: Draft, hit: Hit, low: str, scan: Scan) -> bool:
        """Whether points are those of a rate: "edged up 0.2 points to 4.4%"."""
        if low[hit.start : hit.end] not in self.points or draft.value > _MOST_POINTS:
            return False
        run = RUN.search(low, hit.end, hit.end + _NEAR)
        unit = run and (scan.at("unit", run.end()) or scan.at("unit", run.end() + 1))
        return unit is not None and unit.meaning == "percent"

    def _lasting(self, draft: Draft, hit: Hit, low: str, scan: Scan) -> bool:
        """A duration or an age: an amount where it is the value of something."""
        if not (hit.meaning or self.wide) and self.spaced and self._is_rate(draft, hit, low, scan):
            draft.unit = "percentage_point"
            draft.reach(hit.end)
            return True
        if not hit.meaning:
            if not self.wide or not self.spaced:
                return False
            return self._noun(draft, low, hit.start, scan)
        draft.unit, draft.lasting = hit.meaning, True
        draft.reach(hit.end)
        self._divided(draft, low, scan) if self.wide else None
        return self.wide or self._is_value(draft, low, scan)

    def _is_value(self, draft: Draft, low: str, scan: Scan) -> bool:
        """Whether the clause says of what the duration is the value: 优良天数322天."""
        at = draft.number.start
        named = scan.last("lasting", max(0, at - 40), at)
        if named is None:
            return False
        gap = low[named.end : at]
        if not gap.strip():
            return True
        if _BREAK.search(gap):
            return False
        move = scan.last("move", named.end, at) or scan.last("bound-before", named.end, at)
        return move is not None and not low[move.end : at].strip()

    def _counted(self, draft: Draft, low: str, scan: Scan) -> None:
        """The noun right behind a counter: 3000套人才公寓."""
        hit, at = None, draft.stop
        after = scan.at("bound-after", at)
        if after is not None:  # 10个以上行业语料库
            near = scan.within("noun", after.end, after.end + _CLOSE)
            if (
                near
                and draft.unit in self.loose
                and not _BREAK.search(low, after.end, near[-1].end)
            ):
                draft.unit = near[-1].meaning
            return
        for found in scan.within("noun", at, at + _NEAR):
            gap = low[at : found.start]
            if len(gap) > 10 or _BREAK.search(gap) or scan.within("break", at, found.start):
                break
            hit, at = found, found.end
        if hit is None:
            return
        draft.noun_span = (draft.stop, hit.end)
        draft.noun = low[draft.stop : hit.end].lstrip("".join(self.language.particles))
        if draft.unit in self.loose:
            draft.unit = hit.meaning

    def _noun(self, draft: Draft, low: str, gap: int, scan: Scan) -> bool:
        """The noun phrase that is counted, in a language with spaces."""
        joined = gap and low[gap - 1] == "-" and gap == draft.stop + 1
        if joined:
            found, more = self.phrases.compound(low, gap), False
            if found is not None and found.head in self.ordinals:
                return False  # "the twenty-first of March"
        else:
            name = _GENERATION.match(low, gap - 1)  # "61,000 5G base stations"
            at = name.end() if name else gap - 1 if gap > draft.stop else gap
            found, more = self.phrases.behind(low, at)
            found = self._listed(found, gap, scan)
        draft.more = more
        if found is not None and self.wide and draft.value == 1 and not draft.number.digits:
            joined = True  # "one body"
        if found is None or not (found.plural or found.known or joined):
            return self._bare(draft, low, scan)
        if found.head in self.language.durations and not found.known and not self.wide:
            return False
        number = draft.number
        structure = not number.digits and draft.value <= _SMALL
        structure = structure and (
            not found.known or draft.value == 1 or self._is_group(draft, low)
        )
        if structure and not self.wide and not self._ends_range(draft, low, scan):
            return False
        if found.head in self.language.units and self.language.units[found.head] in _ALONE:
            draft.unit = self.language.units[found.head]
            draft.reach(found.end)
            return True
        draft.unit, draft.end = found.unit, found.end
        draft.noun, draft.noun_span = low[found.start : found.end], (found.start, found.end)
        return True

    def _listed(self, found: Phrase | None, at: int, scan: Scan) -> Phrase | None:
        """The phrase, or a longer noun of the language file that other rules cut short."""
        hit = scan.at("noun", at)
        if hit is None or (found is not None and found.end >= hit.end and found.known):
            return found
        if found is not None and found.plural and found.end > hit.end:
            return found
        return Phrase(hit.start, hit.end, "", hit.meaning, plural=True, known=True)

    def _is_group(self, draft: Draft, low: str) -> bool:
        """Whether a small count is of a group that was spoken of: "the three towns"."""
        begin = draft.number.start - 1
        return low[:begin].rpartition(" ")[2] in self.articles if begin > 0 else False


@lru_cache(maxsize=32)
def units(language: Language, wide: bool) -> Units:
    """The units of ``language``, made ready once."""
    return Units(language, wide)
