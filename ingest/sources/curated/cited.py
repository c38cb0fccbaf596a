"""What every row of the curated tables shares: its source, how sure we are, and our remark."""

from typing import Literal

from ingest.claims import Evidence, Fact, Text
from ingest.rows import OptionalWords, Row, Slug, Slugs, WordList


class Cited(Row):
    """A row with evidence; by custom the common columns stand last in the table."""

    source: Slug
    also: Slugs
    locator: OptionalWords
    checked: WordList
    confidence: Literal["A", "B"]
    note: OptionalWords

    def evidence(self) -> tuple[Evidence, ...]:
        """Return the main citation and those of further sources, for which nothing was checked."""
        main = Evidence(self.source, self.confidence.lower(), self.locator or "", self.checked)
        return (main, *(Evidence(other, "b") for other in self.also))

    def remark(self) -> tuple[Fact, ...]:
        """Return our remark as a note."""
        return (("skos:note", Text(self.note)),) if self.note else ()
