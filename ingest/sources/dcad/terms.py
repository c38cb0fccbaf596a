"""The term of an agreement, its renewal and the file's own estimate of an end, in words: a provision, never a date."""

import csv
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from graph.wording import count
from ingest.cards import Card
from ingest.claims import Claim, Fact, Text, entity, kind
from ingest.documented import cited
from ingest.sheets import BadCell, whole
from ingest.sources.dcad.agreements import Pact, agreement_id
from ontology.iris import mint


def term(found: Pact, card: Card) -> Iterator[Claim]:
    """Yield one provision on how long the agreement was meant to last."""
    row = found.row
    parts = [part for part in (_span(row.span), _renewal(row.renewtype, row.renewyears)) if part]
    words = f"Concluded {', '.join(parts)}." if parts else "No term is coded."
    estimate = (
        f" The data set estimates {row.endyearestimate} as its last year, by rule." if row.endyearestimate else ""
    )
    facts: tuple[Fact, ...] = (
        ("rdfs:label", Text("Term and renewal", "en")),
        ("dcterms:description", Text(words + estimate, "en")),
        ("kn:provisionOf", entity(agreement_id(found))),
        ("kn:kind", kind("governance-and-review")),
        ("skos:notation", Text(f"span={row.span};renewType={row.renewtype};renewYears={row.renewyears}")),
    )
    yield Claim(mint("id", "prov-dcad", found.number, "term"), ("Provision",), facts, cited(card, row.dcaid))


def _span(code: str) -> str:
    if not code:
        return ""
    years = whole("span", code)
    if years > 0:
        return f"for {count(years, 'year')}"
    return _meaning("span", code)


def _renewal(code: str, years: str) -> str:
    if not code:
        return ""
    block = f", {years} years at a time" if years.isdigit() else ""
    return _meaning("renewtype", code) + block


def _meaning(column: str, code: str) -> str:
    try:
        return _meanings()[column, code]
    except KeyError as error:
        raise BadCell(column, code, "not a code of the codebook") from error


@cache
def _meanings() -> dict[tuple[str, str], str]:
    with Path(__file__).with_name("terms.csv").open(encoding="utf-8", newline="") as lines:
        return {(r["column"], r["code"]): r["meaning"] for r in csv.DictReader(lines)}
