"""Readings of a world: what makes a party, and whether what may hold counts as holding."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from graph.dates import Holding, Interval, PartialDate, Precision
from graph.parties import Basis, Parties, Spell
from graph.release import Release
from graph.world.promises import Provision
from graph.world.world import World, world


@dataclass(frozen=True)
class Reading:
    """How the records are read: by being bound or having signed, and which standings count as holding."""

    basis: Basis = Basis.IN_FORCE
    include: tuple[Holding, ...] = (Holding.HOLDS,)

    @property
    def is_wide(self) -> bool:
        """Say whether what may hold counts as holding."""
        return Holding.UNKNOWN in self.include

    @property
    def certain(self) -> "Reading":
        """Return the reading by the same basis of which only what certainly holds counts."""
        return Reading(self.basis)

    def __str__(self) -> str:
        what = "in force" if self.basis is Basis.IN_FORCE else "signed"
        return f"{what}; what may hold counts as holding" if self.is_wide else f"{what}; only what certainly holds"


PLAIN = Reading()
"""What is in force and certainly holds: the reading used where none is asked for."""


def read_as(world: World, reading: Reading) -> World:
    """Return the world by a reading, so that every measure on it follows the reading.

    By signature a party's part begins when it signed. A wide reading takes each thing to hold whenever it may: from its
    first possible day to its last. So it takes away gaps that an agreement of unknown standing may have closed, and
    adds what such an agreement would carry; a promise counts from the first day on which it can have been made.
    """
    if reading == PLAIN:
        return world
    span: Callable[[Interval], Interval] = widened if reading.is_wide else _same

    def spell(one: Spell) -> Spell:
        held = span(one.in_force if reading.basis is Basis.IN_FORCE else one.signed)
        return replace(one, in_force=held, signed=span(one.signed))

    return replace(
        world,
        parties=Parties.of((spell(s) for spells in world.parties.spells.values() for s in spells), world.parties.kinds),
        assessments=tuple(replace(x, span=span(x.span)) for x in world.assessments),
        dependencies=tuple(replace(x, span=span(x.span)) for x in world.dependencies),
        ties=tuple(replace(x, span=span(x.span)) for x in world.ties),
        programmes=tuple(
            replace(x, span=span(x.span), parts=tuple(spell(p) for p in x.parts)) for x in world.programmes
        ),
        impediments=tuple(replace(x, span=span(x.span)) for x in world.impediments),
        policies={name: span(held) for name, held in world.policies.items()},
        provisions=tuple(_made_early(x) for x in world.provisions) if reading.is_wide else world.provisions,
    )


@lru_cache(maxsize=16)
def world_by(release: Release, reading: Reading = PLAIN) -> World:
    """Return the world of a release by a reading, kept for the next question."""
    return read_as(world(release), reading)


def widened(span: Interval) -> Interval:
    """Return an interval that certainly holds whenever the given one may."""
    return Interval(span.maybe_start, span.maybe_end, span.maybe_start, span.maybe_end)


def _same(span: Interval) -> Interval:
    return span


def _made_early(provision: Provision) -> Provision:
    if provision.made is None:
        return provision
    return replace(provision, made=_on(provision.made.earliest))


def _on(day: date) -> PartialDate:
    return PartialDate(day, day, Precision.DAY)
