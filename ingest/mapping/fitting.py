"""Holds the columns of a file against those that the mapping reads: none is missing, and none is left unread unsaid."""

import difflib
from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase
from typing import Final

from ingest.mapping.headers import is_nameless
from ingest.mapping.model import PLACES, Mapping
from ingest.mapping.rules import Spells, Unpivot
from ingest.mapping.tables import FILE, LINE, Read
from ingest.mapping.workbooks import elsewhere

_SHOWN: Final = 20


def unfitting(name: str, table: Read, mapping: Mapping) -> Iterator[str]:
    """Yield a fault for each column that is read and not there, and each that is there and not read."""
    rule, place = mapping.table, f"{name}:{table.header}"
    there = [column for column in table.rows.columns if column not in (FILE, LINE)]
    if len(there) == 1 and (sign := next((sign for sign in ",;\t|" if sign in there[0]), "")):
        yield f"{place}: only one column, {there[0]!r}; is the sign between columns {sign!r}? Give table.delimiter"
        return
    made = _made(mapping)
    wanted = _wanted(mapping, made)
    long = folded(rule.unpivot, there) if rule.unpivot else []
    for column in sorted(wanted - set(there)):
        yield f"{place}: column {column!r} is missing; {_instead(column, there)}{elsewhere(table.beside)}"
    for column in sorted(wanted & set(long)):
        yield f"{place}: column {column!r} is read and also made into rows; narrow table.unpivot.columns"
    for column in sorted(wanted - _told(rule.spells)) if rule.spells else ():
        yield f"{place}: column {column!r} is read, and may differ between the years of a spell; name it under by"
    ignored = (*rule.ignore, *mapping.source.ignore)
    left = [c for c in there if c not in wanted and c not in long and not any(fnmatchcase(c, p) for p in ignored)]
    yield from _unread(place, left)


def folded(unpivot: Unpivot, columns: Sequence[str]) -> list[str]:
    """Return the columns of a wide table whose cells become rows."""
    return [column for column in columns if any(fnmatchcase(column, pattern) for pattern in unpivot.columns)]


def _made(mapping: Mapping) -> set[str]:
    """Return the columns that the mapping makes out of others."""
    unpivot, spells = mapping.table.unpivot, mapping.table.spells
    made = {column for column, rule in mapping.columns.items() if rule.parts or rule.of}
    made |= {unpivot.name, unpivot.value} if unpivot else set()
    return made | ({spells.start, spells.end, spells.number} if spells else set())


def _wanted(mapping: Mapping, made: set[str]) -> set[str]:
    leaned_on = {rule.code_on for rule in mapping.columns.values() if rule.code_on}
    return {*mapping.used, *leaned_on, *mapping.columns, *_told(mapping.table.spells)} - made


def _told(spells: Spells | None) -> set[str]:
    return {*spells.by, spells.year, spells.when} - {""} if spells else set()


def _unread(place: str, columns: Sequence[str]) -> Iterator[str]:
    more = "; it has no name: give table.header_lines if the header has several"
    for column in columns[:_SHOWN]:
        if column in PLACES:
            yield f"{place}: column {column!r} cannot be read, since {{{column}}} is the place; rename it, or ignore it"
            continue
        nameless = more if is_nameless(column) else ""
        yield f"{place}: column {column!r} is not read; use it in the mapping, or name it under table.ignore{nameless}"
    if len(columns) > _SHOWN:
        left = len(columns) - _SHOWN
        yield f"{place}: {left:,} more columns are not read; `*` in table.ignore stands for any letters"


def _instead(column: str, there: Sequence[str]) -> str:
    """Return which of the columns may be meant by one that is not there."""
    near = difflib.get_close_matches(column, there, n=3)
    if near and len(there) > _SHOWN:
        return f"did you mean {' or '.join(map(repr, near))}?"
    more = f" and {len(there) - _SHOWN:,} more" if len(there) > _SHOWN else ""
    return f"the columns are {', '.join(map(repr, there[:_SHOWN]))}{more}"
