"""What a command costs with every process it starts: CPU seconds and the peak memory of each part.

The command runs below a process of its own that takes in those whose parent ended before them, as
the fork server's does: the kernel then hands it the times of all of them. Linux only.
"""

import ctypes
import json
import os
import resource
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_SUBREAPER = 36  # PR_SET_CHILD_SUBREAPER
_PROC = Path("/proc")
_EVERY_S = 0.1  # a look at everybody's memory


@dataclass(frozen=True, slots=True)
class Cost:
    """User and system time of all the processes together, and wall time, in seconds; the peak
    resident memory of each part in MB: the worker that took most stands for the workers.
    """

    cpu: float
    wall: float
    peak: dict[str, float]


def cost_of(command: Sequence[str]) -> Cost:
    """Run ``command``, and everything it starts, to the end.

    Raises: RuntimeError with the last words of a command that fails.
    """
    measured = [sys.executable, "-m", "bench.processes", *command]
    done = subprocess.run(measured, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)} failed:\n{done.stderr[-2000:]}")
    return Cost(**json.loads(done.stdout.splitlines()[-1]))


class _Watch(threading.Thread):
    """Looks at the memory of every process below us until the last has ended."""

    def __init__(self, first: int) -> None:
        super().__init__(daemon=True)
        self._first = first
        self._seen: dict[int, tuple[str, float]] = {}

    def run(self) -> None:
        while True:
            below = {os.getpid()}
            for pid, parent in sorted(_parents().items()):
                if parent in below:
                    below.add(pid)
                    self._look_at(pid, parent)
            time.sleep(_EVERY_S)

    def _look_at(self, pid: int, parent: int) -> None:
        try:
            status = (_PROC / str(pid) / "status").read_text()
            command = (_PROC / str(pid) / "cmdline").read_bytes()
            mute = (_PROC / str(pid) / "fd" / "1").readlink() == Path(os.devnull)
        except OSError:  # it ended
            return
        peak = next((line.split()[1] for line in status.splitlines() if "VmHWM" in line), "0")
        part = "tracker"
        if pid == self._first:
            part = "parent"
        elif b"forkserver" in command:
            # The crawl's child lets go of the terminal; a worker keeps it.
            forked = "crawl child" if mute else "worker"
            part = "fork server" if parent == self._first else forked
        self._seen[pid] = (part, int(peak) / 1024)

    def peak(self) -> dict[str, float]:
        """The most that any process of each part ever held."""
        found: dict[str, float] = {}
        for part, most in self._seen.values():
            found[part] = round(max(most, found.get(part, 0.0)), 1)
        return found


def _parents() -> dict[int, int]:
    found = {}
    for folder in _PROC.iterdir():
        if folder.name.isdigit():
            try:
                stat = (folder / "stat").read_text().rpartition(")")[2].split()
            except OSError:  # it ended
                continue
            found[int(folder.name)] = int(stat[1])
    return found


def main() -> None:
    """Run the command that follows, and print what it cost as JSON."""
    if ctypes.CDLL(None).prctl(_SUBREAPER, 1, 0, 0, 0) != 0:
        raise SystemExit("this bench needs Linux: it takes in processes whose parent ended")
    start = time.monotonic()
    process = subprocess.Popen(sys.argv[1:], stdin=subprocess.DEVNULL, stdout=sys.stderr)
    watch = _Watch(process.pid)
    watch.start()
    process.wait()
    while True:  # what it left behind: the fork server and its children end on their own
        try:
            os.wait()
        except ChildProcessError:
            break
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    wall = time.monotonic() - start
    print(json.dumps({"cpu": usage.ru_utime + usage.ru_stime, "wall": wall, "peak": watch.peak()}))
    raise SystemExit(process.returncode)


if __name__ == "__main__":
    main()
