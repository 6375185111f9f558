"""What changes on a real page at every fetch and means nothing: counters, tokens, teasers."""

from random import Random

_HEX_DIGITS = "0123456789abcdef"
_HEADLINES = {
    "en": (
        "Shares close {0}.{1} percent higher in busy trading",
        "Museum expects {2},000 visitors over the holidays",
        "Metro carried {3} million passengers on Friday",
        "New school takes in {4} pupils",
        "Rents rise {0} percent in the city center",
        "Hospital adds {4} beds before winter",
        "Exports up {0}.{1} percent, customs says",
        "Festival sells {2},{4} tickets in an hour",
    ),
    "zh": (
        "地铁单日客流突破{3}万人次",
        "全市新增就业{2}万人",
        "外贸进出口同比增长{0}.{1}%",
        "新建公园{0}座 新增绿地{2}公顷",
        "消费节首日销售额达{3}亿元",
        "社区食堂再添{4}家",
        "博物馆接待观众{2}万人次",
    ),
}
_WEATHER = {
    "en": ("Cloudy", "Sunny", "Light rain", "Fog"),
    "zh": ("多云", "晴", "小雨", "雾"),
}


class Churn:
    """Fresh noise for one answer; no two answers agree."""

    def __init__(self) -> None:
        self._random = Random()

    def number(self, low: int, high: int) -> int:
        """Any number from ``low`` to ``high``."""
        return self._random.randint(low, high)

    def token(self) -> str:
        """A session id, form token or cache buster: 32 hex digits."""
        return "".join(self._random.choices(_HEX_DIGITS, k=32))

    def weather(self, language: str) -> str:
        """Today's weather, with a temperature."""
        sky = self._random.choice(_WEATHER[language])
        return f"{sky} {self.number(-2, 36)}°C, AQI {self.number(20, 180)}"

    def minutes_ago(self, language: str) -> str:
        """How long ago something was published or updated."""
        minutes = self.number(1, 59)
        return f"{minutes}分钟前" if language == "zh" else f"{minutes} minutes ago"

    def headlines(self, language: str) -> list[str]:
        """Four teasers for other stories, in any order, full of numbers."""
        return [self._filled(line) for line in self._random.sample(_HEADLINES[language], 4)]

    def ticker(self, language: str) -> list[str]:
        """Two moving lines with the hour's figures."""
        return [self._filled(line) for line in self._random.sample(_HEADLINES[language], 2)]

    def _filled(self, line: str) -> str:
        low, digit, tens = self.number(2, 9), self.number(0, 9), self.number(11, 99)
        return line.format(low, digit, tens, self.number(3, 12), self.number(100, 999))
