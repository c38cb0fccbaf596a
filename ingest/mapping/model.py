"""The mapping file: the card of the source, the rules of its table and columns, and what a row says."""

import difflib
import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from graph.errors import BuildError
from ingest.cards import Card, parse_model, read_toml
from ingest.limits import kinds_of, limit_of, words_of
from ingest.mapping.rules import DATES, ColumnRule, Strict, TableRule
from ingest.rdf.checks import declared
from ontology.iris import PREFIXES, compact

NAMES: Final = re.compile(r"\{([^{}]+)\}")
"""A column named in a template."""
PLACES: Final = frozenset({"file", "line"})
"""In a template, where a row stands."""
_FEW: Final = 10
"""So many words are named where none is near."""
_LOCAL: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")


def _column(name: str) -> str:
    """Return the name of a column that may be written as a template, `{troops}`."""
    return name[1:-1] if NAMES.fullmatch(name) else name


Column = Annotated[str, AfterValidator(_column)]


class FactRule(Strict):
    """One value: exactly one of the kinds; `date` and `number` name a column, `flag` is true or false.

    The others are templates of columns such as `{title}`.
    """

    text: str | None = None
    language: Annotated[str, Field(pattern=r"^([a-z]{2,8}(-[A-Za-z0-9]{1,8})*)?$", description="such as en or ja")] = ""
    concept: str | None = None
    thing: str | None = None
    iri: str | None = None
    number: Column | None = None
    date: Column | None = None
    last_day: Annotated[bool, Field(description="the date is the last day inside, so this one is the day after")] = (
        False
    )
    whole: Annotated[bool, Field(description="of the date's year or month as a whole: from its first day on")] = False
    flag: bool | None = None

    @model_validator(mode="after")
    def _one_kind(self) -> "FactRule":
        if sum(value is not None for value in (*self.templates, self.number, self.date, self.flag)) != 1:
            raise ValueError("give exactly one of text, concept, thing, iri, number, date, flag")
        return self

    @property
    def kind(self) -> str:
        """Return which of the kinds it is."""
        given = {"number": self.number, "date": self.date, "flag": self.flag, **self._templates}
        return next(name for name, value in given.items() if value is not None)

    @property
    def templates(self) -> tuple[str | None, ...]:
        """Return the values that are templates."""
        return tuple(self._templates.values())

    @property
    def _templates(self) -> dict[str, str | None]:
        return {"text": self.text, "concept": self.concept, "thing": self.thing, "iri": self.iri}


def _listed(given: object) -> object:
    """Return one value as the only one of several."""
    return given if isinstance(given, list) else [given]


class ThingRule(Strict):
    """One thing that a row, or each value of one of its columns, describes."""

    kind: Annotated[str, Field(alias="class")]
    id: str
    each: str = ""
    when: str = ""
    confidence: Literal["a", "b"] = "b"
    locator: str = "{file}, line {line}"
    facts: dict[str, Annotated[tuple[FactRule, ...], BeforeValidator(_listed)]]

    def rules(self) -> list[tuple[str, FactRule]]:
        """Return every fact with its property."""
        return [(name, rule) for name, given in self.facts.items() for rule in given]


class Mapping(Strict):
    """A whole mapping."""

    source: Card
    table: TableRule = TableRule()
    columns: dict[str, ColumnRule] = Field(default={})
    thing: tuple[ThingRule, ...]

    @property
    def used(self) -> frozenset[str]:
        """Return the columns that the mapping reads."""
        found = {name for thing in self.thing for name in _named(thing)}
        for rule in self.columns.values():
            found.add(rule.of)
            if rule.parts:
                found |= {rule.parts.year, rule.parts.month, rule.parts.day}
        return frozenset(found - {""} - PLACES)

    def rule(self, column: str) -> ColumnRule:
        """Return the rule of a column; one that only facts name is a date or number of the usual form."""
        rule = self.columns.get(column, ColumnRule())
        if column in self._dates and not (rule.date or rule.parts):
            return rule.model_copy(update={"date": DATES})
        if column in self._numbers and not rule.number:
            return rule.model_copy(update={"number": "decimal"})
        return rule

    @property
    def _numbers(self) -> frozenset[str]:
        return frozenset(rule.number for thing in self.thing for _, rule in thing.rules() if rule.number)

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
    if unquoted := _unquoted(content.get("columns", {})):
        raise BuildError(
            f'{path.name}: [columns.{unquoted}]: a name with a dot stands in quotes, [columns."{unquoted}"]'
        )
    source = {"bundled": False, **content.get("source", {})}
    mapping = parse_model(Mapping, {**content, "source": source}, path.name)
    wrong = [fault for thing in mapping.thing for fault in (*_misread(mapping, thing), *_unknown(thing))]
    if wrong:
        raise BuildError("\n".join(f"{path.name}: {fault}" for fault in wrong))
    return mapping


def _unquoted(columns: object) -> str:
    """Return a column's name with a dot that TOML took apart, if there is one."""
    rules = columns.items() if isinstance(columns, dict) else ()
    apart = (
        f"{name}.{inner}"
        for name, rule in rules
        if isinstance(rule, dict)
        for inner, content in rule.items()
        if isinstance(content, dict) and inner not in ColumnRule.model_fields
    )
    return next(apart, "")


def _named(thing: ThingRule) -> set[str]:
    rules = [rule for _, rule in thing.rules()]
    templates = [thing.id, thing.locator, *(t for rule in rules for t in rule.templates if t)]
    return {
        thing.each,
        thing.when,
        *(name for rule in rules for name in (rule.date, rule.number) if name),
        *(name for template in templates for name in NAMES.findall(template)),
    }


def _misread(mapping: Mapping, thing: ThingRule) -> Iterator[str]:
    """Yield what of a thing is no template, and a column of one value that is read as one of several."""
    for template in (thing.id, thing.locator, *(t for _, rule in thing.rules() for t in rule.templates if t)):
        if set("{}") & set(NAMES.sub("", template)):
            yield f"{template!r} has a brace without its other; a column stands as {{name}}"
    if thing.each and not mapping.rule(thing.each).split:
        yield f"each = {thing.each!r} needs the sign between its values; give [columns.{thing.each}] a split"


def _unknown(thing: ThingRule) -> Iterator[str]:
    if PREFIXES["kn"] + thing.kind not in declared():
        yield f"class {thing.kind!r} is not in the vocabulary{_near(thing.kind, _classes())}"
    for name, rule in thing.rules():
        prefix, _, local = name.partition(":")
        if (
            prefix not in PREFIXES
            or not _LOCAL.fullmatch(local)
            or (prefix == "kn" and PREFIXES["kn"] + local not in declared())
        ):
            yield f"property {name!r} is not in the vocabulary{_near(name, _terms())}"
        else:
            yield from _unfit(thing, name, rule)


def _unfit(thing: ThingRule, name: str, rule: FactRule) -> Iterator[str]:
    """Yield what a property does not take: another kind of value, a concept of another scheme."""
    taken = kinds_of(name)
    if taken and rule.kind not in taken:
        yield f"{name} takes {' or '.join(sorted(taken))}, not {rule.kind}"
    elif rule.concept and not NAMES.search(rule.concept):
        scheme = limit_of(thing.kind, name).scheme
        if rule.concept not in words_of(scheme):
            where = (
                f"the scheme {scheme}, from which {name} of the class {thing.kind} comes" if scheme else "the schemes"
            )
            yield f"concept {rule.concept!r} is not in {where}{_near(rule.concept, words_of(scheme))}"


def _terms() -> list[str]:
    return [compact(iri) for iri in declared()]


def _classes() -> list[str]:
    return [term.removeprefix("kn:") for term in _terms() if term.partition(":")[2][:1].isupper()]


def _near(word: str, known: Collection[str]) -> str:
    near = difflib.get_close_matches(word, known, n=3) or (sorted(known) if len(known) <= _FEW else [])
    return f"; did you mean {' or '.join(near)}?" if near else "; `kaname report vocabulary` lists what there is"
