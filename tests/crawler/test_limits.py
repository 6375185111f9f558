"""The memory limit of worker processes."""

import multiprocessing
from pathlib import Path

import pytest

from crawler import as_nobody, limit_address_space, limits
from model.settings import MIB


def _takes(room: int, wanted: int, answer) -> None:
    limit_address_space(room)
    try:
        answer.put(len(bytearray(wanted)))
    except MemoryError:
        answer.put("too much")


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="no such limit off Linux")
@pytest.mark.parametrize(("wanted", "got"), [(8 * MIB, 8 * MIB), (512 * MIB, "too much")])
def test_a_process_may_take_the_room_and_no_more(wanted, got):
    """Beyond the room a process gets a MemoryError, within it what it asks for."""
    context = multiprocessing.get_context("spawn")
    answer = context.Queue()
    with as_nobody():
        process = context.Process(target=_takes, args=(128 * MIB, wanted, answer))
        process.start()
    assert answer.get(timeout=30) == got
    process.join(30)


@pytest.mark.parametrize("error", [ValueError("above the hard limit"), OSError("not here")])
def test_a_limit_that_cannot_be_set_harms_nothing(monkeypatch, error):
    """Where the system sets no limit, or a lower one, the process goes on."""
    asked = []

    def refuse(*words):
        asked.append(words)
        raise error

    monkeypatch.setattr(limits.resource, "setrlimit", refuse)
    limit_address_space(128 * MIB)
    assert len(asked) == 1
    monkeypatch.setattr(limits, "_STATM", Path("/nowhere/statm"))
    limit_address_space(128 * MIB)
    assert len(asked) == 1, "without knowing what is mapped no limit can be set"
