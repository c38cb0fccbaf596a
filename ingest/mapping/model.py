"""The mapping file: the card of the source, how its table is read, what its columns mean, what a row says."""

import re
from pathlib import Path
from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from graph.errors import BuildError
from ingest.cards import Card, parse_model, read_toml
from ingest.rdf.checks import declared
from ontology.iris import PREFIXES
from ontology.vocabulary import concepts

NAMES: Final = re.compile(r"\{([^{}]+)\}")
"""A column named in a template."""


DATES: Final = ("%Y-%m-%d", "%Y-%m", "%Y")
"""The forms of dates that need no rule."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Unpivot(_Strict):
    """Turns columns into rows, for wide tables: each cell of `columns` gives a row."""

    columns: tuple[str, ...]
    name: Annotated[str, Field(description="new column that holds the old column's name")]
    value: Annotated[str, Field(description="new column that holds the cell")]


class TableRule(_Strict):
    """How the files are read; the format is told by the name of the file unless it is given."""

    format: Literal["csv", "tsv", "excel", "parquet", "jsonl", ""] = ""
    encoding: str = "utf-8"
    delimiter: Annotated[str, Field(min_length=1, max_length=1)] = ","
    skip_lines: Annotated[int, Field(ge=0)] = 0
    sheet: str = ""
    missing: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    unpivot: Unpivot | None = None


class Parts(_Strict):
    """The columns that hold the parts of a date; a blank part is not known."""

    year: str
    month: str = ""
    day: str = ""


class ColumnRule(_Strict):
    """What the cells of a column are; each rule that is given applies, in this order."""

    parts: Parts | None = None
    missing: tuple[str, ...] = ()
    required: bool = False
    pattern: str = ""
    split: str = ""
    values: dict[str, str] = {}
    code: str = ""
    code_on: Annotated[str, Field(description="date column whose earliest day a code is understood on")] = ""
    number: Literal["", "integer", "decimal"] = ""
    date: tuple[str, ...] = ()
    last_day: Annotated[bool, Field(description="the date is the last day inside, so the end is the day after")] = False


class FactRule(_Strict):
    """One value: exactly one of the kinds, each but `date` and `flag` a template of columns such as `{title}`."""

    text: str | None = None
    language: str = ""
    concept: str | None = None
    thing: str | None = None
    iri: str | None = None
    number: str | None = None
    date: str | None = None
    flag: bool | None = None

    @model_validator(mode="after")
    def _one_kind(self) -> "FactRule":
        if sum(value is not None for value in (*self.templates, self.date, self.flag)) != 1:
            raise ValueError("give exactly one of text, concept, thing, iri, number, date, flag")
        return self

    @property
    def templates(self) -> tuple[str | None, ...]:
        """Return the values that are templates."""
        return (self.text, self.concept, self.thing, self.iri, self.number)


class ThingRule(_Strict):
    """One thing that a row, or each value of one of its columns, describes."""

    kind: Annotated[str, Field(alias="class")]
    id: str
    each: str = ""
    when: str = ""
    confidence: Literal["a", "b"] = "b"
    locator: str = "{file}, line {line}"
    facts: dict[str, FactRule | list[FactRule]]

    def rules(self) -> list[tuple[str, FactRule]]:
        """Return every fact with its property."""
        return [
            (name, r) for name, given in self.facts.items() for r in (given if isinstance(given, list) else [given])
        ]


class Mapping(_Strict):
    """A whole mapping."""

    source: Card
    table: TableRule = TableRule()
    columns: dict[str, ColumnRule] = {}
    thing: tuple[ThingRule, ...]

    @property
    def used(self) -> frozenset[str]:
        """Return the columns that the mapping reads."""
        found = {name for thing in self.thing for name in _named(thing)}
        for rule in self.columns.values():
            if rule.parts:
                found |= {rule.parts.year, rule.parts.month, rule.parts.day}
        return frozenset(found - {"", "file", "line"})

    def rule(self, column: str) -> ColumnRule:
        """Return the rule of a column; one that only a date fact names is a date of the usual forms."""
        rule = self.columns.get(column, ColumnRule())
        if column in self._dates and not (rule.date or rule.parts):
            return rule.model_copy(update={"date": DATES})
        return rule

    @property
    def _dates(self) -> frozenset[str]:
        named = {rule.date for thing in self.thing for _, rule in thing.rules() if rule.date}
        return frozenset(named | {rule.code_on for rule in self.columns.values() if rule.code_on})


def read_mapping(path: Path) -> Mapping:
    """Read a mapping, or name each field that is wrong.

    Raises
    ------
    BuildError
        The file is missing, is not TOML, has an unknown field, or names a class, property or concept that there is not.
    """
    try:
        content = read_toml(path)
    except FileNotFoundError as error:
        raise BuildError(f"{path}: no such mapping; see docs/mapping.md") from error
    source = {"bundled": False, **content.get("source", {})}
    mapping = parse_model(Mapping, {**content, "source": source}, path.name)
    if wrong := [fault for thing in mapping.thing for fault in _unknown(thing)]:
        raise BuildError("\n".join(f"{path.name}: {fault}" for fault in wrong))
    return mapping


def _named(thing: ThingRule) -> set[str]:
    rules = [rule for _, rule in thing.rules()]
    templates = [thing.id, thing.locator, *(t for rule in rules for t in rule.templates if t)]
    return {
        thing.each,
        thing.when,
        *(rule.date for rule in rules if rule.date),
        *(name for template in templates for name in NAMES.findall(template)),
    }


def _unknown(thing: ThingRule) -> list[str]:
    found = []
    if PREFIXES["kn"] + thing.kind not in declared():
        found.append(f"class {thing.kind!r} is not in the vocabulary")
    for name, rule in thing.rules():
        prefix, _, local = name.partition(":")
        if prefix not in PREFIXES or (prefix == "kn" and PREFIXES["kn"] + local not in declared()):
            found.append(f"property {name!r} is not in the vocabulary")
        if rule.concept and not NAMES.search(rule.concept) and rule.concept not in concepts():
            found.append(f"concept {rule.concept!r} is not in the schemes of the vocabulary")
    return found
