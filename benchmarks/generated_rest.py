"""The rest of a generated graph: what is measured, moved, announced, urged, ruled, listed and disputed.

Here too stand the ids that the questions' samples name, so that no question is measured on nothing.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from ingest.claims import Claim, Evidence, Fact, Iri, Text, entity, kind
from ontology.iris import mint

NAMED: Final = ("usa", "jpn", "aus", "kor", "phl")
STATES: Final = (*NAMED, *(f"state-{number}" for number in range(195)))
CITED: Final = (Evidence("src-generated", "b"), Evidence("src-rebalance16", "a", "p. 1"))
_FIRST: Final = date(1950, 1, 1)
_DAY: Final[Fact] = ("kn:datePrecision", Text("day"))


def named(class_name: str, slug: str, *facts: Fact) -> Claim:
    """Return a claim with a label."""
    return Claim(entity(slug).value, (class_name,), (("rdfs:label", Text(slug, "en")), *facts), CITED)


def sources() -> Iterator[Claim]:
    """Yield the two sources that everything cites."""
    for slug, sort in (("src-generated", "source-judgement"), ("src-rebalance16", "source-read")):
        facts: tuple[Fact, ...] = (
            ("dcterms:title", Text(slug)),
            ("dcterms:issued", date(2016, 1, 1)),
            ("rdfs:seeAlso", Iri("https://example.org/")),
            ("kn:kind", kind(sort)),
        )
        yield Claim(entity(slug).value, ("Source",), facts)


@dataclass(frozen=True)
class RestMaker:
    """Makes the claims from one stream of chance; a third of all states drawn are the five named."""

    chance: random.Random

    def state(self) -> str:
        """Return a state."""
        return self.chance.choice(NAMED if self.chance.random() < 1 / 3 else STATES)

    def pair(self) -> tuple[str, str]:
        """Return two states."""
        one = self.state()
        other = self.state()
        return (one, other) if one != other else self.pair()

    def start(self) -> tuple[Fact, ...]:
        """Return a day of beginning."""
        return (("kn:validFrom", _FIRST + timedelta(days=self.chance.randrange(27_000))), _DAY)

    def claims(self, number: int) -> Iterator[Claim]:
        """Yield so many of each, and the few that the samples name."""
        for index in range(number):
            yield from (self._transfer(index), self._presence(index), self._measure(index), self._dependency(index))
            yield from (self._rule(index), self._policy(index), self._dispute(index), self._interoperability(index))
            yield from (self._event(index, number), self._recommendation(f"rec-{index}", index))
        yield self._recommendation("rec-coalition-programme", 0)
        yield from (self._listing(index) for index in range(number // 100 + 1))

    def _between(self) -> tuple[Fact, ...]:
        one, other = self.pair()
        return (("kn:fromActor", entity(one)), ("kn:toActor", entity(other)), *self.start())

    def _interoperability(self, index: int) -> Claim:
        one, other = self.pair()
        facts: tuple[Fact, ...] = (
            ("kn:involves", entity(one)),
            ("kn:involves", entity(other)),
            ("kn:ofCapability", Iri(mint("capability", f"capability-{index % 60}"))),
            ("kn:level", Iri(mint("level", "interoperability", index % 5))),
            *self.start(),
        )
        return Claim(mint("id", "asm-pair", index), ("Assessment",), facts, CITED)

    def _transfer(self, index: int) -> Claim:
        facts: tuple[Fact, ...] = (
            ("dcterms:title", Text(f"Weapon {index % 90}")),
            ("kn:kind", kind("transfer-new")),
            ("kn:numberOrdered", 20),
            ("kn:numberDelivered", 12),
            *(("kn:deliveredIn", 1990 + index % 30 + later) for later in range(3)),
            ("kn:volumeDelivered", Decimal(index % 700)),
            ("kn:marked", kind("mark-aid")),
        )
        return Claim(mint("id", "transfer", index), ("Transfer",), (*self._between(), *facts), CITED)

    def _presence(self, index: int) -> Claim:
        facts: tuple[Fact, ...] = (("kn:kind", kind("presence-forces")), ("kn:value", Decimal(index)))
        return Claim(mint("id", "presence", index), ("Presence",), (*self._between(), *facts), CITED)

    def _measure(self, index: int) -> Claim:
        year = 1950 + index % 70
        facts: tuple[Fact, ...] = (
            ("kn:involves", entity(self.state())),
            ("kn:kind", kind("indicator-energy")),
            ("kn:value", Decimal(index)),
            ("kn:validFrom", date(year, 1, 1)),
            ("kn:validTo", date(year + 1, 1, 1)),
            _DAY,
        )
        return Claim(mint("id", "measure", index), ("Measure",), facts, CITED)

    def _dependency(self, index: int) -> Claim:
        facts: tuple[Fact, ...] = (("kn:kind", kind("component")), ("kn:share", Decimal("0.5")))
        return named("Dependency", f"dep-{index}", *self._between(), *facts)

    def _rule(self, index: int) -> Claim:
        facts: tuple[Fact, ...] = (
            ("dcterms:subject", Text(f"Sensor {index % 40}")),
            ("kn:kind", kind("release-permitted")),
            ("kn:basedOn", entity(f"pol-{index}")),
        )
        return Claim(mint("id", "rule", index), ("ReleaseRule",), (*self._between(), *facts), CITED)

    def _policy(self, index: int) -> Claim:
        sort = kind("information-security-law" if index % 5 == 0 else "export-control")
        facts: tuple[Fact, ...] = (("kn:issuedBy", entity(self.state())), ("kn:kind", sort), ("kn:signedOn", _FIRST))
        return named("Policy", f"pol-{index}", *facts, ("kn:status", kind("in-force")), *self.start())

    def _event(self, index: int, number: int) -> Claim:
        one, other = self.pair()
        facts: tuple[Fact, ...] = (("kn:involves", entity(one)), ("kn:involves", entity(other)))
        told: tuple[Fact, ...] = tuple(
            ("kn:announces", entity(f"prov-{self.chance.randrange(number)}")) for _ in range(3)
        )
        return named("Event", f"event-{index}", ("kn:kind", kind("summit-meeting")), *facts, *told, *self.start())

    def _recommendation(self, slug: str, index: int) -> Claim:
        facts: tuple[Fact, ...] = (
            ("dcterms:description", Text("Found a programme")),
            ("kn:toActor", entity("usa")),
            ("kn:proposes", kind("joint-research")),
            ("kn:fulfilledBy", entity(f"prog-{index}")),
            ("kn:signedOn", date(1990, 1, 1)),
            _DAY,
        )
        return named("Recommendation", slug, *facts)

    def _dispute(self, index: int) -> Claim:
        facts: tuple[Fact, ...] = (
            ("kn:participatesIn", entity(f"agr-{3 + index}")),
            ("kn:involves", entity(self.state())),
            ("kn:role", kind("party")),
            ("kn:status", kind("in-force")),
            ("kn:assertionStatus", kind("disputed")),
            ("kn:owes", kind("owes-defence")),
            ("kn:onCondition", kind("if-consultation-adversary")),
            *self.start(),
        )
        return Claim(mint("id", "part-disputed", index), ("Participation",), facts, CITED)

    def _listing(self, index: int) -> Claim:
        facts: tuple[Fact, ...] = (
            ("kn:completeFor", kind("rdp-mou")),
            ("kn:involves", entity("usa")),
            *(("kn:lists", entity(state)) for state in self.chance.sample(STATES, 23)),
            ("kn:attestedOn", date(1990 + index % 30, 12, 31)),
            _DAY,
        )
        return Claim(mint("id", "list", index), ("Listing",), facts, CITED)
