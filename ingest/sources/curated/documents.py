"""The documents that facts were taken from."""

from ingest.claims import Claim, Fact, Iri, Text, entity, kind, some, text
from ingest.rows import OptionalWords, Partial, Row, Slug, Words


class DocumentRow(Row):
    """A document or data set; `kind` says whether it was read, is a canonical page, or an index where to look."""

    source_id: Slug
    title: Words
    publisher: OptionalWords
    issued: Partial
    url: Words
    kind: Slug

    def claim(self) -> Claim:
        """Return the source; its date of issue is the first day of what is known."""
        issued = self.issued
        facts: tuple[Fact, ...] = (
            ("dcterms:title", Text(self.title)),
            *some(
                ("dcterms:publisher", text(self.publisher or "")),
                ("dcterms:issued", issued.earliest if issued else None),
                ("kn:datePrecision", Text(issued.precision.value) if issued else None),
            ),
            ("rdfs:seeAlso", Iri(self.url)),
            ("kn:kind", kind(self.kind)),
        )
        return Claim(entity(self.source_id).value, ("Source",), facts)
