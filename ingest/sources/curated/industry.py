"""Programmes, ties between firms, dependencies on suppliers, and impediments to cooperation."""

from pydantic import Field

from ingest.claims import Claim, Fact, Iri, Text, dated, each, entity, kind, some, text
from ingest.rows import OptionalSlug, OptionalWords, Partial, Share, Slug, Slugs, Words
from ingest.sources.curated.actors import named
from ingest.sources.curated.cited import Cited
from ontology.iris import mint


class ProgrammeRow(Cited):
    """A programme; what a source says of its money in words becomes a funding record of its own."""

    program_id: Slug
    label: Words
    label_ja: OptionalWords
    kind: Slug
    capabilities: Slugs
    capability_area: OptionalWords
    start: Partial = Field(alias="from")
    to: Partial
    status: Slug
    funding: OptionalWords

    def claim(self) -> Claim:
        """Return the programme."""
        facts: tuple[Fact, ...] = (
            *named(self.label, self.label_ja),
            ("kn:kind", kind(self.kind)),
            *each("kn:contributesTo", (Iri(mint("capability", c)) for c in self.capabilities)),
            *some(("dcterms:subject", text(self.capability_area or ""))),
            ("kn:status", kind(self.status)),
            *dated(validFrom=self.start, validTo=self.to),
            *self.remark(),
        )
        return Claim(entity(self.program_id).value, ("Program",), facts, self.evidence())

    def funding_claim(self) -> Claim | None:
        """Return what is said of the money, or nothing."""
        if self.funding is None:
            return None
        facts: tuple[Fact, ...] = (
            ("kn:fundingFor", entity(self.program_id)),
            ("dcterms:description", Text(self.funding, "en")),
        )
        return Claim(mint("id", "fund", self.program_id), ("Funding",), facts, self.evidence())


class TieRow(Cited):
    """A directed link between two firms."""

    tie_id: Slug
    from_firm: Slug
    to_firm: Slug
    kind: Slug
    item: OptionalWords
    share: Share
    start: Partial = Field(alias="from")
    to: Partial
    attested: Partial
    status: Slug

    def claim(self) -> Claim:
        """Return the tie: from owner, licensor or supplier to owned, licensed or supplied."""
        facts: tuple[Fact, ...] = (
            ("kn:fromActor", entity(self.from_firm)),
            ("kn:toActor", entity(self.to_firm)),
            ("kn:kind", kind(self.kind)),
            *some(("dcterms:subject", text(self.item or "")), ("kn:share", self.share)),
            ("kn:status", kind(self.status)),
            *dated(self.attested, validFrom=self.start, validTo=self.to),
            *self.remark(),
        )
        return Claim(entity(self.tie_id).value, ("Tie",), facts, self.evidence())


class DependencyRow(Cited):
    """A reliance on a supplier."""

    dependency_id: Slug
    label: Words
    kind: Slug
    defence_use: OptionalWords
    supplier_state: Slug
    supplier_firm: OptionalSlug
    share: Share
    share_basis: OptionalWords
    year: Partial
    dependents: Slugs
    alternatives: OptionalWords

    def claim(self) -> Claim:
        """Return the dependency: from supplier to dependent, as stated for a year."""
        suppliers = (self.supplier_state, *((self.supplier_firm,) if self.supplier_firm else ()))
        facts: tuple[Fact, ...] = (
            ("rdfs:label", Text(self.label, "en")),
            ("kn:kind", kind(self.kind)),
            *each("kn:fromActor", map(entity, suppliers)),
            *each("kn:toActor", map(entity, self.dependents)),
            *some(
                ("dcterms:subject", text(self.defence_use or "")),
                ("kn:share", self.share),
                ("kn:shareBasis", text(self.share_basis or "")),
                ("kn:remedy", text(self.alternatives or "")),
            ),
            *dated(self.year),
            *self.remark(),
        )
        return Claim(entity(self.dependency_id).value, ("Dependency",), facts, self.evidence())


class ImpedimentRow(Cited):
    """A rule, practice or lack that hinders cooperation between its originator and partners."""

    impediment_id: Slug
    label: Words
    origin: Slug
    partners: Slugs
    scope: Slug
    kind: Slug
    start: Partial = Field(alias="from")
    to: Partial
    status: Slug
    effect: OptionalWords
    remedy: OptionalWords
    eased_by: Slugs

    def claim(self) -> Claim:
        """Return the impediment."""
        facts: tuple[Fact, ...] = (
            ("rdfs:label", Text(self.label, "en")),
            ("kn:issuedBy", entity(self.origin)),
            *each("kn:affects", map(entity, self.partners)),
            *each("kn:easedBy", map(entity, self.eased_by)),
            ("kn:scope", kind(self.scope)),
            ("kn:kind", kind(self.kind)),
            ("kn:status", kind(self.status)),
            *some(
                ("dcterms:description", text(self.effect or "", "en")),
                ("kn:remedy", text(self.remedy or "")),
            ),
            *dated(validFrom=self.start, validTo=self.to),
            *self.remark(),
        )
        return Claim(entity(self.impediment_id).value, ("Impediment",), facts, self.evidence())
