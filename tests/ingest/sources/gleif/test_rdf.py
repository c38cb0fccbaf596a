"""The RDF form, by hand, in the order and grouping of the published files."""

from pathlib import Path

import pytest

from benchmarks.registers import lei_of
from ingest.cards import read_card
from ingest.source import SOURCES
from ingest.sources.gleif.read import read as read_register
from tests.ingest.reading import reader
from tests.ingest.said import Said

read = reader("gleif")

PREFIXES = """
@prefix b: <https://www.gleif.org/ontology/Base/> .
@prefix l1: <https://www.gleif.org/ontology/L1/> .
@prefix l2: <https://www.gleif.org/ontology/L2/> .
@prefix d: <https://rdf.gleif.org/sample/L1/> .
"""
PERIOD = '[ a b:Period ; b:hasStart "2018-03-15T21:30:34Z" ]'


def firm(number: int, name: str, country: str = "US-DE") -> str:
    seat = f"l1:hasLegalJurisdiction <https://example.org/{country}>"
    return f'd:L-{lei_of(number)} a l1:LegalEntity ; l1:hasLegalName "{name}" ; {seat} .\n'


def link(child: int, parent: int, period: str = PERIOD) -> str:
    ends = f"l2:hasChild d:L-{lei_of(child)} ; l2:hasParent d:L-{lei_of(parent)}"
    rest = f"l2:hasRelationshipPeriod {period} ; l2:hasRelationshipStatus l2:RelationshipStatusActive"
    return f"d:R-{lei_of(child)}-{lei_of(parent)} a l2:DirectConsolidation ; {ends} ; {rest} .\n"


@pytest.fixture
def files(tmp_path: Path) -> Path:
    firms = firm(1, "Lockheed Martin Corporation") + firm(2, "Its child") + firm(3, "A stranger")
    (tmp_path / "x.ttl").write_text(PREFIXES + firms + link(2, 1) + link(2, 3), encoding="utf-8")
    return tmp_path


def test_of_a_large_file_what_is_known_and_below_it_is_kept(files: Path) -> None:
    card = read_card(SOURCES / "gleif" / "source.toml").model_copy(update={"whole_up_to": 2})
    reading = read_register(files, card)
    assert {claim.iri[-6:-2] for claim in Said(reading).typed("Firm")} == {"0001", "0002"}
    (tie,) = Said(reading).where("Tie")
    assert tie["validFrom"] == ["2018-03-15"]
    assert dict(reading.rows) == {"x.ttl": 5, "links left out": 1, "entities left out": 1}


def test_a_period_that_stands_apart_from_its_relation_is_a_fault_and_not_a_missing_date(tmp_path: Path) -> None:
    firms = firm(1, "A") + firm(2, "B")
    apart = f'{link(2, 1, "_:p")}d:other a l1:Other .\n_:p b:hasStart "2018-03-15T21:30:34Z" .\n'
    (tmp_path / "x.ttl").write_text(PREFIXES + firms + apart, encoding="utf-8")
    (fault,) = read(tmp_path).quarantine
    assert fault.column == "hasRelationshipPeriod"
