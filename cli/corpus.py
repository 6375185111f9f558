"""Commands on the seed corpus: add, list, show, match."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.listings import listing
from cli.opening import now, opened
from cli.options import (
    FOUND,
    ExitCodeOption,
    HomeOption,
    RowsOption,
    RowStyle,
    UsageError,
    put,
    tell,
)

if TYPE_CHECKING:
    from home import Home
    from model import CorpusDocument, DocumentError, Finding, Standing, Statement
    from reports import Match

corpus_app = typer.Typer(
    name="corpus",
    no_args_is_help=True,
    rich_markup_mode=None,
    help="The seed documents that claims are compared with.",
)


@corpus_app.command("add")
def corpus_add(
    paths: Annotated[
        list[Path], typer.Argument(help="Files (text, HTML, PDF, Word, Excel) or folders.")
    ],
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
    """Show the claims read from one seed document, and what has become of each.

    Example: figurewatch corpus show 1
    """
    with opened(home, prepare=True) as here:
        found = document_named(document, here)
        put(listing("seed claims", standings(here, now().date(), found.id), style))


@corpus_app.command("status")
def corpus_status(
    document: Annotated[
        str | None, typer.Argument(help="Only this document: its number or file name.")
    ] = None,
    style: RowsOption = RowStyle.TABLE,
    home: HomeOption = None,
) -> None:
    """Say what has become of every claim of the corpus: confirmed, reached, overdue, replaced ...

    Example: figurewatch corpus status 1
    """
    with opened(home, prepare=True) as here:
        number = document_named(document, here).id if document else None
        rows = standings(here, now().date(), number)
    if not rows and style is RowStyle.TABLE:
        put("The corpus is empty; figurewatch corpus add adds documents to compare with.")
        return
    put(listing("seeds", rows, style))
    if style in {RowStyle.TABLE, RowStyle.MD}:
        from reports import seed_totals

        put("\n")
        put(seed_totals(rows))


def standings(here: "Home", today: date, document: int | None = None) -> "list[Standing]":
    """How each claim of the corpus stands, or of one document of it, in the order of the text."""
    from diffing import standing

    seeds = here.store.seed_statements(document)
    sightings = here.store.sightings({seed.claim.series for seed in seeds})
    return [standing(seed, sightings.get(seed.claim.series, ()), today) for seed in seeds]


def document_named(name: str, here: "Home") -> "CorpusDocument":
    """The seed document of that number, origin, or file name if only one has it."""
    found = here.store.document(name)
    if found is not None:
        return found
    named = [d for d in here.store.documents() if Path(d.origin).name == name]
    if len(named) == 1:
        return named[0]
    raise UsageError(f"{name}: no such document; figurewatch corpus list names them")


@corpus_app.command("match")
def corpus_match(
    files: Annotated[
        list[Path], typer.Argument(help="Files (text, HTML, PDF, Word, Excel) or folders.")
    ],
    style: RowsOption = RowStyle.TABLE,
    exit_code: ExitCodeOption = False,
    home: HomeOption = None,
) -> None:
    """Say what each claim of a file is to the seed corpus, without storing it.

    Example: figurewatch corpus match speech.txt --format jsonl
    """
    from check import statement_of
    from diffing import find
    from documents import documents_read

    with opened(home, prepare=True) as here:
        known = here.store.seed_statements()
        rows: list[Match] = []
        for origin, article, read_claims in documents_read(files, here.words):
            new = [statement_of(claim, article, article.url or origin) for claim in read_claims]
            rows += matched(new, find(new, known), first=rows[-1].number + 1 if rows else 1)
        if rows or style is not RowStyle.TABLE:
            put(listing("matches", rows, style))
        else:
            put("No claim was read there; figurewatch read --explain shows why numbers are none.")
    if exit_code and any(is_telling(row) for row in rows):
        raise typer.Exit(FOUND)


def matched(
    new: "Sequence[Statement]", found: "Iterable[Finding]", first: int = 1
) -> "Iterator[Match]":
    """Each claim beside everything it is to the corpus, in the order of the text. What was found
    of a claim holds for the text's other mentions of it too.
    """
    from reports import Match

    met: dict[Hashable, list[Finding]] = defaultdict(list)
    for finding in found:
        for key in {said(each) for each in (finding.claim, *finding.witnesses)}:
            met[key].append(finding)
    ordered = sorted(new, key=lambda statement: statement.claim.span)
    for number, statement in enumerate(ordered, start=first):
        # Two mentions may each have been found to be the same: once is enough.
        findings = {(each.relation, each.against): each for each in met.get(said(statement), ())}
        for finding in findings.values():
            yield Match(number, statement, replace(finding, claim=statement))
        if not findings:
            yield Match(number, statement, None)


def said(statement: "Statement") -> "Hashable":
    """What a claim says, in whatever words: another mention of it says the same."""
    claim = statement.claim
    amount = claim.quantity
    return claim.series, claim.kind, claim.period, amount.value, amount.value_max, amount.unit


def is_telling(row: "Match") -> bool:
    """Whether the corpus is not merely repeated, or silent."""
    from model import Relation

    quiet = {Relation.RESTATES, Relation.NEW_SERIES}
    return row.finding is not None and row.finding.relation not in quiet
