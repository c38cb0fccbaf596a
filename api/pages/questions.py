"""The questions: which there are, and each with its parameters, its answer on a day, and its SPARQL."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response

from api.deps import shelf
from api.page_data.labels import Labels, labels
from api.pages.board import Cell, Field, Section, TableRow
from api.pages.context import Page
from api.pages.faults import PageRoute
from api.pages.routes import answer, frame_of
from api.sparql.deps import Pool
from graph.answers import Cell as Value
from graph.answers import Rows, read_answer
from graph.errors import KanameError
from graph.query.guard import check
from graph.query.request import QueryRequest
from graph.questions import Question, question, questions
from graph.unheard import Unheard, unheard
from graph.views.language import Language, Say

router = APIRouter(route_class=PageRoute, include_in_schema=False)
SHOWN = 500
_BREAK = re.compile(r"_|(?<=[a-z])(?=[A-Z])")
_UNHEARD: Final = "Not covered: {source}, which looked until {day}. What only it tells is unknown then, not absent."
FIELDS: Final = {
    "a": "One side",
    "agreement": "Agreement",
    "b": "The other side",
    "expects": "Expected kind of agreement",
    "kind": "Kinds of agreement",
    "layer": "Layers",
    "member": "Coalition",
    "nation": "States",
    "part": "Part of the text",
    "premise": "Where they have",
    "recipient": "Recipient",
    "recommendation": "Recommendation",
    "scenario": "Scenario",
    "scope": "Scopes of impediments",
    "sender": "Whose forces",
    "sort": "Kinds of ties",
    "source": "Source",
    "state": "State",
    "statement": "Statement",
    "status": "Standing of the claim",
    "technology": "Word for the technology",
    "turn": "Turning point",
    "undertaking": "Undertakings",
    "what": "What is there",
}
"""What each parameter is called on its page; one that is not here keeps its name."""
LINKED = ("part-", "prov-", "act-", "imp-", "src-", "cit-", "kind/", "capability/", "scenario/")


@dataclass(frozen=True)
class QuestionsPage:
    """All questions, each with its title in the reader's language."""

    items: tuple[tuple[Question, str], ...]


@dataclass(frozen=True)
class QuestionPage:
    """A question: its fields, its answer as a table, the SPARQL as it ran, and where to take it."""

    question: Question
    title: str
    fields: tuple[Field, ...]
    section: Section | None
    fault: str
    query: str
    csv: str
    editor: str


def titled(found: Question, language: Language) -> str:
    """Return a question in the reader's language."""
    return found.title_ja if language.code == "ja" and found.title_ja else found.title


@router.get("/questions")
def list_questions(request: Request) -> Response:
    """Show the named questions."""
    frame = frame_of(request, "Questions")
    items = tuple((found, titled(found, frame.language)) for found in questions())
    return answer(request, "questions.html", Page(frame, QuestionsPage(items)))


@router.get("/questions/{name}")
async def one_question(request: Request, name: str, pool: Pool) -> Response:
    """Show a question and its answer on the day; its parameters go in by their names."""
    found = question(name)
    given = {p.name: request.query_params.get(p.name, "") for p in found.parameters}
    values = {key: value.strip() for key, value in given.items() if value.strip()}
    frame = frame_of(request, found.title, tuple(values.items()))
    frame = replace(frame, title=titled(found, frame.language))
    text, section, fault = found.query, None, ""
    try:
        text = found.bound(frame.day, values)
        found_rows = await pool.run(QueryRequest(check(text, pool.limits), "json"))
        rows = read_answer(found_rows.body)
        served = (await shelf(request)).current()
        silent = unheard(served.release, served.store, text, frame.day)
        section = _section(rows, frame.day, labels(served.release), silent)
    except KanameError as error:
        fault = str(error)
    body = QuestionPage(
        question=found,
        title=frame.title,
        fields=tuple(
            Field(p.name, FIELDS.get(p.name, p.name), values.get(p.name, ",".join(p.sample))) for p in found.parameters
        ),
        section=section,
        fault=fault,
        query=text,
        csv=f"/api/v1/questions/{name}?{urlencode({**values, 'asOf': str(frame.day), 'format': 'csv'}, safe=',')}",
        editor=f"/sparql?example={name}&asOf={frame.day}",
    )
    return answer(request, "question.html", Page(frame, body))


def _section(rows: Rows, day: date, label: Labels, silent: Sequence[Unheard]) -> Section:
    shown = tuple(TableRow(tuple(_cell(value, str(day), label) for value in row)) for row in rows.rows[:SHOWN])
    columns = tuple(_BREAK.sub(" ", name).lower() for name in rows.columns)
    note = tuple(Say(_UNHEARD, {"source": one.title, "day": one.looked_until}) for one in silent)
    return Section("answer", "Answer", columns, shown, "Nothing is recorded for this day.", note, total=len(rows.rows))


def _cell(value: Value, day: str, label: Labels) -> Cell:
    text = "" if value is None else str(value)
    if label.thing(text) is not None or text.startswith(LINKED):
        return Cell(label(text.removeprefix("kind/")), f"/entity/{text}?asOf={day}")
    return Cell(text)
