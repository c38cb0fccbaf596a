"""The world of a release: every typed value that a measure reads, whole, without some statements, or as known then."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, lru_cache

import polars as pl

from graph.dates import Interval
from graph.gaps.agreement import Listing, listings_of
from graph.gaps.counted import SpellTable
from graph.pairs import agreement_layers
from graph.parties import Parties, Spell, ancestors, parties_of
from graph.release import Release
from graph.tables import Tables, read_tables
from graph.world.capabilities import Assessment, Requirement, assessments_of, requirements_of, scenarios_of
from graph.world.impediments import Impediment, impediments_of, policies_of
from graph.world.industry import Dependency, Firm, Programme, Tie, dependencies_of, firms_of, programmes_of, ties_of
from graph.world.promises import Act, Provision, acts_of, provisions_of


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of agreement: itself and all that are broader, and the layer in which it lies."""

    counts_as: tuple[str, ...]
    layer: str


@dataclass(frozen=True)
class World:
    """All that the measures read. It is never changed; the functions below return another."""

    parties: Parties
    layers: Mapping[str, str]
    listings: tuple[Listing, ...]
    assessments: tuple[Assessment, ...] = ()
    requirements: tuple[Requirement, ...] = ()
    dependencies: tuple[Dependency, ...] = ()
    ties: tuple[Tie, ...] = ()
    firms: tuple[Firm, ...] = ()
    programmes: tuple[Programme, ...] = ()
    impediments: tuple[Impediment, ...] = ()
    policies: Mapping[str, Interval] = field(default_factory=dict)
    provisions: tuple[Provision, ...] = ()
    acts: tuple[Act, ...] = ()
    kinds: Mapping[str, Kind] = field(default_factory=dict)

    @cached_property
    def spell_table(self) -> SpellTable:
        """Return the spells as columns."""
        return SpellTable.of(self.parties)

    @cached_property
    def scenarios(self) -> Mapping[str, tuple[Requirement, ...]]:
        """Return the requirements of each scenario."""
        return scenarios_of(self.requirements)


def world_of(tables: Tables) -> World:
    """Return the world that tables describe."""
    return World(
        parties=parties_of(tables),
        layers=agreement_layers(tables),
        listings=listings_of(tables),
        assessments=assessments_of(tables),
        requirements=requirements_of(tables),
        dependencies=dependencies_of(tables),
        ties=ties_of(tables),
        firms=firms_of(tables),
        programmes=programmes_of(tables),
        impediments=impediments_of(tables),
        policies=policies_of(tables),
        provisions=provisions_of(tables),
        acts=acts_of(tables),
        kinds=kinds_of(tables),
    )


def kinds_of(tables: Tables) -> dict[str, Kind]:
    """Return every kind of agreement in tables."""
    rows = tables.kinds.filter(pl.col("scheme") == "agreement-kind").select("kind", "broader", "layer").rows()
    broader = {kind: parent for kind, parent, _ in rows}
    return {kind: Kind(tuple(ancestors(kind, broader)), layer or "") for kind, _, layer in rows}


@lru_cache(maxsize=4)
def world(release: Release) -> World:
    """Return the world of a release, read once a process."""
    return world_of(read_tables(release))


def without(world: World, statements: frozenset[str]) -> World:
    """Return the world as it would be had nobody made these statements."""
    return World(
        parties=_spells(world.parties, lambda s: s if s.id not in statements else None),
        layers=world.layers,
        listings=tuple(x for x in world.listings if x.id not in statements),
        assessments=tuple(x for x in world.assessments if x.id not in statements),
        requirements=tuple(x for x in world.requirements if x.id not in statements),
        dependencies=tuple(x for x in world.dependencies if x.id not in statements),
        ties=tuple(x for x in world.ties if x.id not in statements),
        firms=tuple(x for x in world.firms if x.id not in statements),
        programmes=tuple(_parts_left(x, statements) for x in world.programmes if x.id not in statements),
        impediments=tuple(x for x in world.impediments if x.id not in statements),
        policies={name: span for name, span in world.policies.items() if name not in statements},
        provisions=tuple(x for x in world.provisions if x.id not in statements),
        acts=tuple(x for x in world.acts if x.id not in statements),
        kinds=world.kinds,
    )


def _parts_left(programme: Programme, statements: frozenset[str]) -> Programme:
    return replace(programme, parts=tuple(p for p in programme.parts if p.id not in statements))


def known_on(world: World, day: date) -> World:
    """Return the world as its records could have told it on a day: nothing that began, ended or was done later.

    Levels and requirements are judgements made later about earlier days; they stay where their span reaches the day.
    """
    return replace(
        world,
        parties=_spells(world.parties, lambda s: _spell_known(s, day)),
        listings=tuple(x for x in world.listings if x.day <= day),
        assessments=tuple(replace(x, span=x.span.known_on(day)) for x in world.assessments if _begun(x.span, day)),
        dependencies=tuple(replace(x, span=x.span.known_on(day)) for x in world.dependencies if _begun(x.span, day)),
        ties=tuple(replace(x, span=x.span.known_on(day)) for x in world.ties if _begun(x.span, day)),
        programmes=tuple(_programme_known(x, day) for x in world.programmes if _begun(x.span, day)),
        impediments=tuple(_impediment_known(x, world, day) for x in world.impediments if _begun(x.span, day)),
        policies={name: span.known_on(day) for name, span in world.policies.items() if _begun(span, day)},
        provisions=tuple(x for x in world.provisions if x.made is None or x.made.earliest <= day),
        acts=tuple(x for x in world.acts if x.span.maybe_start <= day),
    )


def _begun(span: Interval, day: date) -> bool:
    return span.known_on(day).is_ever


def _spell_known(spell: Spell, day: date) -> Spell | None:
    in_force, signed = spell.in_force.known_on(day), spell.signed.known_on(day)
    if not (in_force.is_ever or signed.is_ever):
        return None
    return replace(spell, in_force=in_force, signed=signed)


def _programme_known(programme: Programme, day: date) -> Programme:
    parts = (_spell_known(p, day) for p in programme.parts)
    return replace(programme, span=programme.span.known_on(day), parts=tuple(p for p in parts if p is not None))


def _impediment_known(impediment: Impediment, world: World, day: date) -> Impediment:
    eased = tuple(name for name in impediment.eased_by if _easing_known(name, world, day))
    return replace(impediment, span=impediment.span.known_on(day), eased_by=eased)


def _easing_known(instrument: str, world: World, day: date) -> bool:
    if instrument in world.policies:
        return _begun(world.policies[instrument], day)
    return any(_spell_known(spell, day) for spell in world.parties.spells.get(instrument, ()))


def _spells(parties: Parties, keep: Callable[[Spell], Spell | None]) -> Parties:
    kept = (keep(spell) for spells in parties.spells.values() for spell in spells)
    return Parties.of((s for s in kept if s is not None), parties.kinds)


def among(world: World, states: frozenset[str]) -> World:
    """Return the world with only the parts and assessments of these states: all that a question of them needs."""
    return replace(
        world,
        parties=_spells(world.parties, lambda s: s if s.party in states else None),
        assessments=tuple(x for x in world.assessments if x.state in states),
    )
