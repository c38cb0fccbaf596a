"""The JSON of named questions and their answers."""

from typing import Annotated

from pydantic import Field

from api.models import Answered, Model
from graph.parameters import Parameter
from graph.questions import Question


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


class AnswerOut(Answered):
    """The rows that answer a question on a day."""

    question: QuestionOut
    values: dict[str, list[str]]
    columns: list[str]
    total: int
    items: list[dict[str, str | int | float | bool | None]]
    judges: Annotated[list[JudgeOut], Field(description="whose judgements the answer rests on; none where it doesn't")]
    query: Annotated[str, Field(description="the query as it ran, for /sparql")]
