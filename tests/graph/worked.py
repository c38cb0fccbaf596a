"""Small worked examples that several tests share: spells written as one line each."""

from collections.abc import Iterable

from graph.dates import Interval, PartialDate
from graph.parties import Parties, Spell

KINDS = {
    "mdt": ("mutual-defence-treaty", "security-commitment"),
    "nat": ("collective-defence-treaty", "mutual-defence-treaty", "security-commitment"),
    "rdp": ("rdp-mou", "procurement-and-industry"),
    "sofa": ("sofa", "access-and-status"),
}
LAYER = {"mdt": "security", "nat": "security", "rdp": "industry", "sofa": "access"}


def spell(agreement: str, party: str, start: str | None, end: str | None = None) -> Spell:
    """Return one spell; `start` None means that it is not known."""
    span = Interval.between(PartialDate.parse(start) if start else None, PartialDate.parse(end) if end else None)
    return Spell(f"part-{agreement}-{party}-{start or 'x'}", agreement, party, party, span, span)


def bilateral(agreement: str, a: str, b: str, start: str | None, end: str | None = None) -> list[Spell]:
    """Return both parties' spells of one agreement."""
    return [spell(agreement, a, start, end), spell(agreement, b, start, end)]


def parties(*groups: Iterable[Spell]) -> Parties:
    """Return the parties of agreements whose names begin with their kind: `mdt-us-jp`."""
    spells = [s for group in groups for s in group]
    kinds = {s.agreement: KINDS[s.agreement.split("-")[0]] for s in spells}
    return Parties.of(spells, kinds)


def layers(parties: Parties) -> dict[str, str]:
    """Return the layer of each agreement by its name."""
    return {agreement: LAYER[agreement.split("-")[0]] for agreement in parties.spells}
