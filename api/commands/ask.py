"""Commands that ask a release: query, gaps, chokepoints, sources."""

from datetime import date
from pathlib import Path
from typing import Annotated, Final

import typer

from api.app import limits
from api.commands.output import AsOf, Format, ReleaseId, RowFormat, notes, show
from api.settings import read_settings
from graph.chokepoints.ask import ask_structural
from graph.documents import documents
from graph.errors import BadParameter
from graph.evidence import Evidence
from graph.gaps.ask import ask_agreement_gaps
from graph.parties import Basis
from graph.query.bind import DAY, bind_day, parameters
from graph.query.formats import BY_NAME
from graph.query.guard import check
from graph.query.pool import run_once
from graph.query.request import QueryRequest
from graph.questions import question
from graph.release import Release, current_release
from graph.things import catalogue

gaps = typer.Typer(no_args_is_help=True, help="What a coalition or a pair lacks on a day.")
chokepoints = typer.Typer(no_args_is_help=True, help="Where an alliance hangs on one thread.")

GAP_COLUMNS: Final = (
    "pair",
    "expects",
    "lack",
    "missing since",
    "list complete",
    "listed again",
    "closed on",
    "closed by",
    "premise",
    "evidence",
)

Home = Annotated[Path | None, typer.Option("--home", help="folder of the releases; KANAME_HOME, or .kaname")]


def opened(home: Path | None, release_id: str | None) -> Release:
    """Return the release that a command asks."""
    return current_release(home or read_settings().home, release_id)


def stamp(release: Release, day: date, unknown: int = 0) -> None:
    """Tell on stderr what the answer speaks of."""
    doubt = f"; {unknown} more are unknown" if unknown else ""
    notes.print(f"as of {day}, release {release.id}, sources looked until {release.observed_until}{doubt}")


def evidence(found: Evidence, form: Format) -> str:
    """Return the statements of a finding; a table has room for their number only."""
    return f"{len(found.statements)} statements" if form is Format.TABLE else " ".join(found.statements)


def query(
    what: Annotated[str, typer.Argument(help="a file, or the name of a question", metavar="FILE|NAME")],
    param: Annotated[list[str] | None, typer.Option("--param", "-p", help="name=id, for instance state=jpn")] = None,
    as_of: AsOf = ...,  # type: ignore[assignment]
    release: ReleaseId = None,
    home: Home = None,
    format: Annotated[str, typer.Option("--format", help="json, csv, tsv, xml; turtle, jsonld …")] = "csv",  # noqa: A002
) -> None:
    """Run a SPARQL query or a named question as of a day."""
    found = opened(home, release)
    checked = check(_text(what, param or [], as_of), limits(read_settings()))
    if format not in BY_NAME:
        raise BadParameter(f"no format {format!r}; use one of {', '.join(BY_NAME)}")
    name = (
        format
        if BY_NAME[format].kind == checked.form.answer
        else {"table": "csv", "triples": "turtle"}[checked.form.answer]
    )
    answer = run_once(found.store, QueryRequest(checked, name), limits(read_settings()))
    typer.echo(answer.body.decode(), nl=False)
    stamp(found, as_of)


def _text(what: str, params: list[str], day: date) -> str:
    """Return the query of a file or a question, as of the day."""
    path = Path(what)
    if not path.is_file():
        return question(what).bound(day, dict(_pair(p) for p in params))
    if params:
        raise BadParameter("--param goes with a named question; in a file, write the value into its VALUES line")
    text = path.read_text(encoding="utf-8")
    return bind_day(text, day) if DAY in parameters(text) else text


def _pair(param: str) -> tuple[str, str]:
    name, equals, value = param.partition("=")
    if not equals:
        raise BadParameter(f"--param {param!r}: write name=id, for instance state=jpn")
    return name, value


@gaps.command("agreement")
def gaps_agreement(
    states: Annotated[str, typer.Option(help="one state: its pairs; several, by commas: the pairs among them")] = "",
    expects: Annotated[str | None, typer.Option(help="kind expected, such as rdp-mou")] = None,
    premise: Annotated[str | None, typer.Option(help="kind that raises the expectation")] = None,
    as_of: AsOf = ...,  # type: ignore[assignment]
    release: ReleaseId = None,
    home: Home = None,
    format: RowFormat = Format.TABLE,  # noqa: A002
) -> None:
    """List the pairs that stand in a rule's premise and lack the agreement that it expects."""
    found = opened(home, release)
    known = catalogue(found)
    names = [name for name in states.split(",") if name.strip()]
    items = ask_agreement_gaps(found, as_of, names, expects, premise)
    rows = [
        (
            "–".join(known[p].label for p in gap.pair),
            gap.rule.expects,
            gap.lack.value,
            gap.since,
            gap.list_before.day if gap.list_before else None,
            gap.list_after.day if gap.list_after else None,
            gap.closing.on if gap.closing else None,
            gap.closing.agreement if gap.closing else None,
            " ".join(gap.premise),
            evidence(gap.evidence, format),
        )
        for gap in items
    ]
    show(GAP_COLUMNS, rows, format)
    stamp(found, as_of)


@chokepoints.command("structural")
def chokepoints_structural(
    layer: Annotated[
        str, typer.Option(help="security, framework, access, logistics, information or industry")
    ] = "security",
    between: Annotated[str, typer.Option(help="two parties, by a comma: the minimum cut between them")] = "",
    basis: Annotated[Basis, typer.Option(help="what makes a party")] = Basis.IN_FORCE,
    as_of: AsOf = ...,  # type: ignore[assignment]
    release: ReleaseId = None,
    home: Home = None,
    format: RowFormat = Format.TABLE,  # noqa: A002
) -> None:
    """List the parties and bonds whose loss splits a layer, or the fewest parties that part two others."""
    found = opened(home, release)
    known = catalogue(found)
    seen, items = ask_structural(found, as_of, layer, basis, [e for e in between.split(",") if e.strip()])
    rows = [
        (
            item.cut.value,
            "–".join(known[m].label for m in item.members),
            item.severed,
            "; ".join(", ".join(known[m].label for m in part) for part in item.parts[1:]),
            " ".join(item.agreements),
            evidence(item.evidence, format),
        )
        for item in items
    ]
    show(("cut", "what", "severed", "falls apart", "agreements", "evidence"), rows, format)
    stamp(found, as_of, seen.unknown)


def sources(
    release: ReleaseId = None,
    home: Home = None,
    documents_too: Annotated[bool, typer.Option("--documents", help="list the cited documents instead")] = False,
    format: RowFormat = Format.TABLE,  # noqa: A002
) -> None:
    """List the compiled sources of the release, or the documents that they cite."""
    found = opened(home, release)
    if documents_too:
        show(
            ("id", "citations", "kind", "issued", "publisher", "title", "url"),
            [(d.id, d.citations, d.kind, d.issued, d.publisher, d.title, d.url) for d in documents(found)],
            format,
        )
        return
    show(
        ("source", "version", "rows", "statements", "horizon", "licence", "redistributable", "title"),
        [
            (s.key, s.version, sum(s.rows.values()), s.statements, s.horizon, s.licence, s.redistributable, s.title)
            for s in found.manifest.sources
        ],
        format,
    )
