"""Who takes part in which agreement on a day: the three-valued ground on which pairs, gaps and networks stand."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property, lru_cache
from itertools import combinations
from typing import Final

import polars as pl

from graph.dates import OPEN, Holding, Interval
from graph.release import Release
from graph.tables import Tables, read_tables


class Basis(StrEnum):
    """What makes a party: being bound, or having signed."""

    IN_FORCE = "in-force"
    SIGNED = "signed"


@dataclass(frozen=True, slots=True)
class Spell:
    """One spell of one actor's part in one agreement; `party` is the state it acts for, or the actor itself."""

    id: str
    agreement: str
    actor: str
    party: str
    in_force: Interval
    signed: Interval

    def on(self, day: date, basis: Basis = Basis.IN_FORCE) -> Holding:
        """Say whether the spell covers a day."""
        return (self.in_force if basis is Basis.IN_FORCE else self.signed).on(day)


@dataclass(frozen=True, slots=True)
class Bond:
    """An agreement between two parties on a day, with the two spells that make it."""

    agreement: str
    pair: tuple[str, str]
    holding: Holding
    spells: tuple[Spell, Spell]


_RANK: Final = {Holding.HOLDS: 0, Holding.UNKNOWN: 1, Holding.NOT: 2}


@dataclass(frozen=True)
class Parties:
    """All spells in agreements, by agreement, and the kinds that each agreement counts as."""

    spells: Mapping[str, tuple[Spell, ...]]
    kinds: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, spells: Iterable[Spell], kinds: Mapping[str, Iterable[str]]) -> "Parties":
        """Gather spells; `kinds` gives each agreement's kind and all that are broader."""
        gathered: dict[str, list[Spell]] = {}
        for spell in spells:
            gathered.setdefault(spell.agreement, []).append(spell)
        return cls({k: tuple(v) for k, v in gathered.items()}, {k: frozenset(v) for k, v in kinds.items()})

    @cached_property
    def by_kind(self) -> dict[str, tuple[str, ...]]:
        """Return the agreements of each kind, narrower kinds included."""
        gathered: dict[str, list[str]] = {}
        for agreement in sorted(self.spells):
            for kind in self.kinds.get(agreement, ()):
                gathered.setdefault(kind, []).append(agreement)
        return {kind: tuple(agreements) for kind, agreements in gathered.items()}

    def members(self, agreement: str, day: date, basis: Basis = Basis.IN_FORCE) -> dict[str, tuple[Holding, Spell]]:
        """Return each party of an agreement with its best standing on a day and the spell that gives it."""
        found: dict[str, tuple[Holding, Spell]] = {}
        for spell in self.spells.get(agreement, ()):
            holding = spell.on(day, basis)
            if spell.party not in found or _RANK[holding] < _RANK[found[spell.party][0]]:
                found[spell.party] = (holding, spell)
        return found

    def bonds(self, kind: str, day: date, basis: Basis = Basis.IN_FORCE) -> Iterator[Bond]:
        """Yield the bonds of a kind that hold or may hold on a day, pairs in the order of their names."""
        for agreement in self.by_kind.get(kind, ()):
            yield from self.bonds_of(agreement, day, basis)

    def bonds_of(self, agreement: str, day: date, basis: Basis = Basis.IN_FORCE) -> Iterator[Bond]:
        """Yield the bonds that one agreement makes, or may make, on a day."""
        members = self.members(agreement, day, basis)
        standing = sorted((party, *found) for party, found in members.items() if found[0] is not Holding.NOT)
        for (a, holds_a, spell_a), (b, holds_b, spell_b) in combinations(standing, 2):
            both = Holding.HOLDS if holds_a is holds_b is Holding.HOLDS else Holding.UNKNOWN
            yield Bond(agreement, (a, b), both, (spell_a, spell_b))

    def joint(self, kind: str, pair: tuple[str, str]) -> Iterator[tuple[Interval, tuple[Spell, Spell]]]:
        """Yield the intervals over which a pair is joined by agreements of a kind, with the spells that join it."""
        mine, others = self._parts.get((kind, pair[0]), {}), self._parts.get((kind, pair[1]), {})
        for agreement, spells in mine.items():
            for a in spells if agreement in others else ():
                for b in others[agreement]:
                    yield common(a.in_force, b.in_force), (a, b)

    @cached_property
    def _parts(self) -> dict[tuple[str, str], dict[str, list[Spell]]]:
        """Return the spells of each party in the agreements of each kind, by agreement in the order of their ids."""
        gathered: dict[tuple[str, str], dict[str, list[Spell]]] = {}
        for kind, agreements in self.by_kind.items():
            for agreement in agreements:
                for spell in self.spells[agreement]:
                    gathered.setdefault((kind, spell.party), {}).setdefault(agreement, []).append(spell)
        return gathered


def common(a: Interval, b: Interval) -> Interval:
    """Return when both of two intervals hold."""
    return Interval(
        max(a.start, b.start), min(a.end, b.end), max(a.maybe_start, b.maybe_start), min(a.maybe_end, b.maybe_end)
    )


@lru_cache(maxsize=4)
def parties(release: Release) -> Parties:
    """Return the parties of all agreements of a release."""
    return parties_of(read_tables(release))


def parties_of(tables: Tables) -> Parties:
    """Return the parties of all agreements in tables."""
    spells = spells_in(tables, "agreement")
    broader = dict(tables.kinds.select("kind", "broader").iter_rows())
    kind = dict(tables.instruments.select("slug", "kind").iter_rows())
    agreements = tables.entities.filter(pl.col("class") == "agreement")["slug"]
    return Parties.of(spells, {a: ancestors(kind[a], broader) for a in agreements})


def spells_in(tables: Tables, type_: str) -> Iterator[Spell]:
    """Yield the spells of all parts in things of one type, such as agreements or programmes."""
    home = dict(tables.entities.select("slug", "state").iter_rows())
    things = tables.entities.filter(pl.col("class") == type_)["slug"]
    held = tables.relations.filter(pl.col("class") == "participation", pl.col("tail").is_in(things.sort().to_list()))
    return (_spell(row, home) for row in held.iter_rows(named=True))


def ancestors(kind: str, broader: Mapping[str, str | None]) -> Iterator[str]:
    """Yield a kind and all that are broader, narrowest first."""
    current: str | None = kind
    while current is not None:
        yield current
        current = broader.get(current)


def interval_of(row: Mapping[str, date | str | None]) -> Interval:
    """Return when a row of a table holds and may hold."""
    return Interval(
        _day(row["from"], OPEN), _day(row["until"], OPEN), _day(row["maybe_from"], OPEN), _day(row["maybe_until"], OPEN)
    )


def _spell(row: Mapping[str, date | str | None], home: Mapping[str, str | None]) -> Spell:
    actor = str(row["head"])
    in_force = interval_of(row)
    signed = Interval(
        _day(row["signed"], in_force.start),
        _day(row["until"], _day(row["maybe_until"], OPEN)),
        min(_day(row["signed"], OPEN), in_force.maybe_start),
        in_force.maybe_end,
    )
    return Spell(str(row["slug"]), str(row["tail"]), actor, home.get(actor) or actor, in_force, signed)


def _day(value: date | str | None, missing: date) -> date:
    return value if isinstance(value, date) else missing
