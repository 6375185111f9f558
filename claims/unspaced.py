"""Numbers of a language without spaces: 1.2万亿, 两万五千, 三成五, 两三百, 数以万计."""

from collections.abc import Sequence
from decimal import Decimal

from claims.digits import RUN, Number, Reader, percent
from claims.numerals import MOST, NOTHING, Part, pairs, positional, product, special, total
from claims.scan import Hit, Scan

_TEN = Decimal(10)
_SCALES = 4  # in a row; more is no number


class Unspaced(Reader):
    """Numbers of a language that writes its words without spaces."""

    def words(self, low: str, start: int, scan: Scan) -> Number | None:
        """The number whose first sign is at ``start``."""
        found = special(low, start, scan)
        if found is not None:
            return found
        share = scan.at("share", start)
        if share is not None:
            value, bound = share.meaning, scan.at("bound-before", start)  # 过半
            return Number(
                start, share.end, value, unit="percent", digits=False, size=value, part=True,
                over=bound.meaning if bound is not None else "",
            )  # fmt: skip
        vague = scan.at("vague", start)
        if vague is not None:
            return self._vague(low, start, vague.end, scan)
        return self._read(low, Number(start, start, Decimal(0), digits=False), [], scan)

    def after(self, low: str, found: Number, scan: Scan) -> Number | None:
        """The number in digits with the scales and marks behind it."""
        end = found.end
        gap = scan.at("scale", end + 1) if low[end : end + 1] == " " else None
        if gap is not None and not self._in_unit(gap, scan):
            end += 1
        return self._read(low, found._replace(end=end), [(found.value, False)], scan)

    def _read(self, low: str, found: Number, parts: list[Part], scan: Scan) -> Number | None:
        """The number that goes on from ``found``; ``parts`` holds what was read of it."""
        end, over, pair = self._parts(low, found.end, parts, scan)
        if not parts:
            return None
        if len(parts) >= MOST or _in_a_row(parts) > _SCALES:
            return found._replace(end=end, unit=NOTHING)
        first, scaled = parts[0]
        alone = scaled and len(parts) == 1
        if alone and first >= 10_000 and not over and not self._bare(low, found.start, end, scan):
            return None  # 单位：亿元 names a unit
        high = None
        if pair is not None:
            at, second = pair
            high = total([*parts[:at], (second, False), *parts[at + 1 :]])
        scale = product(parts)
        value = total(self._colloquial(parts))
        found = found._replace(
            end=end, value=value, high=high, scaled=scale != 1, scale=scale, over=over,
            bare_scale=scaled, size=value / scale,
        )  # fmt: skip
        return self._marked(low, found, parts, scan)

    def _parts(
        self, low: str, at: int, parts: list[Part], scan: Scan
    ) -> tuple[int, str, tuple[int, Decimal] | None]:
        """Reads on into ``parts``: where they end, the bound inside them (3000多万), and the second
        of two signs that stand for "two or three" (两三百), with the place of the first.
        """
        over, pair = "", None
        while len(parts) < MOST:
            scale = scan.at("scale", at)
            if scale is not None and not self._in_unit(scale, scan):
                parts.append((scale.meaning, True))
                at = scale.end
                continue
            between = scan.at("bound-between", at) if parts and not over else None
            scale = scan.at("scale", between.end) if between is not None else None
            if between is not None and scale is not None and not self._in_unit(scale, scan):
                over, at = between.meaning, between.end
                continue
            signs, end = self._signs(low, at, scan) if not parts or parts[-1][1] else ([], at)
            if signs:
                if len(signs) == 2 and pairs(*signs):
                    pair = len(parts), signs[1]
                    signs = signs[:1]
                if len(signs) > 1 and not signs[0]:
                    parts.append((signs[0], False))  # 零 only fills: 一千零五
                parts.append((positional(signs), False))
                at = end
                continue
            run = RUN.match(low, at) if parts and parts[-1][1] else None
            if run is None or not run[0].isdecimal() or scan.at("scale", run.end()) is None:
                break
            parts.append((Decimal(run[0][:15]), False))
            at = run.end()
        return at, over, pair

    def _signs(self, low: str, at: int, scan: Scan) -> tuple[list[Decimal], int]:
        """The numerals from ``at`` on: most often one, two for "two or three", more in 二〇二五."""
        found: list[Decimal] = []
        hit = scan.at("numeral", at)
        while hit is not None and len(found) < MOST:
            found.append(hit.meaning)
            at = hit.end
            hit = scan.at("numeral", at)
        return found, at

    def _in_unit(self, scale: Hit, scan: Scan) -> bool:
        """Whether a scale is the head of a unit: 1768万千瓦 are 17.68 million kilowatts."""
        unit = scan.at("unit", scale.start)
        return unit is not None and unit.end > scale.end

    def _bare(self, low: str, start: int, end: int, scan: Scan) -> bool:
        """Whether a bound makes a lone scale a number: 上万人, 近亿元, 万余家."""
        if scan.at("bound-between", end):
            return True
        before = scan.last("bound-before", max(0, start - 4), start)
        return before is not None and before.end == start

    def _colloquial(self, parts: Sequence[Part]) -> Sequence[Part]:
        """Where the last sign stands for a tenth of the scale before it: 两万五."""
        if len(parts) < 3 or parts[-1][1] or not parts[-2][1] or parts[-2][0] < 100:
            return parts
        last = parts[-1][0]
        return [*parts[:-1], (last * parts[-2][0] / 10, False)] if 0 < last < 10 else parts

    def _marked(self, low: str, found: Number, parts: Sequence[Part], scan: Scan) -> Number | None:
        """With a mark behind it: 三成五, 五分之二, 百分之五点三, 三点五亿, 十几."""
        mark = scan.at("mark", found.end)
        if mark is None:
            return found
        if mark.meaning == "tenth" and found.value <= 10 and found.scale <= 10:
            return self._tenths(low, found, mark.end, scan)
        if mark.meaning == "part" and found.value > 0:
            return self._part(low, found, mark.end, scan)
        if mark.meaning == "point":
            return self._point(low, found, mark.end, scan)
        if mark.meaning == "some" and parts[-1] == (_TEN, True):
            value, high, end = found.value + 1, found.value + 9, mark.end
            scale = scan.at("scale", end)
            if scale is not None:
                value, high, end = value * scale.meaning, high * scale.meaning, scale.end
            return found._replace(end=end, value=value, high=high)
        return found

    def _tenths(self, low: str, found: Number, end: int, scan: Scan) -> Number | None:
        if scan.at("not-tenth", end - 1) is not None:
            return None if not found.digits and found.value < 10 else found
        value, high = found.value * 10, found.high and found.high * 10
        more = scan.at("numeral", end)
        if more is not None and more.meaning and scan.at("scale", more.end) is None:
            value, end = value + more.meaning, more.end
        elif scan.at("half", end) is not None and scan.at("duration", end) is None:
            value, end = value + 5, end + 1
        return found._replace(
            end=end, value=value, high=high, unit="percent", digits=False, size=value, scaled=False
        )

    def _part(self, low: str, found: Number, at: int, scan: Scan) -> Number | None:
        above, end = self._amount(low, at, scan)
        if above is None:
            return None
        value = percent(above, found.value)
        return Number(found.start, end, value, unit="percent", digits=False, size=value,
                      part=found.value not in {100, 1000, 10_000})  # fmt: skip

    def _point(self, low: str, found: Number, at: int, scan: Scan) -> Number:
        """With decimals in words, and the scale behind them: 三点五亿."""
        if found.digits or found.scale not in {1, 10}:
            return found
        signs, end = self._signs(low, at, scan)
        if not signs:
            return found
        value = found.value + Decimal("0." + "".join(str(sign) for sign in signs))
        parts: list[Part] = [(value, False)]
        end, over, _ = self._parts(low, end, parts, scan)
        scale = product(parts)
        return found._replace(
            end=end, value=total(parts), size=value, scale=scale, scaled=scale != 1, over=over
        )

    def _amount(self, low: str, at: int, scan: Scan) -> tuple[Decimal | None, int]:
        run = RUN.match(low, at)
        if run is not None:
            return self.plain(run[0]), run.end()
        parts: list[Part] = []
        end, _, _ = self._parts(low, at, parts, scan)
        if not parts:
            return None, at
        found = Number(at, end, total(parts), digits=False)
        mark = scan.at("mark", end)
        if mark is not None and mark.meaning == "point":
            found = self._point(low, found, mark.end, scan)
        return found.value, found.end

    def _vague(self, low: str, start: int, end: int, scan: Scan) -> Number | None:
        """数百亿, 几千, 数以万计: from one power of ten to the next."""
        parts: list[Part] = []
        while (hit := scan.at("scale", end)) and len(parts) < 4 and not self._in_unit(hit, scan):
            parts.append((hit.meaning, True))
            end = hit.end
        if not parts:
            return None
        tail = scan.at("mark", end)
        end = tail.end if tail is not None and tail.meaning == "tail" else end
        value = product(parts)
        return Number(start, end, value, high=value * 10, digits=False, scaled=True)


def _in_a_row(parts: Sequence[Part]) -> int:
    """The most scales that follow each other."""
    most = row = 0
    for _, scaled in parts:
        row = row + 1 if scaled else 0
        most = max(most, row)
    return most
