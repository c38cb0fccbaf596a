"""Lays changes over a world: a new world comes back, the old one and the release stay as they are."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import cache, reduce
from itertools import combinations, permutations

from graph.dates import OPEN, Holding, Interval
from graph.parties import Basis, Parties, Spell
from graph.whatif.changes import AddSupplier, Change, Conclude, Denounce, Fund, LoseSupplier, SetLevel
from graph.world.capabilities import Assessment
from graph.world.impediments import Impediment
from graph.world.industry import Dependency, Programme
from graph.world.promises import Act
from graph.world.world import World
from ontology.files import REMEDIES

PREFIX = "what-if/"
"""Begins the id of every statement that a what-if makes up, so that evidence never passes it off as a record."""


def overlaid(world: World, changes: Iterable[Change], day: date) -> World:
    """Return a world with changes made on a day, in their order.

    Notes
    -----
    A concluded agreement joins all its states from the day. Between them it also counts as an act for open promises of
    the kinds that such an agreement carries out (a file of judgements says which), where none in force between them
    is of a kind that does, and ends impediments recorded as
    the lack of an agreement of that kind. Everything made up has an id that begins with `what-if/`.
    """
    return reduce(lambda current, change: _made(current, change, day), changes, world)


def _made(world: World, change: Change, day: date) -> World:
    match change:
        case Conclude():
            return _concluded(world, change, day)
        case Denounce():
            return replace(world, parties=_denounced(world.parties, change, day))
        case SetLevel():
            made = Assessment(f"{PREFIX}{change}", change.state, change.capability, change.level, _from(day))
            return replace(world, assessments=(*world.assessments, made))
        case LoseSupplier():
            return _lost(world, change)
        case AddSupplier():
            return replace(world, dependencies=tuple(_supplied(d, change) for d in world.dependencies))
        case Fund():
            return replace(world, programmes=(*world.programmes, _funded(change, day)))


def _from(day: date) -> Interval:
    return Interval(day, OPEN, day, OPEN)


def _concluded(world: World, change: Conclude, day: date) -> World:
    name = f"{PREFIX}{change}"
    kind, span = world.kinds[change.kind], _from(day)
    made = tuple(Spell(f"{name}/{state}", name, state, state, span, span) for state in change.states)
    parties = Parties({**world.parties.spells, name: made}, {**world.parties.kinds, name: frozenset(kind.counts_as)})
    kept = carried_out(world, change, day)
    act = (Act(name, kept, "done", span),) if kept else ()
    return replace(
        world,
        parties=parties,
        layers={**world.layers, name: kind.layer},
        acts=(*world.acts, *act),
        impediments=tuple(_ended(i, change) for i in world.impediments),
    )


def carried_out(world: World, change: Conclude, day: date) -> tuple[str, ...]:
    """Return the promises between the states that an agreement of the kind carries out, and none in force does yet."""
    found = []
    for provision in world.provisions:
        kinds = carries_out().get(provision.kind, ())
        if change.kind in kinds and not _joined(world.parties, kinds, change.states, day):
            members = world.parties.members(provision.instrument, day, Basis.SIGNED)
            signers = {party for party, (holding, _) in members.items() if holding is not Holding.NOT}
            if any({a, b} <= signers for a, b in combinations(change.states, 2)):
                found.append(provision.id)
    return tuple(found)


def _joined(parties: Parties, kinds: Iterable[str], states: tuple[str, ...], day: date) -> bool:
    """Say whether an agreement of some of the kinds joins all the states already."""
    wanted = set(combinations(sorted(states), 2))
    held = {b.pair for kind in kinds for b in parties.bonds(kind, day) if b.holding is Holding.HOLDS}
    return wanted <= held


@cache
def carries_out() -> Mapping[str, tuple[str, ...]]:
    """Return the kinds of agreement that carry out a promise, by the kind of the promise."""
    content = tomllib.loads(REMEDIES.read_text(encoding="utf-8"))
    return {kind: tuple(found) for kind, found in content["implements"].items()}


def _ended(impediment: Impediment, change: Conclude) -> Impediment:
    if impediment.kind != "missing-agreement" or change.kind not in impediment.eased_by_kinds:
        return impediment
    gone = {b for a, b in permutations(change.states, 2) if a == impediment.origin}
    left = tuple(p for p in impediment.partners if p not in gone)
    # Without partners an impediment reaches all by its scope, so one that ends for its last partner ends as a whole.
    span = impediment.span if left else replace(impediment.span, maybe_end=impediment.span.maybe_start, end=date.min)
    return replace(impediment, partners=left or impediment.partners, span=span)


def _denounced(parties: Parties, change: Denounce, day: date) -> Parties:
    def leaving(spell: Spell) -> Spell:
        if change.party not in (None, spell.party):
            return spell
        return replace(spell, in_force=_cut(spell.in_force, day), signed=_cut(spell.signed, day))

    left = tuple(leaving(spell) for spell in parties.spells.get(change.agreement, ()))
    return Parties({**parties.spells, change.agreement: left}, parties.kinds)


def _cut(span: Interval, day: date) -> Interval:
    return replace(span, end=min(span.end, day), maybe_end=min(span.maybe_end, day))


def _lost(world: World, change: LoseSupplier) -> World:
    gone = {change.supplier, *(f.id for f in world.firms if f.state == change.supplier)}
    return replace(
        world,
        dependencies=tuple(_unsupplied(d, gone) for d in world.dependencies),
        ties=tuple(t for t in world.ties if t.head not in gone),
    )


def _unsupplied(dependency: Dependency, gone: set[str]) -> Dependency:
    if gone.isdisjoint(dependency.suppliers):
        return dependency
    left = tuple(s for s in dependency.suppliers if s not in gone)
    # A firm that is lost takes its state's supply of the item with it: the record names no other there.
    firm_lost = any(s.startswith("firm-") and s in gone for s in dependency.suppliers)
    return replace(dependency, suppliers=() if firm_lost else left, share=0.0 if firm_lost or not left else None)


def _supplied(dependency: Dependency, change: AddSupplier) -> Dependency:
    if dependency.id != change.dependency or change.state in dependency.suppliers:
        return dependency
    return replace(dependency, suppliers=tuple(sorted({*dependency.suppliers, change.state})))


def _funded(change: Fund, day: date) -> Programme:
    name, span = f"{PREFIX}{change}", _from(day)
    parts = tuple(Spell(f"{name}/{state}", name, state, state, span, span) for state in change.states)
    return Programme(name, "active", (change.capability,), parts, span)
