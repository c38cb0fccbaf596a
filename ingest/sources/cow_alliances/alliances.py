"""A COW alliance: its kind as the data set names it, its dates, its number."""

from collections.abc import Sequence
from typing import Final

from ingest.cards import Card
from ingest.claims import Claim, Fact, Text, dated, entity, kind
from ingest.documented import cited, open_end
from ingest.identity.names import joint_name
from ingest.sources.cow_alliances.members import Spell, ended_on, founded_on

_KINDS: Final = {
    "Type II: Neutrality": "neutrality-pact",
    # The file labels this type as non-aggression; its flags, and the notes of the release, say neutrality.
    "Type IIa: Non-Aggression Pact": "neutrality-pact",
    "Type IIb: Non-Aggression Pact": "nonaggression-pact",
    "Type III: Entente": "consultation-pact",
}


def alliance_claim(number: str, members: Sequence[Spell], card: Card) -> Claim:
    """Return the agreement; what a row says of the whole alliance stands in each of its rows."""
    row = members[0].row
    start, end = founded_on(row), ended_on(row)
    year = start.earliest.year if start else ""
    facts: tuple[Fact, ...] = (
        ("rdfs:label", Text(f"{joint_name([m.actor for m in members])}, {year} (COW alliance {number})", "en")),
        ("kn:kind", kind(_kind(row.ss_type, members))),
        ("kn:legalForm", kind("form-not-stated")),
        ("kn:bindingness", kind("bindingness-not-stated")),
        ("kn:status", kind("ended" if end else "in-force")),
        ("kn:allPartiesListed", True),
        ("dcterms:identifier", Text(f"COW alliance {number}")),
        *dated(validFrom=start, validTo=end),
        *((open_end(card),) if end is None else ()),
    )
    return Claim(entity(f"agr-cow-{number}").value, ("Agreement",), facts, cited(card, f"version4id {number}"))


def _kind(label: str, members: Sequence[Spell]) -> str:
    if label in _KINDS:
        return _KINDS[label]
    if not label.startswith("Type I: "):
        return "alliance-not-classified"
    if not all("owes-defence" in member.duties for member in members):
        return "security-treaty"
    return "collective-defence-treaty" if len({m.actor for m in members}) > 2 else "mutual-defence-treaty"
