"""Counts agreement gaps by whole columns: which pairs stand in a premise and lack the agreement, without the proof.

`graph.gaps.agreement` gives each gap its evidence; where only the pairs are asked, day after day or over very many
agreements, this is tens of times faster and finds the same pairs.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from graph.gaps.rules import Rule
from graph.parties import Parties

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class SpellTable:
    """All spells as columns, in the order of agreements and parties: who, in what, from which ordinal day to which."""

    parties: tuple[str, ...]
    agreement: Ints
    party: Ints
    start: Ints
    end: Ints
    of_kind: dict[str, NDArray[np.bool_]]

    @classmethod
    def of(cls, parties: Parties) -> "SpellTable":
        """Gather the spells of parties."""
        agreements = sorted(parties.spells)
        gathered = ((place, s) for place, name in enumerate(agreements) for s in parties.spells[name])
        spells = sorted(gathered, key=lambda row: (row[0], row[1].party))
        names = sorted({s.party for _, s in spells})
        place_of = {name: place for place, name in enumerate(names)}
        agreement = np.array([place for place, _ in spells], dtype=np.int64)
        kinds = {k for name in agreements for k in parties.kinds.get(name, ())}
        return cls(
            parties=tuple(names),
            agreement=agreement,
            party=np.array([place_of[s.party] for _, s in spells], dtype=np.int64),
            start=np.array([s.in_force.start.toordinal() for _, s in spells], dtype=np.int64),
            end=np.array([s.in_force.end.toordinal() for _, s in spells], dtype=np.int64),
            of_kind={
                k: np.array([k in parties.kinds.get(name, ()) for name in agreements], dtype=bool)[agreement]
                for k in kinds
            },
        )

    def joined(self, kind: str, day: date) -> Ints:
        """Return the pairs that agreements of a kind certainly join on a day, each once: a · parties + b with a < b."""
        if kind not in self.of_kind:
            return np.zeros(0, dtype=np.int64)
        on = day.toordinal()
        held = self.of_kind[kind] & (self.start <= on) & (on < self.end)
        size = max(1, len(self.parties))
        # One party may have several spells in an agreement; it counts once. Rows are sorted, so its spells are next to
        # each other, as are the parties of an agreement.
        agreement, party = self.agreement[held], self.party[held]
        new = _first_of(agreement * size + party)
        agreement, party = agreement[new], party[new]
        first = np.flatnonzero(_first_of(agreement))
        counts = np.diff(np.append(first, len(agreement)))
        pairs = [party[first[counts == 2]] * size + party[first[counts == 2] + 1]]
        for start, count in zip(first[counts > 2], counts[counts > 2], strict=True):
            a, b = np.triu_indices(count, k=1)
            pairs.append(party[start + a] * size + party[start + b])
        found = np.sort(np.concatenate(pairs))
        return found[_first_of(found)]

    def named(self, pairs: Ints) -> list[tuple[str, str]]:
        """Return pairs by the names of their parties."""
        size = max(1, len(self.parties))
        return [(self.parties[int(p) // size], self.parties[int(p) % size]) for p in pairs]


def _among(values: Ints, ordered: Ints) -> NDArray[np.bool_]:
    """Say which values are in a sorted column."""
    if not len(ordered):
        return np.zeros(len(values), dtype=bool)
    found: NDArray[np.bool_] = ordered[np.minimum(np.searchsorted(ordered, values), len(ordered) - 1)] == values
    return found


def _first_of(ordered: Ints) -> NDArray[np.bool_]:
    """Say which values of a sorted column are not those before them."""
    new = np.ones(len(ordered), dtype=bool)
    new[1:] = ordered[1:] != ordered[:-1]
    return new


def missing_pairs(table: SpellTable, rule: Rule, day: date, states: Iterable[str] = ()) -> Ints:
    """Return the pairs that certainly stand in a rule's premise and are not certainly joined by what it expects.

    Parameters
    ----------
    states
        Keep the pairs among these; none keeps all.

    Notes
    -----
    The pairs of `graph.gaps.agreement.agreement_gaps` for the rule, without evidence, and with those whose lack is
    unknown. Sorting and set difference over spells: O(s log s), and the square of the parties of each agreement.
    """
    premise, expected = table.joined(rule.premise, day), table.joined(rule.expects, day)
    missing = premise[~_among(premise, expected)]
    wanted = set(states)
    if not wanted:
        return missing
    inside = np.array([name in wanted for name in table.parties], dtype=bool)
    size = max(1, len(table.parties))
    kept: Ints = missing[inside[missing // size] & inside[missing % size]]
    return kept
