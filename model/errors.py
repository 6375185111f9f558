"""What can go wrong, as a small tree: each error says what happened, to what, and what to do."""


class FigurewatchError(Exception):
    """Every error that figurewatch raises on purpose."""


class ConfigError(FigurewatchError):
    """A setting that a person can mend: names the file, the line and the key, and says what is
    allowed. ``line`` counts from 1; None where no line can be blamed.
    """

    def __init__(self, file: str, key: str, problem: str, line: int | None = None) -> None:
        place = file if line is None else f"{file}:{line}"
        super().__init__(f"{place}: {key}: {problem}" if key else f"{place}: {problem}")
        self.file, self.key, self.problem, self.line = file, key, problem, line


class DocumentError(FigurewatchError):
    """A document given by hand that cannot be read: names the file and says why."""

    def __init__(self, file: str, problem: str) -> None:
        super().__init__(f"{file}: {problem}")
        self.file, self.problem = file, problem


class ExtractError(FigurewatchError):
    """A page whose article could not be extracted; the last version stands. ``ended`` says that
    its worker had to be stopped: nobody should parse it again.
    """

    def __init__(self, url: str, problem: str, *, ended: bool = False) -> None:
        super().__init__(f"{url}: {problem}")
        self.url, self.problem, self.ended = url, problem, ended

    # An exception with its own arguments does not cross a process border without this.
    def __reduce__(self) -> tuple[type["ExtractError"], tuple[str, str]]:
        return ExtractError, (self.url, self.problem)


class StorageError(FigurewatchError):
    """The store cannot be opened or written: stop, nothing is safe without it."""


class DamagedError(StorageError):
    """Stored bytes that are missing, or no longer the ones that were stored. The rest is sound."""


class BusyError(FigurewatchError):
    """Another process holds what this one needs; says who."""
