"""A graph of any size in the shape of a release, made from a seed: for measuring, not for reading.

Agreements, parties, firms, ties, judgements, impediments, commitments and acts stand in about the proportions of the
curated source, and the ids that the questions' samples name are among them.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from benchmarks.generated_rest import CITED, STATES, RestMaker, named, sources
from graph.loading import make_store
from graph.store import ReadStore, vocabulary_quads
from ingest.claims import Claim, Fact, Iri, Text, entity, kind
from ingest.nquads import quads, triples_of
from ontology.files import CORE, INDEX_RULES, schemes
from ontology.iris import mint
from ontology.vocabulary import in_scheme

CAPABILITIES: Final = tuple(f"capability-{number}" for number in range(60))
SCENARIOS: Final = ("tsunami-hadr", *(f"scenario-{number}" for number in range(9)))
KINDS: Final = tuple(sorted(in_scheme("agreement-kind")))
_FIRST: Final = date(1950, 1, 1)
_NAMED_AGREEMENTS: Final = ("agr-jpn-us-guidelines-2015", "agr-us-nato-1949", "agr-jpn-us-rdpmou-2016")


@dataclass(frozen=True)
class Maker(RestMaker):
    """Makes all claims from one stream of chance."""

    def everything(self, participations: int) -> Iterator[Claim]:
        """Yield the claims of a graph with about so many participations."""
        yield from sources()
        yield from self.claims(participations // 40)
        yield from self._actors(participations // 10)
        yield from self._agreements(participations)
        yield from self._ties(participations // 10, participations // 5)
        yield from self._judgements()
        yield from self._undertakings(participations // 10)
        yield from self._impediments(participations // 20)

    def _dates(self) -> tuple[Fact, ...]:
        start = _FIRST + timedelta(days=self.chance.randrange(27_000))
        facts: tuple[Fact, ...] = (("kn:validFrom", start), ("kn:datePrecision", Text("day")))
        if self.chance.random() < 0.3:
            return (*facts, ("kn:validTo", start + timedelta(days=self.chance.randrange(100, 9_000))))
        return facts

    def _actors(self, firms: int) -> Iterator[Claim]:
        for state in STATES:
            yield named("State", state)
        for number in range(firms):
            home = ("kn:homeState", entity(self.state()))
            sector = ("dcterms:subject", Text(self.chance.choice(("robots", "radar", "engines", "missiles"))))
            yield named("Firm", f"firm-{number}", home, sector)

    def _agreements(self, participations: int) -> Iterator[Claim]:
        made = 0
        number = 0
        while made < participations:
            first = number < len(_NAMED_AGREEMENTS)
            name = _NAMED_AGREEMENTS[number] if first else f"agr-{number}"
            many = number == 1 or self.chance.random() < 0.02
            parties = ("jpn", "usa") if first and not many else self.chance.sample(STATES, 20) if many else self.pair()
            form: tuple[Fact, ...] = (
                ("kn:kind", kind(self.chance.choice(KINDS))),
                ("kn:status", kind("in-force")),
                ("kn:bindingness", kind("legally-binding")),
                ("kn:legalForm", kind("form-treaty")),
                ("kn:signedOn", _FIRST),
            )
            yield named("Agreement", name, *form)
            for party in parties:
                yield self._participation(name, party, "party")
            made += len(parties)
            number += 1

    def _participation(self, name: str, actor: str, role: str) -> Claim:
        facts: tuple[Fact, ...] = (
            ("kn:participatesIn", entity(name)),
            ("kn:involves", entity(actor)),
            ("kn:role", kind(role)),
            ("kn:status", kind("in-force")),
            *self._dates(),
        )
        return Claim(mint("id", "part", name, actor, role, 1), ("Participation",), facts, CITED)

    def _ties(self, firms: int, ties: int) -> Iterator[Claim]:
        kinds = sorted(in_scheme("tie-kind"))
        for number in range(ties):
            one, other = self.chance.sample(range(firms), 2)
            facts: tuple[Fact, ...] = (
                ("kn:fromActor", entity(f"firm-{one}")),
                ("kn:toActor", entity(f"firm-{other}")),
                ("kn:kind", kind(self.chance.choice(kinds))),
                ("kn:status", kind("active")),
                *self._dates(),
            )
            yield Claim(entity(f"tie-{number}").value, ("Tie",), facts, CITED)

    def _judgements(self) -> Iterator[Claim]:
        for space, names in (("capability", CAPABILITIES), ("scenario", SCENARIOS)):
            for name in names:
                label: Fact = ("skos:prefLabel", Text(name, "en"))
                family: Fact = ("skos:broader", Iri(mint(space, names[-1])))  # type: ignore[arg-type]
                yield Claim(mint(space, name), (space.capitalize(),), (label, family), CITED)  # type: ignore[arg-type]
        for state in STATES:
            for capability in CAPABILITIES:
                yield self._judged(
                    mint("id", "asm", state, capability),
                    "Assessment",
                    ("kn:involves", entity(state)),
                    ("kn:ofCapability", Iri(mint("capability", capability))),
                    ("kn:level", Iri(mint("level", self.chance.randrange(5)))),
                )
        for scenario in SCENARIOS:
            for capability in self.chance.sample(CAPABILITIES, 20):
                yield self._judged(
                    mint("id", "req", scenario, capability),
                    "Requirement",
                    ("kn:inScenario", Iri(mint("scenario", scenario))),
                    ("kn:ofCapability", Iri(mint("capability", capability))),
                    ("kn:minLevel", Iri(mint("level", self.chance.randrange(1, 5)))),
                    ("kn:criticality", kind("critical")),
                )

    def _judged(self, iri: str, name: str, *facts: Fact) -> Claim:
        return Claim(iri, (name,), (*facts, *self._dates()), CITED)

    def _undertakings(self, number: int) -> Iterator[Claim]:
        kinds = sorted(in_scheme("provision-kind"))
        for index in range(number):
            text = "agr-jpn-us-guidelines-2015" if index % 10 == 0 else f"agr-{3 + index % 50}"
            place: tuple[Fact, ...] = (("kn:provisionOf", entity(text)), ("skos:notation", Text("VII.A")))
            yield named("Provision", f"prov-{index}", *place, ("kn:kind", kind(self.chance.choice(kinds))))
            done: Fact = ("kn:implements", entity(f"prov-{self.chance.randrange(number)}"))
            yield named("Activity", f"act-{index}", done, *self._dates())
            serves: Fact = ("kn:contributesTo", Iri(mint("capability", self.chance.choice(CAPABILITIES))))
            yield named("Program", f"prog-{index}", serves, ("kn:kind", kind("joint-research")), *self._dates())
            for state in self.chance.sample(STATES, 2):
                yield self._participation(f"prog-{index}", state, "participant")

    def _impediments(self, number: int) -> Iterator[Claim]:
        kinds, scopes = sorted(in_scheme("impediment-kind")), sorted(in_scheme("impediment-scope"))
        for index in range(number):
            one, other = self.pair()
            facts: tuple[Fact, ...] = (
                ("kn:issuedBy", entity(one)),
                ("kn:affects", entity(other)),
                ("kn:kind", kind(self.chance.choice(kinds))),
                ("kn:scope", kind(self.chance.choice(scopes))),
                *self._dates(),
            )
            yield named("Impediment", f"imp-{index}", *facts)


def generated_store(folder: Path, participations: int, seed: int = 1) -> ReadStore:
    """Return the store of a generated graph, written below a folder."""
    lines = quads(Maker(random.Random(seed)).everything(participations), mint("graph", "source", "generated"))
    lines += vocabulary_quads((CORE, *schemes()), mint("graph", "vocabulary"))
    (folder / "named.nq").write_text("".join(lines), "utf-8")
    (folder / "merged.nt").write_text("".join(sorted(set(triples_of(lines)))), "utf-8")
    rules = INDEX_RULES.read_text(encoding="utf-8")
    return make_store(folder / "store", [folder / "named.nq"], folder / "merged.nt", rules)
