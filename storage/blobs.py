"""Bytes under the SHA-256 of what they are: packed, written once, proven at every reading."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field

import zstandard
from sqlalchemy import Connection, select

from model import DamagedError
from storage.engine import insert_new
from storage.tables import blob

LEVEL = 9  # measured: 19 saves 3 % more and takes 14 times as long


@dataclass(frozen=True, slots=True)
class Packed:
    """Bytes ready to be stored."""

    sha256: str
    encoding: str
    size: int
    data: bytes = field(repr=False)


def packed(body: bytes) -> Packed:
    """``body`` as it is stored: compressed where that makes it smaller."""
    squeezed = zstandard.ZstdCompressor(level=LEVEL).compress(body)
    smaller = len(squeezed) < len(body)
    return Packed(
        hashlib.sha256(body).hexdigest(),
        "zstd" if smaller else "raw",
        len(body),
        squeezed if smaller else body,
    )


def keep(connection: Connection, bodies: Iterable[Packed]) -> None:
    """Store what is not stored yet."""
    rows = [
        {
            "sha256": body.sha256,
            "encoding": body.encoding,
            "size": body.size,
            "data": body.data,
        }
        # In one order for all writers, or two of them could wait for each other in PostgreSQL.
        for body in sorted(bodies, key=lambda body: body.sha256)
    ]
    insert_new(connection, blob, rows)


def load(connection: Connection, sha256: str) -> bytes:
    """The bytes, proven to be the ones that were stored.

    Raises: DamagedError when they are missing or damaged.
    """
    row = connection.execute(select(blob).where(blob.c.sha256 == sha256)).one_or_none()
    if row is None:
        raise DamagedError(f"no bytes are stored as {sha256}")
    try:
        body = _unpacked(row.encoding, row.data, row.size)
    except zstandard.ZstdError as error:
        raise DamagedError(f"the bytes stored as {sha256} are damaged: {error}") from error
    if hashlib.sha256(body).hexdigest() != sha256:
        raise DamagedError(f"the bytes stored as {sha256} are damaged: they have another hash")
    return body


def is_whole(connection: Connection, sha256: str) -> bool:
    """Whether the bytes are there and still have this hash."""
    try:
        load(connection, sha256)
    except DamagedError:
        return False
    return True


def _unpacked(encoding: str, data: bytes, size: int) -> bytes:
    if encoding == "raw":
        return data
    return zstandard.ZstdDecompressor().decompress(data, max_output_size=size)
