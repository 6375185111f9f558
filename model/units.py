"""What a unit measures and how it converts: the table behind "43 km² is 4,300 hectares".

Language files name the units people write; this table says what each one is. A unit that is not
here counts things ("enterprise", "household"): it is its own dimension and converts to nothing.
"""

from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

# unit -> (dimension, factor to the dimension's base unit). Exact fractions: a mu is 2000/3 m²,
# and a rounded factor would make equal areas differ.
SCALES: dict[str, tuple[str, Fraction]] = {
    "percent": ("percent", Fraction(1)),
    "percentage_point": ("percentage_point", Fraction(1)),
    "times": ("times", Fraction(1)),
    "rank": ("rank", Fraction(1)),
    "m2": ("area", Fraction(1)),
    "hectare": ("area", Fraction(10_000)),
    "km2": ("area", Fraction(1_000_000)),
    "mu": ("area", Fraction(2_000, 3)),
    "acre": ("area", Fraction("4046.8564224")),
    "sqft": ("area", Fraction("0.09290304")),
    "m": ("length", Fraction(1)),
    "km": ("length", Fraction(1_000)),
    "mile": ("length", Fraction("1609.344")),
    "m3": ("volume", Fraction(1)),
    "tonne": ("mass", Fraction(1)),
    "kg": ("mass", Fraction(1, 1000)),
    "kWh": ("energy", Fraction(1)),
    "MWh": ("energy", Fraction(1_000)),
    "GWh": ("energy", Fraction(1_000_000)),
    "TWh": ("energy", Fraction(1_000_000_000)),
    "kW": ("power", Fraction(1)),
    "MW": ("power", Fraction(1_000)),
    "GW": ("power", Fraction(1_000_000)),
}

# The codes of ISO 4217, and of two currencies that older figures are in (DEM, FIM).
CURRENCIES = frozenset(
    """AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP
    BYN BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DEM DJF DKK DOP DZD EGP ERN ETB EUR FIM FJD FKP
    GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR
    KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN
    MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR
    SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD
    UYU UZS VED VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW""".split()
)


# Things counted under two names, each of them usual where it is used.
_SAME = {"charging point": "charging pile"}


@lru_cache(maxsize=4_096)  # a comparison asks for few units, but often
def dimension(unit: str) -> str:
    """The dimension of ``unit``: "area", "money:CNY", "count:enterprise", "money:CNY/area"."""
    if "/" in unit:
        return "/".join(dimension(part) for part in unit.split("/", 1))
    if unit in SCALES:
        return SCALES[unit][0]
    # Amounts in two currencies are two dimensions: an exchange rate is not arithmetic.
    return f"money:{unit}" if unit in CURRENCIES else f"count:{_SAME.get(unit, unit)}"


@lru_cache(maxsize=8_192)
def to_base(value: Decimal, unit: str) -> Fraction:
    """``value`` in the base unit of its dimension, exactly: 43 km2 → 43,000,000 (m²)."""
    return Fraction(value) * _factor(unit)


def _factor(unit: str) -> Fraction:
    if "/" in unit:
        above, below = unit.split("/", 1)
        return _factor(above) / _factor(below)
    return SCALES[unit][1] if unit in SCALES else Fraction(1)
