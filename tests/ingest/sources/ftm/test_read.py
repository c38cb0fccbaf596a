import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from graph.errors import SourceError
from ingest.cards import read_card
from ingest.source import SOURCES
from tests.ingest.reading import reader
from tests.ingest.said import Said

read = reader("ftm")


def firm(name: str, country: str = "jp", **properties: list[str]) -> dict[str, object]:
    return {"schema": "Company", "properties": {"name": [name], "jurisdiction": [country], **properties}}


def written(folder: Path, **entities: Mapping[str, object]) -> Path:
    lines = [json.dumps({"id": entity_id, **entity}) for entity_id, entity in entities.items()]
    (folder / "entities.ftm.json").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def test_a_company_is_a_firm_with_its_identifiers(tmp_path: Path) -> None:
    row = firm("Mitsui", alias=["MTS"], wikidataId=["Q1"], cageCode=["SJ123"], leiCode=["bad"])
    found = Said(read(written(tmp_path, mitsui=row))).of("firm-ftm-mitsui")
    assert (found["label"], found["altLabel"], found["homeState"]) == (["Mitsui"], ["MTS"], ["jpn"])
    assert (found["exactMatch"], found["cage"], "lei" in found) == (
        ["http://www.wikidata.org/entity/Q1"],
        ["SJ123"],
        False,
    )


def test_ids_that_differ_in_case_only_stay_two(tmp_path: Path) -> None:
    said = Said(read(written(tmp_path, **{"NK-abc": firm("One"), "NK-Abc": firm("Two")})))
    assert len(said.typed("Firm")) == 2


def test_ownership_is_a_tie_with_its_share(tmp_path: Path) -> None:
    owned = {"owner": ["a"], "asset": ["b"], "percentage": ["33.4"], "startDate": ["2019-05"]}
    rows: dict[str, Mapping[str, object]] = {
        "a": firm("A"),
        "b": firm("B"),
        "own": {"schema": "Ownership", "properties": owned},
    }
    tie = Said(read(written(tmp_path, **rows))).of("tie-firm-ftm-own")
    assert (tie["fromActor"], tie["toActor"], tie["share"]) == (["firm-ftm-a"], ["firm-ftm-b"], ["0.334"])
    assert (tie["validFrom"], tie["validFromLatest"]) == (["2019-05-01"], ["2019-05-31"])


def test_a_sanction_is_an_impediment_of_the_state_that_imposed_it(tmp_path: Path) -> None:
    sanction = {"entity": ["a"], "country": ["us"], "authority": ["OFAC"], "startDate": ["2022-02-24"]}
    rows: dict[str, Mapping[str, object]] = {"a": firm("A", "ru"), "s": {"schema": "Sanction", "properties": sanction}}
    found = Said(read(written(tmp_path, **rows))).of("imp-firm-ftm-s")
    assert (found["issuedBy"], found["affects"], found["kind"]) == (["usa"], ["firm-ftm-a"], ["sanctions-measure"])


def test_a_firm_without_a_country_and_a_line_that_is_none_go_to_quarantine(tmp_path: Path) -> None:
    folder = written(tmp_path, a={"schema": "Company", "properties": {"name": ["A"]}})
    with (folder / "entities.ftm.json").open("a") as file:
        file.write("not json\n")
    assert sorted(fault.problem for fault in read(folder).quarantine) == [
        "no country, or none that is a state; a firm needs a home state",
        "not an entity: a JSON object with id and schema",
    ]


def test_schemata_outside_our_model_are_counted_by_name(tmp_path: Path) -> None:
    person = {"schema": "Person", "properties": {"name": ["P"], "birthDate": ["1950"]}}
    assert read(written(tmp_path, p=person)).rows == {"entities.ftm.json": 1, "left out: Person": 1}


def test_a_property_that_nobody_reads_fails_the_source(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="property 'novelty' is none that this program knows"):
        read(written(tmp_path, a=firm("A", novelty=["x"])))


def test_the_name_that_the_publisher_shows_is_the_label(tmp_path: Path) -> None:
    # The form of a collection of sanctions: many names, the shown one beside them, marks of the publisher around.
    row = {
        "schema": "Organization",
        "caption": "RAB Tabak",
        "target": True,
        "datasets": ["eu_fsf"],
        "referents": ["eu-fsf-1"],
        "first_seen": "2023-04-20T18:00:25",
        "last_change": "2023-07-26T20:01:14",
        "properties": {"name": ["ООО Табак", "RAB Tabak", "Tabak LLC"], "country": ["by"], "topics": ["sanction"]},
    }
    found = Said(read(written(tmp_path, **{"NK-1": row}))).where("Firm")[0]
    assert (found["label"], sorted(found["altLabel"])) == (["RAB Tabak"], ["Tabak LLC", "ООО Табак"])


def test_a_measure_of_the_union_is_the_unions(tmp_path: Path) -> None:
    sanction = {"entity": ["a"], "country": ["eu"], "authority": ["Council"], "startDate": ["2022-06-03"]}
    rows: dict[str, Mapping[str, object]] = {"a": firm("A", "by"), "s": {"schema": "Sanction", "properties": sanction}}
    assert Said(read(written(tmp_path, **rows))).of("imp-firm-ftm-s")["issuedBy"] == ["eu"]


def test_of_several_dates_the_finest_stands_unless_they_contradict(tmp_path: Path) -> None:
    fine = firm("A", incorporationDate=["2012", "2012-03-24"])
    odd = firm("B", incorporationDate=["2012-03-24", "2013"])
    reading = read(written(tmp_path, a=fine, b=odd))
    assert Said(reading).of("firm-ftm-a")["validFrom"] == ["2012-03-24"]
    (fault,) = reading.quarantine
    assert (fault.column, fault.value) == ("incorporationDate", "2013; 2012-03-24")


def test_several_owners_in_one_relation_are_told_and_none_is_dropped_in_silence(tmp_path: Path) -> None:
    owned = {"owner": ["a", "b"], "asset": ["c"]}
    rows: dict[str, Mapping[str, object]] = {
        **{name: firm(name.upper()) for name in "abc"},
        "own": {"schema": "Ownership", "properties": owned},
    }
    (fault,) = read(written(tmp_path, **rows)).quarantine
    assert (fault.column, fault.value) == ("owner", "a; b")


def test_entities_within_entities_are_refused_with_the_file_to_take(tmp_path: Path) -> None:
    target = firm("A", sanctions=[{"id": "s", "schema": "Sanction", "properties": {}}])  # type: ignore[list-item]
    (fault,) = read(written(tmp_path, b=firm("B"), a=target)).quarantine
    assert "export entities.ftm.json" in fault.problem


def test_every_property_of_a_real_company_schema_is_read_or_ignored(tmp_path: Path) -> None:
    # Names as in the model's own schema files of Thing, LegalEntity and Company.
    names = (
        *("taxStatus", "capital", "irsCode", "ipoCode", "mbsCode", "bikCode", "ricCode", "cikCode", "indexText"),
        *("okpoCode", "innCode", "ogrnCode", "kppCode", "uniqueEntityId", "swiftBic", "voenCode", "programId"),
    )
    row = firm("A", "jp", **{name: ["x"] for name in names})
    assert read(written(tmp_path, a=row)).quarantine == ()


def test_the_horizon_is_the_last_day_on_which_an_entity_was_seen(tmp_path: Path) -> None:
    rows = {"a": firm("A") | {"last_seen": "2025-06-30T10:00:00"}, "b": firm("B") | {"last_seen": "2025-05-01"}}
    card = read(written(tmp_path, **rows)).card
    assert card is not None
    assert (str(card.horizon), card.version) == ("2025-06-30", "2025.06.30")


@pytest.mark.parametrize("said", [{}, {"last_seen": "yesterday"}, {"last_seen": "2025-02-30"}, {"last_seen": None}])
def test_where_no_line_says_a_day_the_card_does(tmp_path: Path, said: dict[str, object]) -> None:
    card = read(written(tmp_path, a=firm("A") | said)).card
    assert card is not None
    assert card.horizon == read_card(SOURCES / "ftm" / "source.toml").horizon
