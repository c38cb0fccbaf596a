"""What a thing cannot do without, by the shapes of the vocabulary: a value of these properties, or several."""

from collections.abc import Iterable, Iterator
from typing import Final

from ingest.claims import full
from ingest.limits import NO_LANGUAGE, least_of
from ingest.mapping.model import NAMES, FactRule, Mapping, ThingRule
from ontology.iris import PREFIXES, compact

PARTY: Final = "kn:involves"
LABEL: Final = "rdfs:label"
_EVIDENCE: Final = PREFIXES["kn"] + "evidence"
"""Written for every thing."""


def needed(thing: ThingRule) -> Iterator[tuple[str, FactRule, int]]:
    """Yield the facts that a thing cannot do without, as far as the mapping states them, and how many values it takes.

    What the mapping does not state, another source may.
    """
    least = least_of(thing.kind)
    for name, rule in thing.rules():
        if count := least.get(full(name)):
            yield name, rule, count


def left_out(mapping: Mapping, columns: Iterable[str]) -> str:
    """Return what goes with a value at fault in one of some columns, in words: the line, things of it, or itself."""
    rules = {column: mapping.rule(column) for column in columns}
    if any(rule.required and not rule.split for rule in rules.values()):
        return "the line"
    several = any(rule.split for rule in rules.values())
    things = [f"the {thing.kind}" for thing in mapping.thing if _leaned_on(mapping, thing) & rules.keys()]
    return " and ".join(dict.fromkeys(things)) + (" of this value" if several and things else "") or "this value"


def unstated(mapping: Mapping) -> Iterator[str]:
    """Yield what a class needs and the mapping states nowhere, for a note: it may be about things of other sources."""
    stated: dict[tuple[str, str], set[str]] = {}
    for thing in mapping.thing:
        stated.setdefault((thing.kind, thing.id), set()).update(full(name) for name in thing.facts)
    for (kind, template), properties in stated.items():
        lacking = [compact(p) for p in least_of(kind) if p not in properties | {_EVIDENCE}]
        if lacking:
            yield (
                f"{kind} {template!r} does not state {', '.join(lacking)}, which every {kind} needs: "
                "state it, unless another source does, else the next build leaves this source out"
            )


def nameless(mapping: Mapping) -> Iterator[str]:
    """Yield which labels have no language, for notes: pages and questions look for a name in a language."""
    for thing in mapping.thing:
        if any(name == LABEL and rule.text is not None and not rule.language for name, rule in thing.rules()):
            yield f'{thing.kind} {thing.id!r}: {LABEL} {NO_LANGUAGE}, as in {{ text = "...", language = "en" }}'


def _leaned_on(mapping: Mapping, thing: ThingRule) -> frozenset[str]:
    """Return the columns without which a thing is not made; one of several values may be spared."""
    dates = {rule.date for _, rule in thing.rules() if rule.date}
    single = [rule for name, rule, least in needed(thing) if least == 1 and len(thing.facts[name]) == 1]
    named = {name for rule in single for name in columns_of(rule) if not mapping.rule(name).split}
    return frozenset({thing.each, thing.when, *NAMES.findall(thing.id), *dates, *named})


def columns_of(rule: FactRule) -> list[str]:
    """Return the columns that a fact is read from."""
    named = [name for template in rule.templates if template for name in NAMES.findall(template)]
    return [*named, *(name for name in (rule.date, rule.number) if name)]
