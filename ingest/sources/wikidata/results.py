"""Reads SPARQL results in JSON: which of our queries they answer is told by their variables."""

import json
import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

from graph.dates import PartialDate
from graph.errors import SourceError
from ingest.sheets import BadCell

_QUERIES: Final = Path(__file__).parent / "queries"
_DAY, _MONTH, _YEAR = "11", "10", "9"
_FORMS: Final = {_DAY: "%Y-%m-%d", _MONTH: "%Y-%m", _YEAR: "%Y"}

Solution = Mapping[str, str]
"""The values of one row by variable; an unbound variable is blank."""


def read_results(key: str, path: Path) -> tuple[str, list[Solution]]:
    """Return the name of the query that a file answers, and its rows.

    Raises
    ------
    SourceError
        The file is not SPARQL results in JSON, or its variables are not those of one of our queries.
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        variables = tuple(content["head"]["vars"])
        bindings = content["results"]["bindings"]
        rows: list[Solution] = [{v: str(row[v]["value"]) if v in row else "" for v in variables} for row in bindings]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise SourceError(key, [f"{path.name}: not SPARQL results in JSON; save the answer as JSON"]) from error
    for name, wanted in variables_by_query().items():
        if sorted(wanted) == sorted(variables):
            return name, rows
    known = "; ".join(f"{name}: {' '.join(wanted)}" for name, wanted in variables_by_query().items())
    raise SourceError(key, [f"{path.name}: variables {' '.join(variables)} answer none of our queries ({known})"])


@cache
def variables_by_query() -> dict[str, tuple[str, ...]]:
    """Return the variables of each of our queries."""
    found = {}
    for path in sorted(_QUERIES.glob("*.rq")):
        select = re.search(r"SELECT DISTINCT (.*?) WHERE", path.read_text(encoding="utf-8"))
        found[path.stem] = tuple(name.lstrip("?") for name in select[1].split()) if select else ()
    return found


def partial_date(column: str, row: Solution) -> PartialDate | None:
    """Return a date no finer than its precision says; what is coarser than a year is no date."""
    moment, precision = row[column], row[f"{column}_precision"]
    if not moment or precision not in _FORMS:
        return None
    try:
        return PartialDate.parse(date.fromisoformat(moment[:10]).strftime(_FORMS[precision]))
    except ValueError as error:
        raise BadCell(column, moment, "not a day of the calendar") from error


def is_known(iri: str) -> bool:
    """Say whether a value is known: that there is one unknown is said by a name that stands for nothing else."""
    return bool(iri) and "/.well-known/genid/" not in iri


def qid(column: str, iri: str) -> str:
    """Return the item's number from its name."""
    number = iri.rsplit("/", 1)[-1]
    if not re.fullmatch(r"Q[1-9][0-9]*", number):
        raise BadCell(column, iri, "not the name of an item")
    return number
