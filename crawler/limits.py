"""The memory a worker process may take. Its own room, so that workers load nothing else for it."""

import logging
import resource
from pathlib import Path

log = logging.getLogger(__name__)

_STATM = Path("/proc/self/statm")


def limit_address_space(room: int) -> None:
    """Let this process map ``room`` bytes more than it has mapped already, and no more.

    Where there is no such limit (macOS), or it is set lower already, the process goes on as it
    is: the limits on time and on the size of answers still hold.
    """
    try:
        mapped = int(_STATM.read_text(encoding="ascii").split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (mapped + room, mapped + room))
    except (OSError, ValueError) as error:
        log.debug("no memory limit: %s", error)
