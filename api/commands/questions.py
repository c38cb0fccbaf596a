"""The command that lists named questions and asks one."""

from typing import Annotated

import typer

from api.app import limits
from api.commands.opening import Home, opened
from api.commands.options import stamp
from api.commands.output import AsOf, Format, ReleaseId, RowFormat, notes, pair, show
from api.settings import read_settings
from graph.answers import judged_by, read_answer
from graph.query.guard import check
from graph.query.pool import run_once
from graph.query.request import QueryRequest
from graph.questions import Question, question, questions
from graph.store import open_release_store
from graph.unheard import told, unheard


def ask(
    name: Annotated[str | None, typer.Argument(help="a question; without one, all are listed")] = None,
    param: Annotated[
        list[str] | None, typer.Option("--param", "-p", help="name=value, several values by commas: member=usa,jpn")
    ] = None,
    as_of: AsOf = ...,  # type: ignore[assignment]
    release: ReleaseId = None,
    home: Home = None,
    format: RowFormat = Format.TABLE,  # noqa: A002
) -> None:
    """Ask a named question as of a day, or list the questions."""
    if name is None:
        show(("name", "serves", "parameters", "question"), [_listed(q) for q in questions()], format)
        return
    asked = question(name)
    found = opened(home, release)
    checked = check(asked.bound(as_of, dict(pair(p) for p in param or [])), limits(read_settings()))
    rows = read_answer(run_once(found.store, QueryRequest(checked), limits(read_settings())).body)
    show(rows.columns, rows.rows, format)
    if asked.rests_on_judgements:
        notes.print(f"rests on judgements: {judged_by(found)}")
    stamp(found, as_of)
    if silent := told(unheard(found, open_release_store(found.store), asked.query, as_of), as_of):
        notes.print(silent)


def _listed(asked: Question) -> tuple[str, str, str, str]:
    given = " ".join(f"{p.name}={','.join(p.sample)}" for p in asked.parameters)
    return asked.name, " ".join(asked.serves), given, asked.title
