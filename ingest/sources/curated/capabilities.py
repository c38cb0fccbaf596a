"""Capabilities, scenarios, what scenarios require and what states can do: judgements, labelled as such."""

from typing import Literal

from pydantic import Field

from ingest.claims import Claim, Fact, Iri, Text, dated, each, entity, kind, some, text
from ingest.rows import OptionalSlug, OptionalWords, Partial, Slug, Slugs, Words
from ingest.sources.curated.cited import Cited
from ontology.iris import mint

Level = Literal["0", "1", "2", "3", "4"]


def _concept(space: Literal["capability", "scenario"], parent: str | None) -> tuple[Fact, ...]:
    scheme = Iri(mint("scheme", space))
    place: Fact = ("skos:broader", Iri(mint(space, parent))) if parent else ("skos:topConceptOf", scheme)
    return (("skos:inScheme", scheme), place)


def _labels(label: str, label_ja: str | None) -> tuple[Fact, ...]:
    return some(("skos:prefLabel", Text(label, "en")), ("skos:prefLabel", text(label_ja or "", "ja")))


class CapabilityRow(Cited):
    """A capability in the three-level taxonomy."""

    capability_id: Slug
    label: Words
    label_ja: OptionalWords
    parent: OptionalSlug

    def claim(self) -> Claim:
        """Return the capability as a concept."""
        facts: tuple[Fact, ...] = (
            *_labels(self.label, self.label_ja),
            *_concept("capability", self.parent),
            *self.remark(),
        )
        return Claim(mint("capability", self.capability_id), ("Capability",), facts, self.evidence())


class ScenarioRow(Cited):
    """A scenario, or a family of them where the column `family` is blank."""

    scenario_id: Slug
    label: Words
    label_ja: OptionalWords
    family: OptionalSlug
    description: OptionalWords

    def claim(self) -> Claim:
        """Return the scenario as a concept."""
        facts: tuple[Fact, ...] = (
            *_labels(self.label, self.label_ja),
            *_concept("scenario", self.family),
            *some(("dcterms:description", text(self.description or "", "en"))),
            *self.remark(),
        )
        return Claim(mint("scenario", self.scenario_id), ("Scenario",), facts, self.evidence())


class AssessmentRow(Cited):
    """A judgement of the level at which a state has a capability, until `to`, where the next one takes over."""

    state: Slug
    capability: Slug
    spell: int = Field(ge=1)
    level: Level
    evidence_: OptionalWords = Field(alias="evidence")
    start: Partial = Field(alias="from")
    to: Partial
    attested: Partial

    def claim(self) -> Claim:
        """Return the assessment; its name comes from state, capability and spell."""
        facts: tuple[Fact, ...] = (
            ("kn:involves", entity(self.state)),
            ("kn:ofCapability", Iri(mint("capability", self.capability))),
            ("kn:level", Iri(mint("level", self.level))),
            *some(("kn:shownBy", text(self.evidence_ or ""))),
            *dated(self.attested, validFrom=self.start, validTo=self.to),
            *self.remark(),
        )
        return Claim(
            mint("id", "asm", self.state, self.capability, self.spell), ("Assessment",), facts, self.evidence()
        )


class RequirementRow(Cited):
    """A judgement that a scenario calls for a capability at some least level."""

    scenario: Slug
    capability: Slug
    level: Level
    criticality: Slug

    def claim(self) -> Claim:
        """Return the requirement; its name comes from scenario and capability."""
        facts: tuple[Fact, ...] = (
            ("kn:inScenario", Iri(mint("scenario", self.scenario))),
            ("kn:ofCapability", Iri(mint("capability", self.capability))),
            ("kn:minLevel", Iri(mint("level", self.level))),
            ("kn:criticality", kind(self.criticality)),
            *self.remark(),
        )
        return Claim(mint("id", "req", self.scenario, self.capability), ("Requirement",), facts, self.evidence())


class ListingRow(Cited):
    """A source's full list of an actor's agreements of one kind on a day."""

    list_id: Slug
    kind: Slug
    actor: Slug
    attested: Partial
    members: Slugs

    def claim(self) -> Claim:
        """Return the listing."""
        facts: tuple[Fact, ...] = (
            ("kn:completeFor", kind(self.kind)),
            ("kn:involves", entity(self.actor)),
            *each("kn:lists", map(entity, self.members)),
            *dated(self.attested),
            *self.remark(),
        )
        return Claim(entity(self.list_id).value, ("Listing",), facts, self.evidence())
