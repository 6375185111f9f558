"""A language is a file: French is read by tests/claims/languages/fr.toml, and no code knows it."""

from pathlib import Path

import pytest

from claims import read
from config.words import load_words
from model import Article, Claim, ConfigError
from tests.claims.said import DAY

_HERE = Path(__file__).parent / "languages"
_INDICATORS = """
[heads]
gdp = { fr = ["produit intérieur brut", "PIB"] }
unemployment = { fr = ["taux de chômage"] }
population = { fr = ["population"] }
"""
_PLACES = """
[provinces.France]
Brittany = ["Bretagne"]
"Pays de la Loire" = []
"Île-de-France" = []

[cities."Pays de la Loire"]
Nantes = []

[cities.Brittany]
Rennes = []
"""


@pytest.fixture(scope="module")
def words(tmp_path_factory):
    """The shipped words with a folder of a user's own over them."""
    folder = tmp_path_factory.mktemp("config")
    (folder / "languages").mkdir()
    (folder / "languages" / "fr.toml").write_text(
        (_HERE / "fr.toml").read_text(encoding="utf-8"), encoding="utf-8"
    )
    (folder / "indicators.toml").write_text(_INDICATORS, encoding="utf-8")
    (folder / "places.toml").write_text(_PLACES, encoding="utf-8")
    return load_words(folder)


def _claims(text: str, words) -> list[Claim]:
    return read(Article(text, published=DAY, language="fr"), words, place="Nantes")


def _told(claim: Claim) -> str:
    quantity = claim.quantity
    high = "" if quantity.value_max is None else f"..{quantity.value_max}"
    fields = (
        f"{quantity.value}{high}", quantity.unit, quantity.bound.value, claim.kind.value,
        claim.measure.value, claim.period or "-", claim.place or "-",
    )  # fmt: skip
    return " ".join(fields)


# Sentence, then each claim: value, unit, bound, kind, measure, period, place.
TABLE = [
    ("Le budget de la ville s'élève à 1,2 milliard d'euros en 2024.", "1200000000 EUR exact figure level 2024 Nantes"),
    ("Le produit intérieur brut a progressé de 3,2 % en 2024.", "3.2 percent exact figure growth 2024 Nantes"),
    ("La commune compte 12 450 habitants.", "12450 person exact figure level 2025-03-10 Nantes"),
    ("La métropole vise à construire 6 000 logements d'ici 2030.", "6000 home exact target level by:2030 Nantes"),
    ("Le budget primitif prévoit 85 M€ d'investissement en 2025.", "85000000 EUR exact target level 2025 Nantes"),
    ("Le taux de chômage s'est établi à 7,3 % au premier trimestre 2024.", "7.3 percent exact figure share 2024-Q1 Nantes"),
    ("Le taux de chômage a reculé de 0,4 point de pourcentage l'an dernier.", "-0.4 percentage_point exact figure change 2024 Nantes"),
    ("La population devrait atteindre 350 000 habitants en 2030.", "350000 person exact forecast level 2030 Nantes"),
    ("Près de 1 200 emplois ont été créés au premier semestre 2024.", "1200 job about figure level 2024-H1 Nantes"),
    ("La région investira plus de 2,5 milliards d'euros avant 2028.", "2500000000 EUR over target level by:2028 Nantes"),
    ("La croissance devrait se situer entre 5 et 6 % en 2025.", "5..6 percent range forecast growth 2025 Nantes"),
    ("Un tiers des logements sont vacants.", "33.3333333333 percent exact figure share 2025-03-10 Nantes"),
    ("La ville va doubler le nombre de bornes de recharge d'ici 2027.", "2 times exact target multiple by:2027 Nantes"),
    ("Le montant des travaux est de 14,8 millions d'euros.", "14800000 EUR exact figure level 2025-03-10 Nantes"),
    ("Les recettes fiscales ont atteint 320,5 M€ en 2023.", "320500000 EUR exact figure level 2023 Nantes"),
    ("La dette a diminué de 12 % en 2024.", "-12 percent exact figure growth 2024 Nantes"),
    ("Le plan prévoit 450 places de crèche d'ici à 2026.", "450 place exact target level by:2026 Nantes"),
    ("La ville plantera 25 000 arbres avant fin 2026.", "25000 tree exact target level by:2026 Nantes"),
    ("En Bretagne, le taux de chômage est de 6,1 % au quatrième trimestre 2024.", "6.1 percent exact figure share 2024-Q4 Brittany"),
    ("À Rennes, 3 200 logements ont été livrés en 2023.", "3200 home exact figure level 2023 Rennes"),
    ("Le port a accueilli 1,3 million de passagers en 2024.", "1300000 visit exact figure level 2024 Nantes"),
    ("Le parc photovoltaïque produira 48 GWh par an.", "48 GWh exact figure level - Nantes"),
    ("Le projet porte sur 35 hectares.", "35 hectare exact figure level 2025-03-10 Nantes"),
    ("L'objectif est de 40 % de logements sociaux en 2030.", "40 percent exact target share 2030 Nantes"),
    ("L'inflation devrait ralentir à 1,8 % en 2025.", "1.8 percent exact forecast growth 2025 Nantes"),
    ("Le conseil a voté une enveloppe de 750 000 euros.", "750000 EUR exact target level - Nantes"),
    ("La moitié des ménages vivent en appartement.", "50 percent exact figure share 2025-03-10 Nantes"),
    ("Le trafic a augmenté de 4,5 % entre 2022 et 2023.", "4.5 percent exact figure growth 2022/2023 Nantes"),
    ("L'usine emploie 1 850 salariés.", "1850 worker exact figure level 2025-03-10 Nantes"),
    ("Au moins 500 emplois seront créés d'ici 2028.", "500 job at_least target level by:2028 Nantes"),
    ("La subvention est plafonnée à 5 000 €.", "5000 EUR at_most figure level 2025-03-10 Nantes"),
    ("Les émissions doivent baisser de 55 % d'ici 2030.", "-55 percent exact target growth by:2030 Nantes"),
    ("La part des énergies renouvelables a atteint 27 % en 2024.", "27 percent exact figure share 2024 Nantes"),
    ("Le salaire moyen est de 2 630 euros par mois.", "2630 EUR exact figure level 2025-03-10 Nantes"),
    ("L'Insee recense 67 162 154 habitants.", "67162154 person exact figure level 2025-03-10 Nantes"),
    ("La région a enregistré 4 300 nouvelles entreprises en janvier 2025.", "4300 enterprise exact figure level 2025-01 Nantes"),
    ("Le déficit s'est établi à 5,8 % du PIB en 2024.", "5.8 percent exact figure share 2024 Nantes"),
    ("Le prix moyen atteint 3 450 € par mètre carré.", "3450 EUR/m2 exact figure level 2025-03-10 Nantes"),
    ("La métropole s'engage à réduire ses émissions de 40 % à l'horizon 2030.", "-40 percent exact target growth by:2030 Nantes"),
    ("Quelque 800 agents ont été formés l'an dernier.", "800 worker about figure level 2024 Nantes"),
    ("Les dépenses ont progressé de 2,4 milliards d'euros en 2023.", "2400000000 EUR exact figure change 2023 Nantes"),
    ("La ville prévoit d'ouvrir 12 écoles d'ici 2030.", "12 school exact target level by:2030 Nantes"),
    ("Le chantier coûtera moins de 30 M€.", "30000000 EUR under figure level - Nantes"),
    ("Le taux d'emploi devrait s'établir à 68 % cette année.", "68 percent exact forecast share 2025 Nantes"),
    ("Les ventes ont bondi de 15 % sur les trois premiers mois de 2024.", "15 percent exact figure growth 2024-Q1 Nantes"),
    ("Le département consacrera 42,7 M€ aux collèges en 2025.", "42700000 EUR exact target level 2025 Nantes"),
    ("Deux tiers des salariés sont des femmes.", "66.6666666667 percent exact figure share 2025-03-10 Nantes"),
    ("La surface totale est de 1 250 000 m².", "1250000 m2 exact figure level 2025-03-10 Nantes"),
    ("Le réseau compte 58 km de pistes cyclables.", "58 km exact figure level 2025-03-10 Nantes"),
    ("Jusqu'à 900 logements seront rénovés en 2026.", "900 home at_most target level 2026 Nantes"),
    ("Le gouvernement table sur une croissance de 0,9 % en 2025.", "0.9 percent exact forecast growth 2025 Nantes"),
    ("Les exportations ont reculé de 3,1 milliards d'euros au deuxième trimestre 2024.", "-3100000000 EUR exact figure change 2024-Q2 Nantes"),
    ("La ville entend créer 1\u202f500 emplois d'ici 2029.", "1500 job exact target level by:2029 Nantes"),
    ("Le chiffre d'affaires était de 12\u00a0345,6 millions d'euros en 2023.", "12345600000 EUR exact figure level 2023 Nantes"),
    ("Le projet bénéficie de 350 k€ d'aides.", "350000 EUR exact figure level - Nantes"),
    ("Une centaine de logements seront livrés en 2026.", "100 home exact target level 2026 Nantes"),
    ("Le budget s'élevait à 1.250.000 € en 2022.", "1250000 EUR exact figure level 2022 Nantes"),
    ("Le taux de vacance est inférieur à 6 %.", "6 percent under figure share 2025-03-10 Nantes"),
    ("En Île-de-France, 12,4 millions d'habitants vivent à moins de 10 km d'une gare.", "12400000 person exact figure level 2025-03-10 Île-de-France; 10 km under figure level 2025-03-10 Île-de-France"),
    ("Voilà une décision prise en 2024 par le maire.", ""),
    ("Appelez le 02 40 41 90 00 avant 18 h 30.", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), TABLE)
def test_a_french_sentence_is_read(text, expected, words):
    """Each claim has the fields that the table gives, and there is no other."""
    assert "; ".join(_told(claim) for claim in _claims(text, words)) == expected


def test_a_table_is_read(words):
    """Cells have spaces between thousands and a decimal comma too."""
    table = "Bilan.\n\nIndicateur | 2022 | 2023\nBudget (M€) | 1 234,5 | 1 300\n"
    told = [_told(claim) for claim in _claims(table, words)]
    assert told == [
        "1234500000 EUR exact figure level 2022 Nantes",
        "1300000000 EUR exact figure level 2023 Nantes",
    ]


def test_indicators_are_named_in_the_glossary(words):
    """A name that a user's file adds to an entry leads to the entry's key."""
    (claim,) = _claims("Le taux de chômage est de 7,5 % en 2024.", words)
    assert claim.indicator_key == "unemployment"
    assert claim.language == "fr"


def test_the_language_is_told_by_its_small_words(words):
    """An article that nobody gave a language is read in the one it is written in."""
    french = "Le budget de la ville s'élève à 12,5 M€ en 2024, et celui de la région à 2 M€."
    english = "The budget of the city was 12.5 million euros in 2024, and that of the region 2."
    for text, code in ((french, "fr"), (english, "en")):
        found = read(Article(text, published=DAY), words)
        assert {claim.language for claim in found} == {code}
        assert found[0].quantity.value == 12_500_000


def test_the_quote_is_as_written(words):
    """What is taken apart to be read is quoted as it stands."""
    (claim,) = _claims("Le budget s'élève à 1\u202f200 millions d'euros.", words)
    assert claim.quote == "1\u202f200 millions d'euros"


def test_a_name_in_no_language_is_refused(tmp_path):
    """A key that is no language's code is said with the file's name."""
    (tmp_path / "indicators.toml").write_text(
        '[heads]\nkiosks = { name = "kiosks", xx = ["stalls"] }\n', encoding="utf-8"
    )
    with pytest.raises(ConfigError, match=r"(?s)indicators\.toml.*heads\.kiosks\.xx"):
        load_words(tmp_path)
