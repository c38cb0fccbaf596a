"""Named questions: which there are, and what they answer on a day."""

from typing import Annotated, Final

from fastapi import APIRouter, Depends, Path, Query, Request, Response

from api.answer_models import AnswerOut, JudgeOut, QuestionOut, UnheardOut
from api.deps import Asked, asked
from api.sparql.deps import Pool
from graph.answers import judges, read_answer
from graph.errors import BadParameter
from graph.query.formats import BY_NAME
from graph.query.guard import check
from graph.query.request import QueryRequest
from graph.questions import Question, question, questions
from graph.unheard import unheard

router = APIRouter(prefix="/questions", tags=["questions"])

_OURS: Final = frozenset(("asOf", "format", "basis", "include", "release"))
"""Parameters of the service, which are none of the question."""

Form = Annotated[str, Query(alias="format", description="json, or the bare table as csv, tsv or xml")]


@router.get("")
def list_questions() -> list[QuestionOut]:
    """Return the named questions with their parameters."""
    return [QuestionOut.of(found) for found in questions()]


@router.get("/{name}", response_model=AnswerOut)
async def answer_question(
    name: Annotated[str, Path(description="name of the question, as listed")],
    request: Request,
    ask: Annotated[Asked, Depends(asked)],
    pool: Pool,
    form: Form = "json",
) -> AnswerOut | Response:
    """Answer a named question on the day; its own parameters go in by their names, several values by commas."""
    _refuse_release(request)
    found = question(name)
    values = {key: value for key, value in request.query_params.items() if key not in _OURS}
    checked = check(found.bound(ask.day, values), pool.limits)
    if form not in ("json", "csv", "tsv", "xml"):
        raise BadParameter(f"format: {form!r} is no form of a table; write json, csv, tsv or xml")
    answer = await pool.run(QueryRequest(checked, form))
    silent = unheard(ask.release, ask.served.store, found.query, ask.day)
    if form != "json":
        headers = {**_stamp(ask), "Kaname-Not-Covered": ",".join(one.source for one in silent)}
        return Response(answer.body, headers=headers, media_type=BY_NAME[form].media_type)
    rows = read_answer(answer.body)
    return AnswerOut(
        **ask.stamp,
        question=QuestionOut.of(found),
        values=_used(found, values),
        columns=list(rows.columns),
        total=len(rows.rows),
        items=[dict(zip(rows.columns, row, strict=True)) for row in rows.rows],
        not_covered=UnheardOut.all_of(silent),
        judges=[JudgeOut.model_validate(j, from_attributes=True) for j in judges(ask.release)]
        if found.rests_on_judgements
        else [],
        query=checked.text,
    )


def _refuse_release(request: Request) -> None:
    wanted = request.query_params.get("release")
    if wanted is not None and wanted != request.app.state.release_id:
        raise BadParameter(
            f"release: questions are answered from the current release {request.app.state.release_id}; "
            "ask an older one with `kaname ask --release`"
        )


def _stamp(ask: Asked) -> dict[str, str]:
    return {"Kaname-Release": ask.release.id, "Kaname-As-Of": ask.day.isoformat()}


def _used(found: Question, values: dict[str, str]) -> dict[str, list[str]]:
    """Return every parameter with the values that the answer was asked with."""
    return {p.name: values[p.name].split(",") if p.name in values else list(p.sample) for p in found.parameters}
