"""One crawl at a time asks a host, across all processes that share a home folder."""

import hashlib
from pathlib import Path

from filelock import BaseFileLock, FileLock


def host_lock(folder: Path, host: str) -> BaseFileLock:
    """The lock of ``host``, not yet acquired. It ends with the process that holds it."""
    # A name of its own length for any host, and none that means a folder.
    name = hashlib.sha256(host.encode()).hexdigest()[:32]
    return FileLock(folder / f"{name}.lock", thread_local=False)
