"""Commands on files: corpus, read, compare."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.listings import listing
from cli.opening import home_folder, now, opened
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
    tell,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from model import Article, Claim, DocumentError, Finding

    Read = tuple[str, Article, tuple[Claim, ...]]

corpus_app = typer.Typer(
    name="corpus",
    no_args_is_help=True,
    rich_markup_mode=None,
    help="The seed documents that claims are compared with.",
)


@corpus_app.command("add")
def corpus_add(
    paths: Annotated[list[Path], typer.Argument(help="Files (.txt, .md, .html) or folders.")],
    home: HomeOption = None,
) -> None:
    """Add documents to the seed corpus; what is read from each is counted.

    Example: figurewatch corpus add report-2025.txt archive/
    """
    from home import add_documents
    from reports import clean

    refused: list[DocumentError] = []
    with opened(home, prepare=True) as here:
        for origin, count, new in add_documents(here, paths, refused=refused.append):
            put(f"{'added' if new else 'known'}  {clean(origin)}  {count} claims")
    for error in refused:
        tell(f"figurewatch: {error}")
    if refused:
        raise typer.Exit(2)


@corpus_app.command("list")
def corpus_list(style: RowsOption = RowStyle.TABLE, home: HomeOption = None) -> None:
    """List the seed documents.

    Example: figurewatch corpus list
    """
    with opened(home, prepare=True) as here:
        put(listing("documents", here.store.documents(), style))


@corpus_app.command("show")
def corpus_show(
    document: Annotated[str, typer.Argument(help="A document's number or file name.")],
    style: RowsOption = RowStyle.TABLE,
    home: HomeOption = None,
) -> None:
    """Show the claims read from one seed document.

    Example: figurewatch corpus show 1
    """
    from check import statement_of

    with opened(home, prepare=True) as here:
        found = here.store.document(document)
        if found is None:  # a name without its folder, if there is only one of that name
            named = [d for d in here.store.documents() if Path(d.origin).name == document]
            found = named[0] if len(named) == 1 else None
        if found is None:
            raise UsageError(f"{document}: no such document; figurewatch corpus list names them")
        article = found.version.article
        put(listing("claims", [statement_of(c, article) for c in found.version.claims], style))


@corpus_app.command("match")
def corpus_match(
    files: Annotated[list[Path], typer.Argument(help="Files (.txt, .md, .html) or folders.")],
    style: RowsOption = RowStyle.TABLE,
    home: HomeOption = None,
) -> None:
    """Say what the claims of a file are to the seed corpus, without storing it.

    Example: figurewatch corpus match speech.txt --format jsonl
    """
    from check import statement_of
    from diffing import find
    from documents import documents_read

    with opened(home, prepare=True) as here:
        found: list[Finding] = []
        for origin, article, read_claims in documents_read(files, here.words):
            new = [statement_of(claim, article, article.url or origin) for claim in read_claims]
            known = here.store.statements({claim.series for claim in read_claims})
            found += find(new, [statement for statement in known if statement.seed])
        put(listing("findings", found, style))


def read(
    files: Annotated[
        list[Path] | None, typer.Argument(help="Files (.txt, .md, .html) or folders.")
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
