"""Read one TOML file into a checked shape, or say in one sentence what to mend."""

import re
import tomllib
from collections.abc import Mapping
from datetime import timedelta
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from config.where import line_of
from model import ConfigError

_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}


class Shape(BaseModel):
    """The base of every shape a file must have: no unknown keys, no silent conversion."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


def _duration(value: object) -> object:
    match = re.fullmatch(r"(\d{1,6})\s*([smhd])", value) if isinstance(value, str) else None
    if not match or int(match[1]) == 0:
        raise ValueError('must be a time such as "30s", "15m", "6h" or "1d"')
    return timedelta(seconds=int(match[1]) * _UNITS[match[2]])


Duration = Annotated[timedelta, BeforeValidator(_duration)]

S = TypeVar("S", bound=Shape)


def read_toml(path: Path, shape: type[S], context: Mapping[str, object] | None = None) -> S:
    """The file at ``path`` in ``shape``; ``context`` is what the shape's validators may ask for.

    Raises: ConfigError for a file that cannot be read, is no TOML, or does not fit the shape.
    """
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(str(path), "", f"cannot be read: {error}") from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(str(path), "", f"is not valid TOML: {error}") from error
    try:
        return shape.model_validate(values, context=context)
    except ValidationError as error:
        raise _in_words(path, shape, error) from error


def _in_words(path: Path, shape: type[Shape], error: ValidationError) -> ConfigError:
    # An unknown key is often the reason that another is missing: say that one first.
    errors = sorted(
        error.errors(include_url=False), key=lambda found: found["type"] != "extra_forbidden"
    )
    first = errors[0]
    places = [part for part in first["loc"] if part != "function-after"]
    key = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in places)
    kind, given = first["type"], first["input"]
    if kind == "extra_forbidden":
        problem = unknown_key(str(places[-1]), _keys_at(shape, places[:-1]))
    elif kind == "missing":
        problem = "is missing, and must be set"
    else:
        rule = first["msg"].removeprefix("Value error, ").removeprefix("Input ")
        problem = f"read {_shown(given)}, but it {rule[0].lower()}{rule[1:]}"
    return in_file(path, key.lstrip("."), problem)


def in_file(path: Path, key: str, problem: str) -> ConfigError:
    """The error that names the file, the line of ``key`` in it, and what to mend."""
    return ConfigError(str(path), key, problem, line_of(path.read_text(encoding="utf-8"), key))


def unknown_key(key: str, known: list[str]) -> str:
    """What is wrong with a key that is none of ``known``."""
    near = get_close_matches(key, known, n=1)
    hint = f"; did you mean {near[0]!r}?" if near else ""
    return f"is not a key figurewatch knows{hint} (allowed: {', '.join(known)})"


def _keys_at(shape: type[Shape], places: list[Any]) -> list[str]:
    """The keys allowed at ``places``: follows the shape's annotations down."""
    for place in places:
        field = shape.model_fields.get(str(place))
        if field is None:
            continue  # an index into a list: the list's own annotation was followed already
        inner = [field.annotation, *getattr(field.annotation, "__args__", ())]
        shapes = [a for a in inner if isinstance(a, type) and issubclass(a, Shape)]
        shape = shapes[0] if shapes else shape
    return sorted(f.alias or name for name, f in shape.model_fields.items())


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 80 else f"{text[:77]}..."
