"""figurewatch at work on a small web site of its own, with nothing but this machine."""

from demo.planted import PLANTED, QUIET, Planted, Quiet, Told
from demo.show import run_demo
from demo.site import DemoSite
from demo.verdict import Verdict, verdict

__all__ = [
    "PLANTED",
    "QUIET",
    "DemoSite",
    "Planted",
    "Quiet",
    "Told",
    "Verdict",
    "run_demo",
    "verdict",
]
