"""On which line of a TOML file a key stands: a person who has to mend it looks for a line."""

import re
from itertools import islice

_TABLE = re.compile(r"\s*\[(\[?)\s*([^\]]+?)\s*\]")
_KEY = re.compile(r"""\s*("[^"]*"|'[^']*'|[\w.-]+)\s*=""")
_PART = re.compile(r"""\[(\d+)\]|"([^"]*)"|([^.\[\]"]+)""")

Part = str | int


def line_of(text: str, key: str) -> int | None:
    """The line, counted from 1, of ``key`` ("units.measures.km[2]") or of what holds it; None when
    no part of it is in the file.
    """
    wanted = _parts(key)
    lines = text.splitlines()
    best, depth = None, 0
    for number, found in _keys(lines):
        same = _shared(wanted, found)
        if same == len(found) and same > depth:
            best, depth = number, same
    if best is None:
        return None
    rest = wanted[depth:]
    return _item(lines, best, rest[0]) if rest and isinstance(rest[0], int) else best


def _parts(key: str) -> list[Part]:
    return [int(n) if n else quoted or plain for n, quoted, plain in _PART.findall(key)]


def _keys(lines: list[str]) -> list[tuple[int, list[Part]]]:
    """Each line that names a table or a key, with the whole path of what it names."""
    found: list[tuple[int, list[Part]]] = []
    table: list[Part] = []
    counts: dict[str, int] = {}
    for number, line in enumerate(lines, 1):
        head = _TABLE.match(line)
        if head and not line.lstrip().startswith('["'):
            table = _parts(head[2])
            if head[1]:
                counts[head[2]] = counts.get(head[2], -1) + 1
                table.append(counts[head[2]])
            found.append((number, table))
        elif named := _KEY.match(line):
            found.append((number, [*table, *_parts(named[1])]))
    return found


def _shared(one: list[Part], two: list[Part]) -> int:
    same = 0
    for a, b in zip(one, two, strict=False):
        if a != b:
            break
        same += 1
    return same


def _item(lines: list[str], number: int, index: int) -> int:
    """The line of an array's item, when the array has a line for each."""
    if not lines[number - 1].rstrip().endswith("["):
        return number
    items = (n for n, line in enumerate(lines[number:], number + 1) if not _is_aside(line))
    return next(islice(items, index, None), number)


def _is_aside(line: str) -> bool:
    return not line.strip() or line.lstrip().startswith("#")
