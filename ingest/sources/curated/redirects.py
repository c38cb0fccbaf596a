"""Ids that are no longer used: what became of each, so that old links keep their meaning."""

from ingest.claims import Claim, Fact, Text, dated, entity
from ingest.rows import OptionalSlug, Partial, Row, Slug, Words
from ontology.iris import mint


class RedirectRow(Row):
    """An id that was merged into another, or withdrawn where `new_id` is blank."""

    old_id: Slug
    new_id: OptionalSlug
    since: Partial
    reason: Words

    def claim(self) -> Claim:
        """Return what became of the id; it has no class, so nothing finds it as a thing."""
        fate: Fact = ("dcterms:isReplacedBy", entity(self.new_id)) if self.new_id else ("owl:deprecated", True)
        facts = (fate, ("dcterms:description", Text(self.reason, "en")), *dated(validFrom=self.since))
        return Claim(mint("id", self.old_id), (), facts)
