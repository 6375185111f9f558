"""A site that is watched for how many requests it answers at once."""

import threading
from dataclasses import dataclass, field

from tests.site.server import Answer, Site


@dataclass
class Watched:
    """The pages of a site, and the most requests that it was ever answering at once."""

    site: Site
    busy: int = 0
    most: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def put(self, path: str, answer: Answer) -> None:
        """A page that takes a moment, so that a second request would meet the first."""

        def slowly(handler) -> None:
            handler.close_connection = False
            with self.lock:
                self.busy += 1
                self.most = max(self.most, self.busy)
            handler.server.site.over.wait(0.01)
            try:
                handler.answer(answer)
            finally:
                with self.lock:
                    self.busy -= 1

        self.site.put(path, slowly)
