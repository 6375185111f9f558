"""The text of an answer: what is taken for proposals, and what is not."""

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from second_reader.answer import LONGEST, MOST, Proposal, proposals
from second_reader.errors import AnswerError

GOOD = '{"quote": "300 billion yuan", "value": 300000000000, "unit": "CNY"}'
PROPOSAL = Proposal("300 billion yuan", Decimal(300_000_000_000), "CNY")


@pytest.mark.parametrize(
    "answer",
    [
        f'{{"claims": [{GOOD}]}}',
        f"[{GOOD}]",
        f'  \n{{"claims": [{GOOD}]}}\n',
        f'```json\n{{"claims": [{GOOD}]}}\n```',
        f"```\n[{GOOD}]\n```\n",
        f'{{"claims": [{GOOD.replace("300000000000", chr(34) + "3e11" + chr(34))}]}}',
    ],
)
def test_a_list_of_claims_is_read_with_or_without_a_fence(answer):
    """The object asked for, the bare list, and either in a code fence are the same."""
    assert proposals(answer) == [PROPOSAL]


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "I found no claims.",
        f'Here you are: {{"claims": [{GOOD}]}}',
        f'```json\n{{"claims": [{GOOD}]}}\n```\nAnything else?',
        f'{{"claims": [{GOOD}',
        '{"claims": "none"}',
        '{"claim": []}',
        "null",
        "7",
        "[" * 100_000,
        json.dumps({"claims": [{}] * (MOST + 1)}),
    ],
)
def test_anything_else_is_no_answer(answer):
    """Prose, half an answer, another form and too much of it are refused whole."""
    with pytest.raises(AnswerError):
        proposals(answer)


@pytest.mark.parametrize(
    "item",
    [
        "7",
        "null",
        "{}",
        GOOD.replace("300000000000", "true"),
        GOOD.replace("300000000000", "null"),
        GOOD.replace("300000000000", "NaN"),
        GOOD.replace("300000000000", "Infinity"),
        GOOD.replace("300000000000", "1e999"),
        GOOD.replace("300000000000", "9" * 5000),
        GOOD.replace("300000000000", '"300 billion"'),
        GOOD.replace("300000000000", "[300000000000]"),
        GOOD.replace("300 billion yuan", "x" * (LONGEST + 1)),
        GOOD.replace('"300 billion yuan"', "3"),
        GOOD.replace('"CNY"', "null"),
        GOOD.replace("}", ', "value_max": "more"}'),
    ],
)
def test_a_claim_out_of_form_is_told_beside_the_good_ones(item):
    """One claim out of form does not take the others with it."""
    broken, good = proposals(f'{{"claims": [{item}, {GOOD}]}}')
    assert isinstance(broken, str)
    assert good == PROPOSAL


def test_numbers_are_taken_as_they_are_written():
    """No digit is lost on the way: a number is never a float."""
    (found,) = proposals(f"[{GOOD.replace('300000000000', '0.10000000000000000555')}]")
    assert found.value == Decimal("0.10000000000000000555")


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["claims", "quote", "value", "unit", "value_max", "kind"]) | st.text(),
            inner,
        )
    ),
    max_leaves=20,
)


@given(JSON.map(json.dumps) | st.text())
def test_no_answer_breaks_the_reader(answer):
    """Whatever comes back, it is proposals or an AnswerError."""
    try:
        found = proposals(answer)
    except AnswerError:
        return
    assert all(isinstance(one, str | Proposal) for one in found)
