"""Named questions: SPARQL files that run as they stand, each with its day and parameters in `VALUES` blocks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from graph.errors import BadParameter, NotFound
from graph.query.bind import bind, parameters
from ontology.iris import expand

FOLDER: Final = Path(__file__).parent / "queries"


@dataclass(frozen=True)
class Question:
    """A named query: the question in its first line, in Japanese in its second, and its parameters."""

    name: str
    title: str
    title_ja: str
    query: str

    @property
    def parameters(self) -> tuple[str, ...]:
        """Return the names of the parameters, `asOf` first."""
        return parameters(self.query)

    def bound(self, day: date, values: Mapping[str, str]) -> str:
        """Return the query for a day, with ids, prefixed names or IRIs put in for the other parameters.

        Raises
        ------
        BadParameter
            The question has no parameter of a name given.
        """
        unknown = set(values) - set(self.parameters)
        if unknown:
            names = ", ".join(name for name in self.parameters if name != "asOf") or "none but the day"
            raise BadParameter(f"{self.name} has no parameter {min(unknown)!r}; it has {names}")
        terms = {name: f"<{expand(value)}>" for name, value in values.items()}
        return bind(self.query, {"asOf": f'"{day.isoformat()}"^^<http://www.w3.org/2001/XMLSchema#date>', **terms})


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
    first, second, *_ = query.splitlines()
    return Question(path.stem, first.lstrip("# "), second.lstrip("# "), query)
