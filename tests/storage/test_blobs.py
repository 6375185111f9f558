import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text, update

from model import StorageError
from storage import blobs
from storage.engine import writing
from storage.tables import blob
from tests.storage.samples import NOW, capture, ready, version_look


@given(st.binary(max_size=500))
def test_bytes_never_grow(body):
    """What compression would not make smaller is kept as it is."""
    packed = blobs.packed(body)
    assert len(packed.data) <= max(len(body), 1)
    assert packed.size == len(body)


@pytest.mark.parametrize("body", [b"", b"x", b"<html>" * 10_000, bytes(range(256))])
def test_bytes_come_back(store, body):
    """Empty, incompressible and large bodies are loaded as they were."""
    packed = blobs.packed(body)
    with writing(store._engine) as connection:
        blobs.keep(connection, [packed])
    assert store.capture_body(packed.sha256) == body
    assert store.verify(packed.sha256)


@pytest.mark.parametrize("damage", [b"", b"garbage", b"\x28\xb5\x2f\xfd garbage"])
def test_damaged_bytes_are_found(store, damage):
    """Bytes that changed on the disk are an error, never evidence."""
    packed = blobs.packed(b"<html>" * 1000)
    with writing(store._engine) as connection:
        blobs.keep(connection, [packed])
        connection.execute(update(blob).values(data=damage))
    assert not store.verify(packed.sha256)
    with pytest.raises(StorageError, match="damaged"):
        store.capture_body(packed.sha256)


def test_missing_bytes_are_an_error(store):
    """A hash that was never stored is named in the error."""
    assert not store.verify("0" * 64)
    with pytest.raises(StorageError, match="no bytes"):
        store.capture_body("0" * 64)


def test_a_capture_keeps_what_the_server_answered(store):
    """Body and headers are untouched, in their order."""
    run, page = ready(store)
    look = version_look(run, page, "one")
    store.record(look, NOW)
    assert store.capture_body(look.capture.sha256) == look.capture.body
    with writing(store._engine) as connection:
        headers = connection.execute(text("SELECT headers FROM capture")).scalar()
    assert headers == '[["Content-Type","text/html"],["ETag","\\"1\\""]]'
    assert capture().headers == look.capture.headers
