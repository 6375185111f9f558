"""A small real web server with faults, for the tests: see `tests/site/server.py`."""

from tests.site.server import Answer, Site, dead_port

__all__ = ["Answer", "Site", "dead_port"]
