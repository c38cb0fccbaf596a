"""The command that asks a release a query."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from api.app import limits
from api.commands.opening import Home, opened
from api.commands.options import stamp
from api.commands.output import AsOf, ReleaseId, notes, pair
from api.settings import read_settings
from graph.errors import BadParameter
from graph.query.bind import DAY, bind_day, parameters
from graph.query.formats import BY_NAME
from graph.query.guard import check
from graph.query.pool import run_once
from graph.query.request import QueryRequest
from graph.questions import question


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
    text = _text(what, param or [], as_of)
    checked = check(text, limits(read_settings()))
    if format not in BY_NAME:
        raise BadParameter(f"no format {format!r}; use one of {', '.join(BY_NAME)}")
    name = (
        format
        if BY_NAME[format].kind == checked.form.answer
        else {"table": "csv", "triples": "turtle"}[checked.form.answer]
    )
    answer = run_once(found.store, QueryRequest(checked, name), limits(read_settings()))
    typer.echo(answer.body.decode(), nl=False)
    if DAY in parameters(text):
        stamp(found, as_of)
    else:
        notes.print(
            f"release {found.id}; the query states no day: write VALUES ?asOf {{ UNDEF }} into it to ask for one"
        )


def _text(what: str, params: list[str], day: date) -> str:
    """Return the query of a file or a question, as of the day."""
    path = Path(what)
    if not path.is_file():
        return question(what).bound(day, dict(pair(p) for p in params))
    if params:
        raise BadParameter("--param goes with a named question; in a file, write the value into its VALUES line")
    text = path.read_text(encoding="utf-8")
    return bind_day(text, day) if DAY in parameters(text) else text
