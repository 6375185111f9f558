import pytest

from tests.second_reader.service import Service


@pytest.fixture
def service():
    """A chat-completions service on this machine."""
    with Service() as running:
        yield running
