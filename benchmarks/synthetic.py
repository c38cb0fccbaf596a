"""Synthetic worlds: many bilateral agreements between parties of very unequal standing, some hanging on one bond."""

import random
from datetime import date

from graph.dates import OPEN, Interval
from graph.pairs import Projection, project
from graph.parties import Parties, Spell

DAY = date(2000, 1, 1)
KINDS = {
    "mdt": ("mutual-defence-treaty", "security-commitment"),
    "rdp": ("rdp-mou", "procurement-and-industry"),
}
LAYERS = {"mdt": "security", "rdp": "industry"}


def agreements(count: int, parties: int, kind: str = "mdt", seed: int = 1) -> list[Spell]:
    """Return the spells of bilateral agreements; later parties join earlier ones, those with many links first."""
    draw = random.Random(seed)
    ends = [0, 1]
    spells: list[Spell] = []
    for number in range(count):
        a = number + 1 if number + 1 < parties else draw.choice(ends)
        b = draw.choice(ends)
        if a == b:
            b = (a + 1) % parties
        # Every third party has one link only, so that the network has points and bridges to cut.
        ends += [a, b] if a % 3 else [b]
        spells += _pair(f"{kind}-{number}", (f"p{a}", f"p{b}"), draw)
    return spells


def _pair(agreement: str, pair: tuple[str, str], draw: random.Random) -> list[Spell]:
    start = date(draw.randint(1950, 1999), 1, 1)
    end = OPEN if draw.random() < 0.9 else date(start.year + 1 + draw.randint(0, 60), 1, 1)
    span = Interval(start, end, start, end)
    return [Spell(f"part-{agreement}-{party}", agreement, party, party, span, span) for party in pair]


def gathered(*groups: list[Spell]) -> Parties:
    """Return the parties of agreements whose names begin with their kind."""
    spells = [s for group in groups for s in group]
    return Parties.of(spells, {s.agreement: KINDS[s.agreement.split("-")[0]] for s in spells})


def layer(parties: Parties, name: str = "security") -> Projection:
    """Return the projection of a layer on the day."""
    return project(parties, {a: LAYERS[a.split("-")[0]] for a in parties.spells}, name, DAY)
