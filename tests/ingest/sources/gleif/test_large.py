"""A register too large to take whole, with the columns of the real files and entities made by hand."""

import csv
from pathlib import Path

import pytest

from benchmarks.registers import EXCEPTIONS, LEVEL_1, LEVEL_2, lei_of, write_golden_copy
from graph.errors import SourceError
from ingest.cards import Card, read_card
from ingest.source import SOURCES, SourceReading
from ingest.sources.gleif.read import read as read_register
from tests.ingest.reading import reader
from tests.ingest.said import Said

read = reader("gleif")

CARD = read_card(SOURCES / "gleif" / "source.toml")
NAMES = {
    1: ("LOCKHEED MARTIN CORPORATION", "US-MD"),
    2: ("Lockheed Martin Canada Inc.", "CA"),
    3: ("Owner of all Ltd", "GB"),
    4: ("Bicycles of the same owner Ltd", "GB"),
    5: ("Bakery GmbH", "DE"),
    6: ("Lockheed Martin Corporation", "ZW"),
}
LINKS = ((1, 3), (2, 1), (4, 3))


def few(most: int = 3) -> Card:
    return CARD.model_copy(update={"whole_up_to": most})


def table(path: Path, columns: tuple[str, ...], *rows: dict[str, str]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.DictWriter(file, columns, restval="", quoting=csv.QUOTE_ALL)
        out.writeheader()
        out.writerows(rows)


def entity(number: int, **cells: str) -> dict[str, str]:
    name, jurisdiction = NAMES[number]
    told = {"LEI": lei_of(number), "Entity.LegalName": name, "Entity.LegalJurisdiction": jurisdiction}
    rest = {"Entity.EntityCategory": "GENERAL", "Entity.EntityStatus": "ACTIVE"}
    return {**told, **rest, "Registration.LastUpdateDate": "2026-11-01T00:00:00Z", **cells}


def link(child: int, parent: int, kind: str = "IS_DIRECTLY_CONSOLIDATED_BY") -> dict[str, str]:
    return {
        "Relationship.StartNode.NodeID": lei_of(child),
        "Relationship.EndNode.NodeID": lei_of(parent),
        "Relationship.RelationshipType": kind,
        "Relationship.RelationshipStatus": "ACTIVE",
    }


@pytest.fixture
def files(tmp_path: Path) -> Path:
    table(tmp_path / "lei2.csv", LEVEL_1, *map(entity, NAMES))
    table(tmp_path / "rr.csv", LEVEL_2, *(link(*pair) for pair in LINKS))
    reasons = ({"LEI": lei_of(number), "Exception.Category": "X", "Exception.Reason.1": "NO_LEI"} for number in (3, 5))
    table(tmp_path / "repex.csv", EXCEPTIONS, *reasons)
    return tmp_path


def firms(reading: SourceReading) -> set[int]:
    return {int(claim.iri[-6:-2]) for claim in Said(reading).typed("Firm")}


def test_every_column_of_the_real_files_is_mapped_or_left_out_on_purpose(files: Path) -> None:
    assert (len(LEVEL_1), len(LEVEL_2), len(EXCEPTIONS)) == (338, 54, 12)
    reading = read(files)
    assert firms(reading) == set(NAMES)
    assert dict(reading.rows) == {"lei2.csv": 6, "rr.csv": 3, "repex.csv": 2, "links left out": 0}


def test_of_a_large_register_the_known_their_owners_and_all_below_them_are_kept(files: Path) -> None:
    reading = read_register(files, few())
    assert firms(reading) == {1, 2, 3}
    assert {(v["fromActor"][0][-6:-2], v["toActor"][0][-6:-2]) for v in Said(reading).where("Tie")} == {
        ("0003", "0001"),
        ("0001", "0002"),
    }
    assert Said(reading).of(f"firm-lei-{lei_of(3)}")["note"] == ["No direct parent is reported: no lei."]


def test_what_is_left_out_is_counted_and_the_reason_is_told(files: Path) -> None:
    reading = read_register(files, few())
    assert (reading.rows["entities left out"], reading.rows["links left out"]) == (3, 1)
    (note,) = reading.notes
    assert note.startswith("3 of 6 entities are left out: of more than 3 ")


def test_a_name_that_is_known_in_another_country_is_not_the_same_firm(files: Path) -> None:
    assert 6 not in firms(read_register(files, few()))


def test_a_list_beside_the_files_keeps_more_and_names_what_stands_in_none(files: Path) -> None:
    (files / "keep.txt").write_text(f"{lei_of(4)}\n{lei_of(7)}  # gone\n", encoding="utf-8")
    reading = read_register(files, few())
    assert firms(reading) == {1, 2, 3, 4}
    assert f"keep.txt:2: {lei_of(7)} stands in none of the files" in reading.notes


def test_a_firm_is_kept_with_the_one_that_succeeded_it(files: Path) -> None:
    successor = {"Entity.SuccessorEntity.1.SuccessorLEI": lei_of(5)}
    table(files / "lei2.csv", LEVEL_1, *(entity(n, **(successor if n == 2 else {})) for n in NAMES))
    reading = read_register(files, few())
    assert firms(reading) == {1, 2, 3, 5}
    assert Said(reading).of(f"firm-lei-{lei_of(2)}")["isReplacedBy"] == [f"firm-lei-{lei_of(5)}"]


def test_rows_at_fault_are_told_with_line_column_and_value_wherever_they_stand(files: Path) -> None:
    kept = entity(1, **{"Entity.EntityCreationDate": "soon"})
    left = {**entity(5), "LEI": f"{lei_of(5)[:-1]}x"}
    table(files / "lei2.csv", LEVEL_1, kept, *(entity(n) for n in (2, 3, 4)), left)
    table(files / "rr.csv", LEVEL_2, link(2, 3, "IS_A_FRIEND_OF"), link(4, 3))
    faults = [(f.file, f.line, f.column, f.value) for f in sorted(read_register(files, few()).quarantine)]
    assert faults == [
        ("lei2.csv", 2, "Entity.EntityCreationDate", "soon"),
        ("lei2.csv", 6, "LEI", left["LEI"]),
    ]


def test_a_file_that_is_none_of_the_register_is_named(files: Path) -> None:
    (files / "rr.xml").write_text("<x/>", encoding="utf-8")
    with pytest.raises(SourceError, match=r"rr\.xml: none of \.csv, \.ttl, or \.txt"):
        read(files)


def test_a_generated_register_is_read_without_a_fault(tmp_path: Path) -> None:
    write_golden_copy(tmp_path, 400, 380)
    reading = read_register(tmp_path, few(100))
    assert (reading.quarantine, reading.rows["entities left out"] > 0) == ((), True)
    assert len(Said(reading).typed("Firm")) > 250


def test_rdf_whose_statements_on_one_thing_are_scattered_is_refused(tmp_path: Path) -> None:
    one, two = (f"<https://rdf.gleif.org/L-{lei_of(number)}>" for number in (1, 2))
    kind, name = "<https://www.gleif.org/ontology/L1/LegalEntity>", "<https://www.gleif.org/ontology/L1/hasLegalName>"
    lines = [f"{one} a {kind} ; {name} 'A' .", f"{two} a {kind} ; {name} 'B' .", f"{one} {name} 'C' ."]
    (tmp_path / "x.ttl").write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(SourceError, match="does not stand together"):
        read(tmp_path)
