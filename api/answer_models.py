"""The JSON of named questions and their answers."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated

from pydantic import Field

from api.models import Answered, Model
from graph.parameters import Parameter
from graph.questions import Question
from graph.unheard import Unheard


class ParameterOut(Model):
    """A parameter of a question."""

    name: str
    kind: Annotated[str, Field(description="thing, day, number or text")]
    sample: list[str]
    takes_several: bool

    @classmethod
    def of(cls, parameter: Parameter) -> "ParameterOut":
        """Return a parameter as JSON."""
        return cls.model_validate(parameter, from_attributes=True)


class QuestionOut(Model):
    """A named question."""

    name: str
    title: str
    title_ja: str
    serves: Annotated[list[str], Field(description="competency questions and theses that it serves")]
    rests_on_judgements: bool
    parameters: list[ParameterOut]

    @classmethod
    def of(cls, question: Question) -> "QuestionOut":
        """Return a question as JSON."""
        return cls(
            name=question.name,
            title=question.title,
            title_ja=question.title_ja,
            serves=list(question.serves),
            rests_on_judgements=question.rests_on_judgements,
            parameters=[ParameterOut.of(p) for p in question.parameters],
        )


class JudgeOut(Model):
    """Whose judgements an answer rests on."""

    source: str
    title: str
    publisher: str
    assessments: int
    requirements: int


class UnheardOut(Model):
    """A source that did not look at the day any more: what only it tells is unknown then, not absent."""

    source: str
    title: str
    looked_until: date

    @classmethod
    def all_of(cls, found: Sequence[Unheard]) -> "list[UnheardOut]":
        """Return sources that stopped looking as JSON."""
        return [cls.model_validate(one, from_attributes=True) for one in found]


class AnswerOut(Answered):
    """The rows that answer a question on a day."""

    question: QuestionOut
    values: dict[str, list[str]]
    columns: list[str]
    total: int
    items: list[dict[str, str | int | float | bool | None]]
    not_covered: Annotated[
        list[UnheardOut], Field(description="sources of such things whose compilers looked only until an earlier day")
    ]
    judges: Annotated[list[JudgeOut], Field(description="whose judgements the answer rests on; none where it doesn't")]
    query: Annotated[str, Field(description="the query as it ran, for /sparql")]
