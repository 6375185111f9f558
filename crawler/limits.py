"""The memory a worker process may take. Its own room, so that workers load nothing else for it."""

import logging
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

log = logging.getLogger(__name__)

_STATM = Path("/proc/self/statm")


def limit_address_space(room: int, *, for_good: bool = True) -> None:
    """Let this process map ``room`` bytes more than it has mapped already, and no more. Not
    ``for_good``, other programs may be started ``without_limit``.

    Where there is no such limit (macOS), or it is set lower already, the process goes on as it
    is: the limits on time and on the size of answers still hold.
    """
    try:
        mapped = int(_STATM.read_text(encoding="ascii").split()[0]) * resource.getpagesize()
        most = resource.getrlimit(resource.RLIMIT_AS)[1]
        resource.setrlimit(resource.RLIMIT_AS, (mapped + room, mapped + room if for_good else most))
    except (OSError, ValueError) as error:
        log.debug("no memory limit: %s", error)


@contextmanager
def without_limit() -> Iterator[None]:
    """A program started inside does not inherit the limit, unless it was set for good."""
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (hard, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
