"""States, international bodies, agencies and firms."""

from typing import Annotated

from pydantic import Field

from ingest.claims import Claim, Fact, Iri, Text, dated, entity, kind, some, text
from ingest.rows import OptionalSlug, OptionalWords, Partial, Slug, Whole, WordList, Words, blank_to_none
from ingest.sources.curated.cited import Cited
from ontology.iris import PREFIXES

Qid = Annotated[str | None, Field(pattern=r"^Q[1-9][0-9]*$"), blank_to_none]
Iso2 = Annotated[str | None, Field(pattern=r"^[A-Z]{2}$"), blank_to_none]
Iso3 = Annotated[str | None, Field(pattern=r"^[A-Z]{3}$"), blank_to_none]
Lei = Annotated[str | None, Field(pattern=r"^[A-Z0-9]{18}[0-9]{2}$"), blank_to_none]


def named(label: str, label_ja: str | None) -> tuple[Fact, ...]:
    """Return the labels in English and Japanese."""
    return some(("rdfs:label", Text(label, "en")), ("rdfs:label", text(label_ja or "", "ja")))


def _wikidata(qid: str | None) -> tuple[Fact, ...]:
    return (("skos:exactMatch", Iri(PREFIXES["wd"] + qid)),) if qid else ()


def _site(website: str | None) -> tuple[Fact, ...]:
    return (("foaf:homepage", Iri(website)),) if website else ()


class StateRow(Cited):
    """A state."""

    state_id: Slug
    label: Words
    label_ja: OptionalWords
    iso3: Iso3
    iso2: Iso2
    cow_code: Whole
    wikidata: Qid

    def claim(self) -> Claim:
        """Return the state."""
        codes = some(
            ("kn:iso3", text(self.iso3 or "")), ("kn:iso2", text(self.iso2 or "")), ("kn:cowCode", self.cow_code)
        )
        facts: tuple[Fact, ...] = (*named(self.label, self.label_ja), *codes, *_wikidata(self.wikidata), *self.remark())
        return Claim(entity(self.state_id).value, ("State",), facts, self.evidence())


class _Organisation(Cited):
    label: Words
    label_ja: OptionalWords
    kind: Slug
    part_of: OptionalSlug
    established: Partial
    dissolved: Partial
    wikidata: Qid
    website: OptionalWords

    def shared_facts(self) -> tuple[Fact, ...]:
        """Return what bodies and agencies have in common."""
        parent = some(("org:subOrganizationOf", entity(self.part_of) if self.part_of else None))
        life = dated(validFrom=self.established, validTo=self.dissolved)
        names = named(self.label, self.label_ja)
        return (
            *names,
            ("kn:kind", kind(self.kind)),
            *parent,
            *life,
            *_wikidata(self.wikidata),
            *_site(self.website),
            *self.remark(),
        )


class BodyRow(_Organisation):
    """An international body."""

    body_id: Slug

    def claim(self) -> Claim:
        """Return the body."""
        return Claim(entity(self.body_id).value, ("InternationalBody",), self.shared_facts(), self.evidence())


class AgencyRow(_Organisation):
    """A ministry, service, agency or laboratory that acts for a state."""

    agency_id: Slug
    state: Slug

    def claim(self) -> Claim:
        """Return the agency."""
        facts: tuple[Fact, ...] = (*self.shared_facts(), ("kn:homeState", entity(self.state)))
        return Claim(entity(self.agency_id).value, ("PublicBody",), facts, self.evidence())


class FirmRow(Cited):
    """A firm."""

    firm_id: Slug
    label: Words
    label_ja: OptionalWords
    state: Slug
    wikidata: Qid
    wikidata_basis: OptionalWords
    lei: Lei
    lei_basis: OptionalWords
    sectors: WordList
    website: OptionalWords

    def claim(self) -> Claim:
        """Return the firm; on whose word an identifier rests is an editorial note."""
        basis = some(
            ("skos:editorialNote", text(f"Wikidata: {self.wikidata_basis}" if self.wikidata_basis else "")),
            ("skos:editorialNote", text(f"LEI: {self.lei_basis}" if self.lei_basis else "")),
        )
        facts: tuple[Fact, ...] = (
            *named(self.label, self.label_ja),
            ("kn:homeState", entity(self.state)),
            *some(("kn:lei", text(self.lei or ""))),
            *_wikidata(self.wikidata),
            *basis,
            *(("dcterms:subject", Text(sector)) for sector in self.sectors),
            *_site(self.website),
            *self.remark(),
        )
        return Claim(entity(self.firm_id).value, ("Firm",), facts, self.evidence())
