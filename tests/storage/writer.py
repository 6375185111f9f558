"""A process that records looks until it is killed: run by `test_kill.py`.

Usage: python -m tests.storage.writer URL. It prints the id of each version once it is stored.
"""

import os
import sys

from storage import open_store
from tests.storage.samples import NOW, URL, claim, ready, version_look

CLAIMS = 20


def main(url):
    with open_store(url) as store:
        run, page = ready(store, f"{URL}/{os.getpid()}")
        before = None
        n = 0
        while True:
            n += 1
            claims = [claim(str(n), f"indicator {each}") for each in range(CLAIMS)]
            text = f"text {n} of {os.getpid()} " + "with many words " * 500
            look = version_look(run, page, text, claims, before=before)
            before = store.record(look, NOW).version
            print(before, flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
