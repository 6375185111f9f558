"""What is measured: keys are equal for the same thing only."""

import pytest

from tests.claims.said import claims, one


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("The city has 900 digital economy enterprises.", "全市数字经济企业900家。"),
        ("The city has 900 digital economy enterprises.", "The city has 900 digital businesses."),
        ("Retail sales were 40 billion yuan.", "社会消费品零售总额400亿元。"),
        ("Gross domestic product was 40 billion yuan.", "地区生产总值400亿元。"),
        ("Per capita GDP was 40,000 yuan.", "人均地区生产总值4万元。"),
        ("Fixed-asset investment rose 4 percent.", "固定资产投资增长4%。"),
        ("Container throughput was 3 million TEU.", "集装箱吞吐量300万标准箱。"),
    ],
)
def test_the_same_indicator(left, right):
    """Other words and another language for the same thing give the same key."""
    assert one(left).indicator_key == one(right).indicator_key != ""


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("GDP was 40,000 yuan.", "Per capita GDP was 40,000 yuan."),
        ("Software revenue was 4 billion yuan.", "Hardware revenue was 4 billion yuan."),
        ("There are 40 leading enterprises.", "There are 40 enterprises."),
        ("There are 40 foreign enterprises.", "There are 40 private enterprises."),
        ("Exports were 4 billion yuan.", "Imports were 4 billion yuan."),
        ("Industrial output was 4 billion yuan.", "Output was 4 billion yuan."),
        ("龙头企业40家。", "上市企业40家。"),
        ("养老床位4000张。", "医院床位4000张。"),
    ],
)
def test_another_indicator(left, right):
    """A word that differs keeps claims apart, also one the glossary does not know."""
    assert one(left).indicator_key != one(right).indicator_key


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "The district aims to lift online new economy revenue to more than 300 billion yuan.",
            "The district expects online new economy revenue of about 350 billion yuan by 2027.",
        ),
        ("Yangpu plans to build 12 primary schools.", "Yangpu built nearly 15 primary schools."),
        ("全区计划建成养老床位1200张。", "去年全区新增养老床位超过1500张。"),
        ("It will plant 3,000 street trees by 2026.", "It has planted some 2,800 street trees."),
        ("到2027年，充电桩达到5000个。", "截至2024年底，全区已建成充电桩4200个。"),
    ],
)
def test_keys_outlive_a_new_wording(before, after):
    """Number, bound, period and verb may change: the key of the claim stays."""
    assert one(before).indicator_key == one(after).indicator_key


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        (
            "Exports and imports were 4 billion yuan and 5 billion yuan, respectively.",
            ["exports", "imports"],
        ),
        (
            "Revenue from cruises and ferries was 4 billion and 5 billion yuan respectively.",
            ["revenue+~cruise", "revenue+~ferry"],
        ),
        ("外贸和固定资产投资分别为40亿元和50亿元。", ["trade", "fixed_investment"]),
        (
            "软件业、金融业和零售业收入分别为40亿元、50亿元和60亿元。",
            ["revenue+software", "revenue+financial", "revenue+retail"],
        ),
    ],
)
def test_respectively_gives_each_its_own(text, keys):
    """A list of numbers after a list of names goes to the names one by one."""
    assert [claim.indicator_key for claim in claims(text)] == keys


@pytest.mark.parametrize(
    ("bare", "narrowed"),
    [
        ("There are 900 enterprises.", "There are 900 newly registered enterprises."),
        ("The number of firms is 900.", "The number of licensed firms is 900."),
        ("Its revenue was 4 billion yuan.", "Its revenue from cruises was 4 billion yuan."),
        (
            "The industry scale will reach 4 billion yuan.",
            "The industry scale related to the metaverse in the park will reach 4 billion yuan.",
        ),
        (
            "The number of blockchain companies is 900.",
            "The number of AI and blockchain companies is 900.",
        ),
        ("生物医药产业规模900亿元。", "集成电路、生物医药产业规模900亿元。"),
    ],
)
def test_what_narrows_a_head_stays(bare, narrowed):
    """A word before or behind the head, or another one in its list, makes another indicator."""
    assert one(bare).indicator_key != one(narrowed).indicator_key


def test_a_share_names_its_whole():
    """Two shares of one part differ by what they are a part of."""
    first, second = claims(
        "The digital economy accounts for over 30 percent of fiscal revenue and more than half "
        "of income."
    )
    assert first.indicator_key == "digital_economy/fiscal_revenue"
    assert second.indicator_key == "digital_economy/income"


def test_growth_keeps_the_subject():
    """In words: "Sales fell 2 percent to 4 billion" speaks of sales twice, by two measures."""
    growth, level = claims("Retail sales fell 2 percent to 4 billion yuan.")
    assert growth.indicator_key == level.indicator_key == "retail_sales"
    assert (growth.measure, level.measure) == ("growth", "level")
    assert growth.series != level.series


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("It earned digital economy revenue of 4 billion yuan.", "digital economy revenue"),
        ("Spending on the renovation of urban villages was 1 billion yuan.",
         "spending on the renovation of urban villages"),
        ("The council adopted a £3 million operating budget.", "operating budget"),
        ("It opened 1,150 new kindergarten places.", "new kindergarten places"),
        ("The plan is balanced by £29m of savings.", "savings"),
        ("The Harbour Schools Fund deficit reached £74m.", "Harbour Schools Fund deficit"),
        ("GDP rose 5 percent.", "GDP growth"),
        ("Services made up 40 percent of GDP.", "services share of GDP"),
        ("The share of services in GDP was 40 percent.", "services share of GDP"),
        ("养老床位新增510张。", "elderly care beds"),
        ("The agency completed 340 homes last year.", "homes completed"),
        ("Some 12,000 jobs would be created by 2030.", "jobs created"),
        ("Officials plan to repair 6,000 potholes.", "potholes repaired"),
        ("The council will raise burial fees by 6 percent.", "burial fees increase"),
        ("Burial fees fell 6 percent.", "burial fees growth"),
        ("Unemployment fell to 4.1 percent.", "unemployment rate"),
        ("Two-thirds of the funding will be spent on flood defences.",
         "flood defences share of funding"),
        ("Leeds renovated 4,000 square meters of old housing.", "old housing renovated area"),
        ("Provincial authorities put exports at 4 billion yuan.", "exports"),
        ("2024年，石家庄市新增城镇就业11.6万人。", "new urban jobs"),
    ],
)  # fmt: skip
def test_the_phrase_is_the_words_of_the_text(text, phrase):
    """People read the words of the article around the head, without article, place and number."""
    assert one(text).indicator == phrase


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("一般公共预算收入186亿元。", "一般公共预算收入"),
        ("工业投资增长12%。", "工业投资增长"),
        ("税收收入占一般公共预算收入的54%。", "税收收入占一般公共预算收入比重"),
        ("减量低效建设用地983公顷。", "减量低效建设用地"),
        ("9家连锁快递企业总部落户。", "连锁快递企业总部"),
    ],
)
def test_the_native_phrase_is_in_the_language_of_the_text(text, phrase):
    """For Chinese text the phrase stands there as well as it was written."""
    assert one(text).native == phrase


def test_no_phrase_is_half_translated():
    """A name with a word that the glossary does not know is not translated at all."""
    for text in ("云梯产业产值5亿元。", "祥云楼宇出租率80%。", "帆布企业30家。"):
        phrase = one(text).indicator
        assert not any(c.isascii() and c.isalpha() for c in phrase), phrase


def test_a_share_of_a_pronoun_is_of_what_was_said():
    """In words: "… revenue, and services made up 40 percent of it"."""
    _, share = claims("Fiscal revenue was 4 billion yuan, and services made up 40 percent of it.")
    assert share.indicator_key == "services/fiscal_revenue"


def test_a_share_said_again_keeps_its_whole():
    """In words: "Debt service rose to 9.4% of revenue … (8.7% a year before)"."""
    text = "Debt service is projected to reach 9.4% of revenue in 2027 (8.7% in 2023)."
    first, second = claims(text)
    assert first.indicator == second.indicator == "debt service share of revenue"
    assert first.indicator_key == second.indicator_key


def test_a_number_of_the_same_unit_goes_on_with_its_name():
    """In words: "42 projects with an investment of 3 billion, and another 30 …" counts projects."""
    text = (
        "It began 42 road projects with an investment of 3 billion yuan, and another 30 followed."
    )
    found = claims(text)
    assert found[0].indicator_key == found[-1].indicator_key


@pytest.mark.parametrize(
    ("sentence", "phrases"),
    [
        ("The Norbury Learning Program was given $7 million.", ["Norbury Learning Program"]),
        ("The plan has £9 million for libraries.", ["libraries funding"]),
        ("The city forecasts a gap of £9 million.", ["gap"]),
        ("Output of goods and services rose 4 percent.", ["GDP growth"]),
        ("Patents have tripled.", ["patents relative to earlier"]),
        ("The homes on the estate passed, and 42% do not.", ["homes on the estate share"]),
        (
            "Work began on 42 parks with a combined investment of 36 billion yuan.",
            ["parks started", "combined investment of parks started"],
        ),
        ("Tourism revenue was £3m. The budget office had forecast £2m.", ["Tourism revenue"] * 2),
    ],
)
def test_the_phrase_tells_what_is_measured(sentence, phrases):
    """Whose it is, what it is for and how it is measured belong to it; who speaks does not."""
    assert [claim.indicator.lower() for claim in claims(sentence)] == [p.lower() for p in phrases]
