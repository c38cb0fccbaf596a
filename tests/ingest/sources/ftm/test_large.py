"""A collection too large to take whole."""

import json
from pathlib import Path

import pytest

from benchmarks.registers import write_entities
from graph.errors import SourceError
from ingest.cards import Card, read_card
from ingest.source import SOURCES, SourceReading
from ingest.sources.ftm.read import read as read_register
from tests.ingest.reading import reader
from tests.ingest.said import Said

read = reader("ftm")

CARD = read_card(SOURCES / "ftm" / "source.toml")


def few(most: int = 2) -> Card:
    return CARD.model_copy(update={"whole_up_to": most})


def line(name: str, schema: str = "Company", /, **properties: str) -> dict[str, object]:
    return {"id": name, "schema": schema, "properties": {key: [value] for key, value in properties.items()}}


def firm(name: str, label: str, country: str = "us", /, **properties: str) -> dict[str, object]:
    return line(name, "Company", name=label, jurisdiction=country, **properties)


def owns(owner: str, asset: str) -> dict[str, object]:
    return line(f"own-{owner}-{asset}", "Ownership", owner=owner, asset=asset)


LINES = (
    # Relations before what they join, as in files that are sorted by nothing.
    owns("fund", "prime"),
    owns("fund", "bakery"),
    owns("prime", "plant"),
    owns("person", "prime"),
    line("san-plant", "Sanction", entity="plant", country="cn", authority="MOFCOM"),
    line("san-bakery", "Sanction", entity="bakery", country="us", authority="OFAC"),
    firm("prime", "Northrop Grumman Corp."),
    firm("plant", "A plant", "gb"),
    firm("fund", "A fund"),
    firm("bakery", "A bakery", "de"),
    line("person", "Person", name="P"),
)


@pytest.fixture
def files(tmp_path: Path) -> Path:
    content = "".join(f"{json.dumps(entity)}\n" for entity in LINES)
    (tmp_path / "entities.ftm.json").write_text(content, encoding="utf-8")
    return tmp_path


def told(reading: SourceReading) -> dict[str, set[str]]:
    said = Said(reading)
    kinds = ("Firm", "Tie", "Impediment")
    return {kind: {claim.iri.rpartition("/")[2] for claim in said.typed(kind)} for kind in kinds}


def test_of_a_large_collection_the_known_with_owners_what_they_own_and_measures_on_them_are_kept(files: Path) -> None:
    assert told(read_register(files, few())) == {
        "Firm": {"firm-ftm-prime", "firm-ftm-plant", "firm-ftm-fund"},
        "Tie": {"tie-firm-ftm-own-fund-prime", "tie-firm-ftm-own-prime-plant"},
        "Impediment": {"imp-firm-ftm-san-plant"},
    }


def test_what_is_left_out_is_counted_by_kind(files: Path) -> None:
    assert dict(read_register(files, few()).rows) == {
        "entities.ftm.json": 11,
        "left out: Person": 1,
        "entities left out": 1,
        "links left out": 3,
    }


def test_a_small_collection_is_taken_whole_but_for_links_to_persons(files: Path) -> None:
    reading = read(files)
    assert len(told(reading)["Firm"]) == 4
    assert (reading.quarantine, reading.rows["links left out"]) == ((), 1)


@pytest.mark.parametrize("numbers", [{"wikidataId": "Q739416"}, {"leiCode": "8SVCSVKSGDWMW2QHOH83"}])
def test_a_firm_is_known_by_its_numbers_too(numbers: dict[str, str], tmp_path: Path) -> None:
    rows = [firm("a", "Another name", **numbers), firm("b", "B"), firm("c", "C")]
    content = "\n".join(map(json.dumps, rows))
    (tmp_path / "x.jsonl.json").write_text(content, encoding="utf-8")
    assert told(read_register(tmp_path, few()))["Firm"] == {"firm-ftm-a"}


def test_a_list_beside_the_files_keeps_more(files: Path) -> None:
    (files / "more.txt").write_text("bakery\n", encoding="utf-8")
    reading = read_register(files, few())
    assert "imp-firm-ftm-san-bakery" in told(reading)["Impediment"]
    assert reading.rows["links left out"] == 1


def test_a_relation_without_an_end_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text(json.dumps(line("o", "Ownership", owner="a")), encoding="utf-8")
    (fault,) = read(tmp_path).quarantine
    assert (fault.line, fault.column) == (1, "asset")


def test_a_file_that_is_no_collection_is_named(files: Path) -> None:
    (files / "names.csv").write_text("a\n", encoding="utf-8")
    with pytest.raises(SourceError, match=r"names\.csv: neither \.json nor \.txt"):
        read(files)


def test_a_generated_collection_is_read_without_a_fault(tmp_path: Path) -> None:
    write_entities(tmp_path, 2_000)
    reading = read_register(tmp_path, few(100))
    assert (reading.quarantine, reading.rows["entities.ftm.json"]) == ((), 2_000)
    assert told(reading)["Firm"]


# Properties as in the schema files of Thing, LegalEntity, Organization, Asset, Company, Interval, Interest.
THING = (
    *("name", "alias", "previousName", "weakAlias", "country", "summary", "notes", "description", "sourceUrl"),
    *("publisher", "publisherUrl", "alephUrl", "wikipediaUrl", "wikidataId", "keywords", "topics", "address"),
    *("addressEntity", "program", "programId", "proof", "indexText", "createdAt", "modifiedAt", "retrievedAt"),
)
LEGAL_ENTITY = (
    *("email", "phone", "website", "legalForm", "incorporationDate", "dissolutionDate", "taxStatus", "status"),
    *("sector", "classification", "registrationNumber", "idNumber", "taxNumber", "licenseNumber", "vatCode"),
    *("jurisdiction", "mainCountry", "opencorporatesUrl", "bvdId", "uscCode", "icijId", "okpoCode", "innCode"),
    *("ogrnCode", "leiCode", "dunsCode", "uniqueEntityId", "npiCode", "swiftBic", "parent"),
    *("cageCode", "permId", "imoNumber", "giiNumber", "abbreviation"),
)
COMPANY = (
    *("capital", "voenCode", "coatoCode", "irsCode", "ipoCode", "cikCode", "jibCode", "mbsCode", "caemCode"),
    *("kppCode", "okvedCode", "okopfCode", "fnsCode", "fssCode", "bikCode", "pfrNumber", "oksmCode", "isinCode"),
    *("ticker", "ricCode", "amount", "currency", "amountUsd", "amountEur"),
)
INTERVAL = (
    *("startDate", "endDate", "date", "summary", "description", "recordId", "sourceUrl", "proof", "publisher"),
    *("publisherUrl", "alephUrl", "namesMentioned", "indexText", "modifiedAt", "retrievedAt"),
)
SANCTION = (
    *("entity", "authority", "authorityId", "unscId", "program", "programId", "programUrl", "provisions"),
    *("status", "duration", "reason", "country", "listingDate"),
)
OWNERSHIP = (
    *("owner", "asset", "percentage", "sharesCount", "sharesValue", "sharesCurrency", "sharesType", "legalBasis"),
    *("ownershipType", "role", "status"),
)


@pytest.mark.parametrize(
    ("schema", "names"),
    [
        ("Company", THING + LEGAL_ENTITY + COMPANY),
        ("LegalEntity", THING + LEGAL_ENTITY),
        ("Sanction", INTERVAL + SANCTION),
        ("Ownership", INTERVAL + OWNERSHIP),
    ],
)
def test_every_property_of_the_schemata_is_read_or_left_out_on_purpose(
    schema: str, names: tuple[str, ...], tmp_path: Path
) -> None:
    (tmp_path / "x.json").write_text(json.dumps(line("a", schema, **dict.fromkeys(names, "x"))), encoding="utf-8")
    assert read(tmp_path).rows["x.json"] == 1
