"""Numbers of a language with spaces: "two hundred and fifty", "half a million", "one in five"."""

from decimal import Decimal

from claims.digits import RUN, Number, Reader, percent
from claims.numerals import MOST, NOTHING, Part, begins, fits, product, special, total
from claims.phrase import phrases
from claims.scan import Scan

_HALF = Decimal("0.5")
_PUNCTUATION = frozenset(",.;:)\"'!?")


class Spaced(Reader):
    """Numbers of a language that puts spaces between words."""

    def words(self, low: str, start: int, scan: Scan) -> Number | None:
        """The number whose first word begins at ``start``."""
        if start and low[start - 1] in "-'" and start > 1 and low[start - 2].isalnum():
            return None  # "stand-one", "o'one"
        numeral = scan.at("numeral", start)
        if numeral is not None:
            return self._numeral(low, start, numeral.end, numeral.meaning, scan)
        vague = scan.at("vague", start)
        if vague is not None:
            return self._vague(low, start, vague.end, vague.meaning, scan)
        scale = scan.at("scale", start)
        if scale is not None:
            return self._led(low, start, scan)
        return self._special(low, start, scan)

    def after(self, low: str, found: Number, scan: Scan) -> Number | None:
        """The number in digits with the scales and marks behind it."""
        end, value = found.end, found.value
        follows = low[end : end + 1]
        if not follows or not (follows in " -" or follows.isalpha()):
            return found
        glued = follows.isalpha()
        hit = scan.at("scale", end if glued else end + 1)
        if hit is None or not self._is_scale(low, found, hit.start, hit.end, glued):
            return found if glued else self._related(low, found, scan)
        factor, end = hit.meaning, hit.end
        more = scan.at("scale", end + 1) if low[end : end + 1] in {" ", "-"} else None
        if more is not None and more.end - more.start > 1:
            factor, end = factor * more.meaning, more.end
        return found._replace(end=end, value=value * factor, scaled=True, scale=factor)

    def _is_scale(self, low: str, found: Number, start: int, end: int, glued: bool) -> bool:
        """Whether a scale word is one here: "400m" is a length unless it is money or counts."""
        word = low[start:end]
        if len(word) == 1 and not glued:
            return low[end : end + 1] in self.language.signs  # "12 M€"
        if not glued or found.currency or word not in self.ambiguous:
            return True
        return phrases(self.language).counts(low, end)

    def _related(self, low: str, found: Number, scan: Scan) -> Number:
        """With what makes a small number more: "2 and a half", "9 out of 10"."""
        if found.value > 1000 or found.sign or low[found.end] != " ":
            return found
        return self._ratio(low, found, scan) or self._and_half(low, found, scan)

    def _and_half(self, low: str, found: Number, scan: Scan) -> Number:
        half = scan.at("and-half", found.end + 1) if low[found.end : found.end + 1] == " " else None
        if half is None:
            return found
        value, end = found.value + _HALF * found.scale, half.end
        scale = scan.at("scale", end + 1) if low[end : end + 1] == " " else None
        if scale is None or found.scaled:
            return found._replace(value=value, size=value / found.scale, end=end)
        return found._replace(
            value=value * scale.meaning, size=value, end=scale.end, scaled=True, scale=scale.meaning
        )

    def _numeral(self, low: str, start: int, end: int, first: Decimal, scan: Scan) -> Number | None:
        below = scan.at("below", end + 1) if low[end : end + 1] in {" ", "-"} else None
        if below is not None and 0 < first < below.meaning:
            found = self._fraction(low, start, below.end, first / below.meaning, scan)
            if found is not None:
                return found
        found = self._cardinal(low, start, end, [(first, False)], scan)
        if found.end < len(low) and low[found.end] == " ":
            return (found.value <= 100 and self._ratio(low, found, scan)) or self._and_half(
                low, found, scan
            )
        return found

    def _cardinal(self, low: str, start: int, end: int, parts: list[Part], scan: Scan) -> Number:
        """The number in words from ``parts`` on: "two | hundred and fifty thousand"."""
        while len(parts) < MOST and low[end : end + 1] in {" ", "-"}:
            last, scaled = parts[-1]
            scale = scan.at("scale", end + 1)
            if scale is not None and scale.end - scale.start > 1:
                parts.append((scale.meaning, True))
                end = scale.end
                continue
            joint = scan.at("and", end + 1) if scaled and 12 < last <= 1000 else None
            at = joint.end + 1 if joint is not None else end + 1
            numeral = scan.at("numeral", at)
            if numeral is None or not fits(last, scaled, numeral.meaning):
                break
            parts.append((numeral.meaning, False))
            end = numeral.end
        if len(parts) >= MOST:
            return Number(start, end, Decimal(0), unit=NOTHING)
        factor, value = product(parts), total(parts)
        return Number(
            start, end, value, digits=False, scaled=factor != 1, size=value / factor, scale=factor
        )

    def _led(self, low: str, start: int, scan: Scan) -> Number | None:
        """A scale word with an article before it: "a million", "half a dozen"."""
        hit = scan.at("scale", start)
        if hit is None or hit.end - hit.start == 1:
            return None
        for mark, value in self.articles.items():
            at = start - len(mark) - 1
            if at >= 0 and low.startswith(mark, at) and low[start - 1] in " -" and begins(low, at):
                parts = [(value, False), (hit.meaning, True)]
                return self._and_half(low, self._cardinal(low, at, hit.end, parts, scan), scan)
        return None

    def _vague(self, low: str, start: int, end: int, value: Decimal, scan: Scan) -> Number | None:
        """From one power of ten to the next: "tens of billions", "several hundred"."""
        of = scan.at("of", end + 1) if low[end : end + 1] == " " else None
        at = (of.end if of is not None else end) + 1
        scale = scan.at("scale", at) if low[at - 1 : at] == " " else None
        if scale is not None and scale.end - scale.start > 1:
            value, end = value * scale.meaning, scale.end
        elif value == 1:
            return None  # "several" alone
        return Number(start, end, value, high=value * 10, digits=False, scaled=True)

    def _special(self, low: str, start: int, scan: Scan) -> Number | None:
        below = scan.at("below", start)
        if below is not None:
            for mark, value in self.articles.items():
                at = start - len(mark) - 1
                if value == 1 and at >= 0 and low.startswith(mark + " ", at) and begins(low, at):
                    return self._fraction(low, at, below.end, 1 / below.meaning, scan)
        share = scan.at("share", start)
        if share is not None:
            before = low[:start].rsplit(None, 1)[-1:] if start else []
            if before and before[0] in self.not_half:
                return None  # "the first half"
            return self._fraction(low, start, share.end, share.meaning / 100, scan)
        return special(low, start, scan)

    def _fraction(
        self, low: str, start: int, end: int, ratio: Decimal, scan: Scan
    ) -> Number | None:
        """A share as in "a third of", or an amount as in "a quarter of a million"."""
        of = scan.at("of-a", end + 1) if low[end : end + 1] in {" ", "-"} else None
        at = (of.end if of is not None else end) + 1
        scale = scan.at("scale", at) if low[at - 1 : at] in {" ", "-"} else None
        if scale is not None and scale.end - scale.start > 1:
            value = (ratio * scale.meaning).quantize(Decimal("1e-6")).normalize()
            return Number(
                start, scale.end, value, digits=False, scaled=True, size=ratio, scale=scale.meaning
            )
        if not self._follows(low, end):
            return None
        value = percent(ratio, Decimal(1))
        return Number(start, end, value, unit="percent", digits=False, size=value, part=True)

    def _follows(self, low: str, end: int) -> bool:
        """Whether a fraction may end here: "a third runway" is no third."""
        if end >= len(low) or low[end] in _PUNCTUATION:
            return True
        if low[end] == "-" and not low[end + 1 : end + 2].isalnum():
            return True
        if low[end] != " ":
            return False
        word = phrases(self.language).word(low, end + 1)
        return word in self.language.after_fraction or not word

    def _ratio(self, low: str, found: Number, scan: Scan) -> Number | None:
        """A ratio: "one in five", "9 out of 10"; "15 in 2022" is none."""
        mark = scan.at("ratio", found.end + 1)
        if mark is None or not found.value > 0:
            return None
        at = mark.end + 1
        below, end = self._whole(low, at, scan)
        if below is None or not found.value < below <= 1000:
            return None
        if not mark.meaning and not (below <= 10 or below % 10 == 0 or found.value == 1):
            return None  # "12 in 16 districts"
        follows = low[end : end + 2]
        if (follows[:1] in {"%", "."} and follows[1:].isdigit()) or follows[:1] == "%":
            return None
        if phrases(self.language).word(low, end + 1) in self.language.units:
            return None  # "one in 5 percent of", "15 in 20 km"
        value = percent(found.value, below)
        return Number(found.start, end, value, unit="percent", digits=False, size=value, part=True)

    def _whole(self, low: str, at: int, scan: Scan) -> tuple[Decimal | None, int]:
        run = RUN.match(low, at)
        if run is not None:
            return self.plain(run[0]), run.end()
        hit = scan.at("numeral", at) or scan.at("scale", at)
        if hit is None:
            return None, at
        found = self._cardinal(low, at, hit.end, [(hit.meaning, False)], scan)
        return found.value, found.end
