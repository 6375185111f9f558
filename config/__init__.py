"""Files in, model values out: the settings, the sources and the words of one home folder.

The defaults ship in this package. A home folder's ``config/`` lays its own over them: settings
key by key, sources file by file (a file of the same name replaces the shipped one).
"""

from dataclasses import dataclass
from pathlib import Path

from config.conditions import Known, load_conditions
from config.settings import load_settings, settings_toml
from config.source_files import load_source, load_sources
from config.words import load_words
from model import Settings, Source

__all__ = [
    "SHIPPED",
    "Config",
    "Known",
    "load",
    "load_conditions",
    "load_settings",
    "load_source",
    "load_sources",
    "load_words",
    "settings_toml",
]

SHIPPED = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Config:
    """Everything a person can set."""

    settings: Settings
    sources: tuple[Source, ...]

    def enabled(self) -> tuple[Source, ...]:
        """The sources that are followed."""
        return tuple(source for source in self.sources if source.enabled)


def load(home: Path) -> Config:
    """The configuration of ``home``, whole; nothing is taken from a file with a mistake in it.

    Raises: ConfigError naming the file, the key, what was read and what is allowed.
    """
    settings = load_settings(home)
    shipped = [SHIPPED / "sources"] if settings.default_sources else []
    return Config(settings, load_sources([*shipped, home / "config" / "sources"]))
