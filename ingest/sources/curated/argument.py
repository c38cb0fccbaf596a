"""Events, what they announce, what was urged on whom, and who may pass what to whom."""

from pydantic import Field

from ingest.claims import Claim, Fact, Iri, Text, dated, each, entity, kind, some
from ingest.rows import OptionalSlug, OptionalWords, Partial, Slug, Slugs, Words
from ingest.sources.curated.actors import named
from ingest.sources.curated.cited import Cited
from ontology.iris import mint


class EventRow(Cited):
    """A dated meeting or statement, and the instruments and provisions that it announced."""

    event_id: Slug
    kind: Slug
    label: Words
    label_ja: OptionalWords
    date: Partial
    participants: Slugs
    announces: Slugs

    def claim(self) -> Claim:
        """Return the event."""
        facts: tuple[Fact, ...] = (
            *named(self.label, self.label_ja),
            ("kn:kind", kind(self.kind)),
            *each("kn:involves", map(entity, self.participants)),
            *each("kn:announces", map(entity, self.announces)),
            *dated(validFrom=self.date),
            *self.remark(),
        )
        return Claim(entity(self.event_id).value, ("Event",), facts, self.evidence())


class RecommendationRow(Cited):
    """A course of action that a source urges on an actor, and what later met it."""

    recommendation_id: Slug
    label: Words
    label_ja: OptionalWords
    said: Partial
    to: Slug
    capabilities: Slugs
    scenarios: Slugs
    impediments: Slugs
    proposes: OptionalSlug
    text: Words
    fulfilled_by: Slugs

    def claim(self) -> Claim:
        """Return the recommendation; the day on which it was made is its day of signature."""
        facts: tuple[Fact, ...] = (
            *named(self.label, self.label_ja),
            ("kn:toActor", entity(self.to)),
            *each("kn:addresses", (Iri(mint("capability", c)) for c in self.capabilities)),
            *each("kn:addresses", (Iri(mint("scenario", s)) for s in self.scenarios)),
            *each("kn:addresses", map(entity, self.impediments)),
            *some(("kn:proposes", kind(self.proposes) if self.proposes else None)),
            ("dcterms:description", Text(self.text, "en")),
            *each("kn:fulfilledBy", map(entity, self.fulfilled_by)),
            *dated(signedOn=self.said),
            *self.remark(),
        )
        return Claim(entity(self.recommendation_id).value, ("Recommendation",), facts, self.evidence())


class ReleaseRuleRow(Cited):
    """A standing answer to whether one actor may pass something to another, and up to what marking."""

    rule_id: Slug
    from_state: Slug
    to_states: Slugs
    what: Words
    technology: OptionalSlug
    kind: Slug
    max_marking: OptionalSlug
    based_on: OptionalSlug
    start: Partial = Field(alias="from")
    to: Partial

    def claim(self) -> Claim:
        """Return the rule."""
        facts: tuple[Fact, ...] = (
            ("kn:fromActor", entity(self.from_state)),
            *each("kn:toActor", map(entity, self.to_states)),
            ("dcterms:subject", Text(self.what)),
            ("kn:kind", kind(self.kind)),
            *some(
                ("kn:about", kind(self.technology) if self.technology else None),
                ("kn:maxMarking", Iri(mint("level", self.max_marking)) if self.max_marking else None),
                ("kn:basedOn", entity(self.based_on) if self.based_on else None),
            ),
            *dated(validFrom=self.start, validTo=self.to),
            *self.remark(),
        )
        return Claim(entity(self.rule_id).value, ("ReleaseRule",), facts, self.evidence())


class CentreRow(Cited):
    """What a centre that stands in another table is for: its host and the capability that it serves."""

    centre: Slug
    capability: Slug
    host: Slug
    start: Partial = Field(alias="from")
    attested: Partial

    def claim(self) -> Claim:
        """Return the host's part in the centre, which says what the centre serves."""
        iri = mint("id", "part", self.centre, self.host, "host", 1)
        facts: tuple[Fact, ...] = (
            ("kn:participatesIn", entity(self.centre)),
            ("kn:involves", entity(self.host)),
            ("kn:role", kind("host")),
            ("kn:status", kind("in-force")),
            ("kn:contributesTo", Iri(mint("capability", self.capability))),
            *dated(self.attested, validFrom=self.start),
            *self.remark(),
        )
        return Claim(iri, ("Participation",), facts, self.evidence())
