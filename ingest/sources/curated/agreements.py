"""Agreements, policies, who takes part in them and when, what they promise, and what was done about it."""

from typing import Literal

from pydantic import Field

from ingest.claims import Claim, Fact, Text, dated, each, entity, kind, some, text
from ingest.rows import OptionalSlug, OptionalWords, Partial, Slug, Slugs, WordList, Words
from ingest.sources.curated.actors import named
from ingest.sources.curated.cited import Cited
from ontology.iris import mint


class _Instrument(Cited):
    kind: Slug
    label: Words
    label_ja: OptionalWords
    legal_form: Slug
    bindingness: Slug
    signed: Partial
    in_force: Partial
    ended: Partial
    status: Slug
    amends: OptionalSlug

    def shared_facts(self) -> tuple[Fact, ...]:
        """Return what agreements and policies have in common."""
        dates = dated(signedOn=self.signed, validFrom=self.in_force, validTo=self.ended)
        return (
            *named(self.label, self.label_ja),
            ("kn:kind", kind(self.kind)),
            ("kn:legalForm", kind(self.legal_form)),
            ("kn:bindingness", kind(self.bindingness)),
            ("kn:status", kind(self.status)),
            *some(("kn:amends", entity(self.amends) if self.amends else None)),
            *dates,
            *self.remark(),
        )


class AgreementRow(_Instrument):
    """An agreement; its parties stand in the table of participations."""

    agreement_id: Slug
    also_called: WordList
    parties_listed: Literal["all", "some"]

    def claim(self) -> Claim:
        """Return the agreement."""
        facts: tuple[Fact, ...] = (
            *self.shared_facts(),
            *(("skos:altLabel", Text(name, "en" if name.isascii() else "ja")) for name in self.also_called),
            ("kn:allPartiesListed", self.parties_listed == "all"),
        )
        return Claim(entity(self.agreement_id).value, ("Agreement",), facts, self.evidence())


class PolicyRow(_Instrument):
    """A policy, law or regulation that one actor sets alone."""

    policy_id: Slug
    issuer: Slug

    def claim(self) -> Claim:
        """Return the policy."""
        facts: tuple[Fact, ...] = (*self.shared_facts(), ("kn:issuedBy", entity(self.issuer)))
        return Claim(entity(self.policy_id).value, ("Policy",), facts, self.evidence())


class ParticipationRow(Cited):
    """One spell of one actor in an agreement, policy, programme or body."""

    instrument: Slug
    actor: Slug
    role: Slug
    spell: int = Field(ge=1)
    signed: Partial
    start: Partial = Field(alias="from")
    to: Partial
    attested: Partial
    status: Slug
    basis: OptionalSlug

    def claim(self) -> Claim:
        """Return the participation; its name comes from instrument, actor, role and spell, never from dates."""
        iri = mint("id", "part", self.instrument, self.actor, self.role, self.spell)
        facts: tuple[Fact, ...] = (
            ("kn:participatesIn", entity(self.instrument)),
            ("kn:involves", entity(self.actor)),
            ("kn:role", kind(self.role)),
            ("kn:status", kind(self.status)),
            *some(("kn:startBasis", kind(self.basis) if self.basis else None)),
            *dated(self.attested, signedOn=self.signed, validFrom=self.start, validTo=self.to),
            *self.remark(),
        )
        return Claim(iri, ("Participation",), facts, self.evidence())


class ProvisionRow(Cited):
    """A part of an instrument that commits, permits, forbids or expects something."""

    provision_id: Slug
    instrument: Slug
    section: OptionalWords
    label: Words
    text: Words
    kind: Slug
    bindingness: Slug

    def claim(self) -> Claim:
        """Return the provision."""
        facts: tuple[Fact, ...] = (
            ("rdfs:label", Text(self.label, "en")),
            ("kn:provisionOf", entity(self.instrument)),
            *some(("skos:notation", text(self.section or ""))),
            ("dcterms:description", Text(self.text, "en")),
            ("kn:kind", kind(self.kind)),
            ("kn:bindingness", kind(self.bindingness)),
            *self.remark(),
        )
        return Claim(entity(self.provision_id).value, ("Provision",), facts, self.evidence())


class ActRow(Cited):
    """Something done that implements provisions."""

    act_id: Slug
    implements: Slugs
    label: Words
    date: Partial
    status: Slug

    def claim(self) -> Claim:
        """Return the act as an activity that began on its date."""
        facts: tuple[Fact, ...] = (
            ("rdfs:label", Text(self.label, "en")),
            *each("kn:implements", map(entity, self.implements)),
            ("kn:status", kind(self.status)),
            *dated(validFrom=self.date),
            *self.remark(),
        )
        return Claim(entity(self.act_id).value, ("Activity",), facts, self.evidence())
