"""Commands on files alone: read, compare."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.listings import listing
from cli.opening import home_folder, now
from cli.options import (
    FOUND,
    ExitCodeOption,
    ExplainOption,
    HomeOption,
    QuantitiesOption,
    RowsOption,
    RowStyle,
    SecondReaderOption,
    UsageError,
    put,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from model import Article, Claim

    Read = tuple[str, Article, tuple[Claim, ...]]


def read(
    files: Annotated[
        list[Path] | None, typer.Argument(help="Files (text, HTML, PDF, Word, Excel) or folders.")
    ] = None,
    text: Annotated[
        str | None, typer.Option("--text", help="Read this sentence instead of a file.")
    ] = None,
    published: Annotated[
        datetime | None,
        typer.Option("--published", formats=["%Y-%m-%d"], help="The day of --text: 2026-03-31."),
    ] = None,
    style: RowsOption = RowStyle.TABLE,
    explain: ExplainOption = False,
    second_reader: SecondReaderOption = False,
    quantities: QuantitiesOption = False,
    home: HomeOption = None,
) -> None:
    """Read the claims of files alone, without a database.

    Example: figurewatch read report.txt --format jsonl

    Example: figurewatch read --explain --text "Leeds aims to build 2,000 homes by 2030."
    """
    from check import statement_of
    from documents import documents_read, sentence_read, words_of

    if (text is None) == (not files):
        raise UsageError("name files to read, or give a sentence with --text; one of the two")
    words = words_of(home_folder(home))
    if text is not None:
        given: Iterable[Read] = [
            sentence_read(text, published.date() if published else None, words)
        ]
    else:
        given = documents_read(files or [], words)
    if explain:
        from cli.explained import explanation

        for origin, article, _ in given:
            put(explanation(Path(origin).name, article, words, lines=style is RowStyle.JSONL))
        return
    if quantities:
        from cli.mentioned import mentioned

        for origin, article, _ in given:
            put(mentioned(Path(origin).name, article, words))
        return
    found, whole = list(given), True
    if second_reader:
        from cli.second import with_proposals

        found, whole = with_proposals(found, words, home_folder(home))
    if style is RowStyle.JSONL:
        for origin, article, claims in found:
            put(claims_of_file(Path(origin).name, article, claims))
    else:
        rows = [statement_of(c, a, a.url or o) for o, a, cs in found for c in cs]
        put(listing("claims", rows, style))
    if not whole:
        raise typer.Exit(1)


def claims_of_file(origin: str, article: "Article", claims: "tuple[Claim, ...]") -> str:
    """The claims of one file, a line each; spans are offsets into the file's own text."""
    from reports import claim_json, json_line

    published = article.published.isoformat() if article.published else None
    return "".join(
        json_line(claim_json(claim, doc=origin, id=f"{origin}#{number}", published_at=published))
        + "\n"
        for number, claim in enumerate(claims, 1)
    )


def compare(
    old: Annotated[Path, typer.Argument(help="The file as it was.")],
    new: Annotated[Path, typer.Argument(help="The file as it is.")],
    style: RowsOption = RowStyle.TABLE,
    exit_code: ExitCodeOption = False,
    home: HomeOption = None,
) -> None:
    """Compare the claims of two files, without a database.

    Example: figurewatch compare before.txt after.txt
    """
    from diffing import compare as compare_versions
    from documents import documents_read, words_of
    from model import Version

    versions = []
    for path in (old, new):
        (_, article, found), *more = documents_read([path], words_of(home_folder(home)))
        if more:
            raise UsageError(f"{path}: a folder; compare takes two files")
        versions.append(Version(article, found, now(), url=article.url or path.name))
    changed = compare_versions(*versions).changes
    put(listing("changes", changed, style))
    if exit_code and changed:
        raise typer.Exit(FOUND)
