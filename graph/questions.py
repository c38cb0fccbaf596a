"""Named questions: SPARQL files that run as they stand, each with its day and parameters in `VALUES` blocks.

The first line of a file is the question in English, the second in Japanese, the third names what it serves: competency
questions (`cq01` to `cq25`) and theses (`T1` to `T16`), and says where an answer rests on judgements.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from graph.errors import BadParameter, NotFound
from graph.parameters import Parameter, read_parameters
from graph.query.bind import DAY, bind, bind_day

FOLDER: Final = Path(__file__).parent / "queries"
_SERVED: Final = re.compile(r"\b(cq\d{2}|T\d{1,2})\b")


@dataclass(frozen=True)
class Question:
    """A named query: the question in both languages, what it serves, and its parameters."""

    name: str
    title: str
    title_ja: str
    about: str
    query: str

    @property
    def serves(self) -> tuple[str, ...]:
        """Return the competency questions and theses that the question serves."""
        return tuple(_SERVED.findall(self.about))

    @property
    def rests_on_judgements(self) -> bool:
        """Tell whether levels and requirements that somebody judged enter the answer."""
        return "judgements" in self.about

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """Return the parameters beside the day, each with its sample terms."""
        return tuple(parameter for parameter in read_parameters(self.query) if parameter.name != DAY)

    def bound(self, day: date, values: Mapping[str, str]) -> str:
        """Return the query for a day, with values put in for other parameters; several values are parted by commas.

        Raises
        ------
        BadParameter
            The question has no parameter of a name given, or a value does not fit it.
        """
        known = {parameter.name: parameter for parameter in self.parameters}
        if unknown := set(values) - set(known):
            names = ", ".join(known) or "none but the day"
            raise BadParameter(f"{self.name} has no parameter {min(unknown)!r}; it has {names}")
        terms = {name: known[name].terms(value) for name, value in values.items()}
        return bind_day(bind(self.query, terms), day)


def questions() -> tuple[Question, ...]:
    """Return all named questions in the order of their names."""
    return tuple(_read(path) for path in sorted(FOLDER.glob("*.rq")))


def question(name: str) -> Question:
    """Return a named question, or say which there are."""
    path = FOLDER / f"{name}.rq"
    if path.parent != FOLDER or not path.is_file():
        raise NotFound(f"no question {name!r}; there are {', '.join(q.name for q in questions())}")
    return _read(path)


def _read(path: Path) -> Question:
    query = path.read_text(encoding="utf-8")
    first, second, third, *_ = (line.lstrip("# ") for line in query.splitlines())
    return Question(path.stem, first, second, third, query)
