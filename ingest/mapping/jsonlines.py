"""Reads JSON lines, an object a line, or one list of objects, as a table of text."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import polars as pl

from graph.errors import RefusedFile
from ingest import strict_json
from ingest.mapping.nested import flat
from ingest.mapping.rules import TableRule
from ingest.mapping.texts import decoded
from ingest.progress import counted
from ingest.rows import Fault

_Found = Iterator[tuple[int, str, Callable[[], dict[str, Any]]]]
"""Lines, with the text of each and what makes an object of it."""


def read_objects(path: Path, rule: TableRule) -> tuple[dict[str, pl.Series], list[int], list[Fault]]:
    """Return the columns, the line of each row, and the lines that are no objects.

    Raises
    ------
    RefusedFile
        The file is no text of its encoding, is a broken list, or has no object at all.
    """
    text = decoded(path, rule)
    rows: list[dict[str, str]] = []
    places: list[int] = []
    faults = []
    for line, shown, load in counted(_listed(path, text) if text.lstrip().startswith("[") else _lines(text)):
        try:
            rows.append(dict(flat(load(), rule.ignore)))
            places.append(line)
        except ValueError as error:
            faults.append(Fault(path.name, line, "", shown[:80], f"{error}; left out: the line"))
    if faults and not rows:
        raise RefusedFile(f"{path.name}:{faults[0].line}: no line is an object; the first: {faults[0].problem}")
    return _columns(rows), places, faults


def _lines(text: str) -> _Found:
    for line, content in enumerate(text.split("\n"), start=1):
        if content.strip():
            yield line, content, lambda content=content: strict_json.loads_object(content)  # type: ignore[misc]


def _listed(path: Path, text: str) -> _Found:
    try:
        line, before = 1, 0
        for place, found in strict_json.objects(text):
            line, before = line + text.count("\n", before, place), place
            yield line, text[place : place + 80], lambda found=found: found  # type: ignore[misc]
    except ValueError as error:
        raise RefusedFile(f"{path.name}:{getattr(error, 'lineno', 1)}: not a list of objects ({error})") from error


def _columns(rows: Sequence[dict[str, str]]) -> dict[str, pl.Series]:
    names = sorted({name for row in rows for name in row})
    columns = {name: pl.Series(name, [row.get(name, "") for row in rows], dtype=pl.String) for name in names}
    inner = {name[:at] for name in names for at in range(len(name)) if name[at] == "."}
    # Where an object is null, its name is a column without a value beside those of its fields.
    return {name: cells for name, cells in columns.items() if name not in inner or (cells != "").any()}
