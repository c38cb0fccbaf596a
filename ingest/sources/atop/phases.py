"""The provisions of a phase, each dated by the phase, since a code of the whole treaty says nothing of when."""

import csv
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

from ingest.cards import Card
from ingest.claims import Claim, Fact, Text, dated, entity, kind
from ingest.documented import cited, open_end
from ingest.sheets import BadCell, split_date
from ingest.sources.atop.columns import PROVISIONS, PhaseRow
from ingest.sources.atop.members import later
from ontology.iris import mint

_FILE: Final = Path(__file__).with_name("provisions.csv")
_ANY: Final = "*"


def provision_claims(row: PhaseRow, agreement: str, card: Card) -> Iterator[Claim]:
    """Yield a provision for each code that is given and not 0; blank means that no text was found."""
    start = split_date("begyr", row.begyr, row.begmo, row.begday)
    if start is None:
        raise BadCell("begyr", row.begyr, "a phase without a year of beginning")
    end = None if row.endyr == "0" else later(start, split_date("endyr", row.endyr, row.endmo, row.endday))
    when = (*dated(validFrom=start, validTo=end), *(() if end else (open_end(card),)))
    evidence = cited(card, f"atop5_1aph.csv: atopidphase {row.atopidphase}", f"phase-{row.atopidphase}")
    for column in PROVISIONS:
        value = getattr(row, column)
        if value in ("", "0"):
            continue
        meaning, label = _meaning(column, value)
        facts: tuple[Fact, ...] = (
            ("rdfs:label", Text(label, "en")),
            ("dcterms:description", Text(f"{label} (coded {column} = {value}).", "en")),
            ("kn:provisionOf", entity(f"agr-atop-{agreement}")),
            ("skos:notation", Text(f"{column}={value}")),
            ("kn:kind", kind(meaning)),
            *when,
        )
        yield Claim(mint("id", "prov-atop", row.atopidphase, column), ("Provision",), facts, evidence)


def _meaning(column: str, value: str) -> tuple[str, str]:
    meanings = _meanings()
    found = meanings.get((column, value)) or meanings.get((column, _ANY))
    if found is None:
        raise BadCell(column, value, "not a value of the codebook; add its meaning to the table of provisions")
    return found[0], found[1].format(value=value)


@cache
def _meanings() -> dict[tuple[str, str], tuple[str, str]]:
    with _FILE.open(encoding="utf-8", newline="") as lines:
        return {(r["column"], r["value"]): (r["kind"], r["label"]) for r in csv.DictReader(lines)}
