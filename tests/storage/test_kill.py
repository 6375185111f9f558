import subprocess
import sys
from pathlib import Path

from storage import open_store
from tests.storage.writer import CLAIMS

ROOT = Path(__file__).parents[2]


def _start(url):
    command = [sys.executable, "-m", "tests.storage.writer", url]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def _told(process, count):
    lines = [process.stdout.readline() for _ in range(count)]
    return [int(line) for line in lines if line.strip()]


def test_a_killed_writer_leaves_only_whole_versions(url):
    """Two writers at once, killed with -9 again and again: what they told of is there, and
    every version has its text, its bytes and all its claims.
    """
    told = []
    for count in (1, 3, 7, 12):
        writers = [_start(url), _start(url)]
        for writer in writers:
            told += _told(writer, count)
        for writer in writers:
            writer.kill()
        for writer in writers:
            told += [int(line) for line in writer.stdout.read().split("\n")[:-1]]
            writer.wait()
            writer.stdout.close()
    assert len(told) >= 2 * (1 + 3 + 7 + 12)
    with open_store(url) as store:
        assert store.integrity() == ()
        stored = [
            store.version(ref.id) for page in store.pages() for ref in store.versions(page.id)
        ]
        assert set(told) <= {version.id for version in stored}
        assert all(len(version.claims) == CLAIMS for version in stored)
        assert all(store.verify(version.capture_sha256) for version in stored)
        checks = {check.version: check for check in store.checks()}
        assert set(checks) == {version.id for version in stored}
        assert all(check.claims == CLAIMS for check in checks.values())
        for page in store.pages():
            seqs = [ref.seq for ref in store.versions(page.id)]
            assert seqs == list(range(1, len(seqs) + 1))
