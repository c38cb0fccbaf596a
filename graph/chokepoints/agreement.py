"""Agreement chokepoints: agreements whose lapse takes a pair's last enabling link in a layer."""

from collections.abc import Iterable
from dataclasses import dataclass

from graph.evidence import Evidence
from graph.pairs import Projection

VERSION = "1"
"""Version of the measure; it changes when the same data would give another answer."""


@dataclass(frozen=True)
class AgreementChokepoint:
    """An agreement and the pairs that it alone joins in a layer, of all the pairs that it joins there."""

    agreement: str
    layer: str
    pairs: tuple[tuple[str, str], ...]
    joins: int
    evidence: Evidence

    @property
    def key(self) -> str:
        """Return what makes this the same finding under other evidence."""
        return self.agreement


def agreement_chokepoints(projection: Projection, states: Iterable[str] = ()) -> list[AgreementChokepoint]:
    """Return the agreements that are some pair's only link in a layer, those of most pairs first.

    Parameters
    ----------
    states
        Keep the pairs among these states; none keeps all pairs.

    Notes
    -----
    Counts certain bonds only: a pair that may have a second agreement still hangs on the first by what is known, and
    the projection counts the doubtful ones. That a link is the last of its layer does not say that another layer could
    not stand in for it. One pass over the pairs.
    """
    wanted = frozenset(states)
    last: dict[str, list[tuple[str, str]]] = {}
    joins: dict[str, int] = {}
    spells: dict[str, set[str]] = {}
    for a, b, bond in sorted(projection.network.edges(data=True), key=lambda e: (e[0], e[1])):
        if wanted and not {a, b} <= wanted:
            continue
        for agreement in bond["agreements"]:
            joins[agreement] = joins.get(agreement, 0) + 1
        if len(bond["agreements"]) == 1:
            (agreement,) = bond["agreements"]
            last.setdefault(agreement, []).append((min(a, b), max(a, b)))
            spells.setdefault(agreement, set()).update(bond["spells"])
    found = [
        AgreementChokepoint(name, projection.layer, tuple(sorted(pairs)), joins[name], Evidence.of(spells[name]))
        for name, pairs in last.items()
    ]
    return sorted(found, key=lambda c: (-len(c.pairs), c.agreement))
