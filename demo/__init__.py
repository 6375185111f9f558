"""figurewatch at work on a small web site of its own, with nothing but this machine."""

from demo.planted import PLANTED, QUIET, Planted, Quiet, Told
from demo.site import DemoSite

__all__ = ["PLANTED", "QUIET", "DemoSite", "Planted", "Quiet", "Told"]
