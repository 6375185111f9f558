"""conditions.toml: what may be written, what it means, and what is refused with file and line."""

from fractions import Fraction
from pathlib import Path

import pytest

from config import SHIPPED, Known, load_conditions, load_words
from diffing import decide
from documents import amount_read
from home import configured
from model import Change, ChangeKind, ConfigError, Finding, Notice, Relation, Statement
from model.condition import DAYS, LAST, MAY, RELATIVE, possible
from tests.diffing.claims import claim

WORDS = load_words()
SOURCES = frozenset({"by-hand", "shine", "yangpu-en", "yangpu-zh"})
KNOWN = Known(SOURCES, WORDS, lambda text: amount_read(text, WORDS))


def load(folder: Path, *tables: str):
    """The home's conditions, each table with a name and a notice where it has none."""
    path = folder / "conditions.toml"
    whole = []
    for number, table in enumerate(tables):
        name = "" if "name =" in table else f'name = "c{number}"\n'
        notice = "" if "notice =" in table else 'notice = "none"\n'
        whole.append(f"[[condition]]\n{name}{notice}{table}\n")
    path.write_text("\n".join(whole), encoding="utf-8")
    return [each for each in load_conditions(path, KNOWN) if not each.shipped]


def test_the_shipped_ones_decide_as_an_analyst_wants():
    """Targets, contradictions and slips at once, the rest in the digest, no news on record."""
    goal = claim("It aims at 300 homes.", "300 homes", "300", "home")
    count = claim("It has 300 homes.", "300 homes", "300", "home", kind="figure")
    slip = claim("It has 3000 homes.", "3000 homes", "3000", "home", kind="figure")
    more = claim("It has 320 homes.", "320 homes", "320", "home", kind="figure")
    shipped = load_conditions(None, KNOWN)

    def told(item):
        return decide(item, shipped, "shine")

    changed = ChangeKind.CHANGED
    now, digest, none = Notice.NOW, Notice.DIGEST, Notice.NONE
    for kind, old, new in ((ChangeKind.ADDED, None, goal), (ChangeKind.REMOVED, goal, None),
                           (changed, goal, count)):  # fmt: skip
        assert told(Change(kind, old, new, ("kind",) if old and new else ())).notice is now
    assert told(Change(changed, count, slip, ("value",))) == (now, "likely-slip")
    assert told(Change(changed, count, more, ("value",))) == (digest, "everything-else")
    assert told(Change(ChangeKind.ADDED, None, count)).notice is digest

    wanted = {
        Relation.CONTRADICTS: now, Relation.MISSES: now, Relation.RAISES: now,
        Relation.LOWERS: now, Relation.MOVES_DEADLINE: now, Relation.RESTATES: none,
        Relation.NEW_SERIES: none, Relation.UPDATES: digest, Relation.REVISES: digest,
        Relation.PROGRESS: digest, Relation.ACHIEVES: digest,
    }  # fmt: skip
    for relation, notice in wanted.items():
        against = None if relation is Relation.NEW_SERIES else Statement(goal, "Known")
        assert told(Finding(relation, Statement(more, "New"), against)).notice is notice
    assert set(wanted) == set(Relation)


def test_progress_is_no_slip():
    """A figure that is a tenth of its target is on the way, not a slip of the pen."""
    goal = claim("It aims at 3000 homes.", "3000 homes", "3000", "home")
    count = claim("It has 300 homes.", "300 homes", "300", "home", kind="figure")
    met = Finding(Relation.PROGRESS, Statement(count, "New"), Statement(goal, "Known"))
    assert decide(met, load_conditions(None, KNOWN), "shine").notice is Notice.DIGEST


def test_ones_own_come_first_in_the_order_of_the_file(tmp_path):
    """A home's conditions before the shipped ones, and last the one that everything meets."""
    path = tmp_path / "conditions.toml"
    path.write_text('[[condition]]\nname="b"\nnotice="now"\nkind="figure"\n'
                    '[[condition]]\nname="a"\nnotice="digest"\nkind="target"\n')  # fmt: skip
    names = [each.name for each in load_conditions(path, KNOWN)]
    shipped = [each.name for each in load_conditions(None, KNOWN)]
    assert names == ["b", "a", *shipped]
    assert shipped[-1] == LAST.name
    assert all(possible(each) for each in load_conditions(None, KNOWN))


def test_a_home_without_conditions_has_the_shipped_ones(tmp_path):
    """Nothing need be written: no file, or an empty one."""
    assert configured(tmp_path)[0].settings.conditions == load_conditions(None, KNOWN)
    (tmp_path / "conditions.toml").write_text("")
    assert load(tmp_path) == []


def test_the_conditions_of_a_home_are_read(tmp_path):
    """A home's conditions.toml is part of its configuration."""
    folder = tmp_path / "config"
    folder.mkdir()
    (folder / "conditions.toml").write_text('[[condition]]\nname="mine"\nnotice="none"\n')
    first, *_ = configured(tmp_path)[0].settings.conditions
    assert (first.name, first.notice, first.shipped) == ("mine", Notice.NONE, False)
    (folder / "conditions.toml").write_text('[[condition]]\nname="mine"\n')
    with pytest.raises(ConfigError, match=r"toml:1: condition\[0\]\.notice: is missing"):
        configured(tmp_path)


@pytest.mark.parametrize(
    ("text", "dimension", "amount"),
    [
        ("5 percent", RELATIVE, Fraction(1, 20)),
        ("5%", RELATIVE, Fraction(1, 20)),
        ("2.5 percentage points", "percent", Fraction(5, 2)),
        ("2个百分点", "percent", 2),
        ("10 billion yuan", "money:CNY", 10**10),
        ("100亿元", "money:CNY", 10**10),
        ("US$5 million", "money:USD", 5_000_000),
        ("500 households", "count:household", 500),
        ("500户", "count:household", 500),
        ("40 hectares", "area", 400_000),
        ("60亩", "area", 40_000),
        ("0.5 km2", "area", 500_000),
        ("90 days", DAYS, 90),
        ("2 weeks", DAYS, 14),
        ("1 year", DAYS, 365),
        ("0.5 times", "times", Fraction(1, 2)),
    ],
)
def test_amounts(tmp_path, text, dimension, amount):
    """An amount is written as in any text, in either language, and meets its whole dimension."""
    for key in ("by_at_least", "by_less_than"):
        (made,) = load(tmp_path, f'{key} = "{text}"')
        delta = getattr(made, key)
        assert (delta.text, delta.dimension, delta.amount) == (text, dimension, amount)


@pytest.mark.parametrize(
    ("table", "key", "problem"),
    [
        ('by_at_least = "12 gizmos"', "by_at_least", "'gizmo' is no unit figurewatch knows"),
        ('by_at_least = "5 precent"', "by_at_least", "must be an amount with its unit"),
        ('by_at_least = "12 hektares"', "by_at_least", "did you mean 'hectare"),
        ('by_less_than = "5"', "by_less_than", "it has no unit"),
        ('by_at_least = "a lot"', "by_at_least", "must be an amount with its unit"),
        ('by_at_least = "more than 5 percent"', "by_at_least", "must be an amount"),
        ('by_at_least = "5 to 6 percent"', "by_at_least", "must be an amount"),
        ('by_at_least = "0 percent"', "by_at_least", "must be an amount"),
        ('by_at_least = "5 percent or 3 yuan"', "by_at_least", "must be an amount"),
        ("by_at_least = 5", "by_at_least", "should be a valid string"),
        ('by_at_least = "9 percent"\nby_less_than = "9%"', "by_less_than", "could never match"),
        ('source = "shin"', "source[0]", "did you mean 'shine'?"),
        ('source = ["shine", "pudong-*"]', "source[1]", "there are: by-hand, shine, yangpu-en"),
        ('place = "Lingang"', "place[0]", "name Pudong"),
        ('kind = "targets"', "kind", "figure, target, forecast; did you mean 'target'?"),
        ('event = ["changed", "raised"]', "event", "must be among added, removed, changed"),
        ('aspect = "amount"', "aspect", "value, unit, bound, period, kind, place, measure"),
        ('direction = "up"', "direction", "raised, lowered, firmed, softened, later, earlier"),
        ('measure = "levels"', "measure", "did you mean 'level'?"),
        ('state = "reverted"', "state", "only known after a person was told"),
        ("weight_at_least = 2", "weight_at_least", "less than or equal to 1"),
        ('seed = "yes"', "seed", "should be a valid boolean"),
        ('wieght_at_least = 0.5', "wieght_at_least", "did you mean 'weight_at_least'?"),
        ('notice = "later"', "notice", "should be 'now', 'digest' or 'none'"),
        ('name = "everything-else"', "name", "is the name of a shipped condition"),
        ('name = "two words"', "name", "should match pattern"),
        ("kind = []", "kind", "at least 1"),
        # Each field could match, and all of them together never do.
        ('event = "added"\naspect = "value"', "", "event = added and aspect = value"),
        ('event = "added"\nby_at_least = "5 percent"', "", "could never match"),
        ('event = "moves_deadline"\nby_less_than = "5 percent"', "", "could never match"),
        ('event = "restates"\nslip = true', "", "could never match"),
        ('event = "updates"\ndirection = "later"', "", "could never match"),
        ('event = ["changed", "removed"]\nseed = true', "", "could never match"),
        ('event = "new_series"\nseed = true', "", "could never match"),
        ('state = "provisional"\nevent = "added"', "", "could never match"),
    ],
)  # fmt: skip
def test_what_can_never_match_is_refused(tmp_path, table, key, problem):
    """With file, line and key, and what to write instead."""
    with pytest.raises(ConfigError) as refused:
        load(tmp_path, 'kind = "figure"\nname = "above"', table)
    error = refused.value
    assert error.file == str(tmp_path / "conditions.toml")
    assert error.key == (f"condition[1].{key}" if key else "condition[1]")
    assert problem in str(error)
    lines = (tmp_path / "conditions.toml").read_text().splitlines()
    assert error.line is not None
    assert error.line >= 6  # in its own table
    assert not key or lines[error.line - 1].startswith(key.partition("[")[0])


def test_a_condition_behind_one_that_takes_all_of_it(tmp_path):
    """What an earlier condition takes entirely never comes to a later one: that is a mistake."""
    wide, narrow = 'name = "wide"\nkind = "target"', 'kind = "target"\nevent = "changed"'
    with pytest.raises(ConfigError, match="'wide' comes before it and takes everything"):
        load(tmp_path, wide, narrow)
    assert len(load(tmp_path, narrow, wide)) == 2
    with pytest.raises(ConfigError, match="takes everything"):
        load(tmp_path, 'name = "all"', 'kind = "figure"')
    with pytest.raises(ConfigError, match="is taken by a condition above it"):
        load(tmp_path, 'name = "one"\nkind = "figure"', 'name = "one"\nkind = "target"')


def test_a_place_is_also_what_lies_inside(tmp_path):
    """Named in either language; a place that the list does not know is itself alone."""
    (city,) = load(tmp_path, 'place = "上海"')
    assert {"shanghai", "yangpu", "pudong"} <= city.places
    assert not {"china", "beijing"} & city.places
    (country,) = load(tmp_path, 'place = "China"')
    assert {"china", "shanghai", "yangpu"} <= country.places
    (village,) = load(tmp_path, 'place = "Little Wallop"')
    assert village.places == {"little wallop"}


@pytest.mark.parametrize(
    ("phrase", "met"),
    [
        ("online new economy revenue", True),
        ("Online New Economy", True),
        ("在线新经济营业收入", True),
        ("营业收入", True),
        ("revenue of the online new economy", True),
        ("revenue+online_economy", True),
        ("digital economy revenue", False),
        ("online new economy enterprises", False),
        ("online new economy revenue of Mars", False),
        ("new", True),
        ("evenue", False),
    ],
)
def test_an_indicator_in_words(tmp_path, phrase, met):
    """A condition speaks of an indicator in the words of either language, or by its key."""
    (made,) = load(tmp_path, f'indicator = "{phrase}"')
    aim = claim("It aims at 300 yuan.", "300 yuan", "300", key="revenue+online_economy")
    decision = decide(Change(ChangeKind.ADDED, None, aim), [made], "shine")
    assert (decision.condition == made.name) is met


def test_one_value_or_a_list(tmp_path):
    """A field takes one value or several; what was written is kept for the listing."""
    one, two = load(tmp_path, 'kind = "target"', 'kind = ["figure", "forecast"]\nslip = true')
    assert (one.kinds, one.said) == (("target",), (("kind", "target"),))
    assert two.said == (("kind", "figure, forecast"), ("slip", "true"))


def test_every_event_may_be_named(tmp_path):
    """Changes and relations share one field, and every one of them can be decided alone."""
    made = load(tmp_path, *(f'event = "{event}"' for event in MAY))
    assert [each.events for each in made] == [(event,) for event in MAY]


def test_the_shipped_file_is_one_a_home_may_copy(tmp_path):
    """The shipped conditions are written as a person would write them; only the names are taken."""
    text = (SHIPPED / "conditions.toml").read_text(encoding="utf-8")
    (tmp_path / "conditions.toml").write_text(text.replace('name = "', 'name = "my-'))
    mine = [c for c in load_conditions(tmp_path / "conditions.toml", KNOWN) if not c.shipped]
    shipped = [c for c in load_conditions(None, KNOWN) if c is not LAST]
    assert [(c.notice, c.said) for c in mine] == [(c.notice, c.said) for c in shipped]


def test_the_documented_conditions_are_good(tmp_path):
    """The how-to's example loads as it stands, and its table names the shipped ones in order."""
    page = (SHIPPED.parent / "docs" / "howto" / "conditions.md").read_text(encoding="utf-8")
    example = page.partition("```toml\n")[2].partition("```")[0]
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "conditions.toml").write_text(example, encoding="utf-8")
    conditions = configured(tmp_path)[0].settings.conditions
    mine = [each.name for each in conditions if not each.shipped]
    assert mine == ["small-drift", "parks", "short-delay", "news-on-the-corpus", "other-news"]
    told = [(each.name, each.notice.value) for each in conditions if each.shipped]
    rows = [line.split(" | ") for line in page.splitlines() if line.startswith("| `")]
    assert [(row[0].strip("| `"), row[-1].strip(" |")) for row in rows[: len(told)]] == told
    fields = {row[0].strip("| `") for row in rows[len(told) :]}
    assert fields == {
        "name", "notice", "source", "place", "indicator", "kind", "event", "aspect", "direction",
        "measure", "by_at_least", "by_less_than", "weight_at_least", "seed", "slip", "state",
    }  # fmt: skip
