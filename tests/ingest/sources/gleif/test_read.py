import csv
from pathlib import Path

import pytest

from graph.errors import SourceError
from tests.ingest.reading import reader
from tests.ingest.said import Said, problems
from tests.ingest.shared import real_files

read = reader("gleif")

LEVEL_1, LEVEL_2 = "lei2-golden-copy.csv", "rr-golden-copy.csv"
HEADERS = {
    LEVEL_1: (
        *("LEI", "Entity.LegalName", "Entity.LegalName.xmllang", "Entity.OtherEntityNames.OtherEntityName.1"),
        *("Entity.LegalJurisdiction", "Entity.EntityCategory", "Entity.EntityStatus", "Entity.EntityCreationDate"),
        *("Entity.EntityExpirationDate", "Entity.SuccessorEntity.1.SuccessorLEI", "Registration.LastUpdateDate"),
        *("Registration.RegistrationStatus", "ConformityFlag"),
    ),
    LEVEL_2: (
        *("Relationship.StartNode.NodeID", "Relationship.StartNode.NodeIDType", "Relationship.EndNode.NodeID"),
        *("Relationship.EndNode.NodeIDType", "Relationship.RelationshipType", "Relationship.RelationshipStatus"),
        *("Relationship.Period.1.startDate", "Registration.LastUpdateDate", "Registration.RegistrationStatus"),
    ),
}
CITI, CITICORP = "6SHGI4ZSSLCXXQSBB395", "549300PSHWOM1D1JVL23"


def written(folder: Path, name: str, *rows: dict[str, str]) -> Path:
    with (folder / name).open("w", encoding="utf-8", newline="") as file:
        out = csv.DictWriter(file, HEADERS[name])
        out.writeheader()
        out.writerows(rows)
    return folder


def entity(lei: str, name: str, **cells: str) -> dict[str, str]:
    plain = {"Entity.LegalJurisdiction": "US-DE", "Entity.EntityCategory": "GENERAL", "Entity.EntityStatus": "ACTIVE"}
    moment = {"Registration.LastUpdateDate": "2025-11-01T00:00:00Z"}
    return {"LEI": lei, "Entity.LegalName": name, **plain, **moment, **cells}


def link(child: str, parent: str, status: str = "ACTIVE") -> dict[str, str]:
    return {
        "Relationship.StartNode.NodeID": child,
        "Relationship.StartNode.NodeIDType": "LEI",
        "Relationship.EndNode.NodeID": parent,
        "Relationship.EndNode.NodeIDType": "LEI",
        "Relationship.RelationshipType": "IS_DIRECTLY_CONSOLIDATED_BY",
        "Relationship.RelationshipStatus": status,
        "Relationship.Period.1.startDate": "2017-10-02T19:50:30Z",
    }


def test_the_golden_copy_gives_firms_and_ties_from_parent_to_child(tmp_path: Path) -> None:
    written(tmp_path, LEVEL_1, entity(CITI, "Citigroup Inc."), entity(CITICORP, "Citicorp LLC"))
    said = Said(read(written(tmp_path, LEVEL_2, link(CITICORP, CITI))))
    firm = said.of(f"firm-lei-{CITI.lower()}")
    assert (firm["label"], firm["lei"], firm["homeState"]) == (["Citigroup Inc."], [CITI], ["usa"])
    (tie,) = said.where("Tie")
    assert (tie["fromActor"], tie["toActor"]) == ([f"firm-lei-{CITI.lower()}"], [f"firm-lei-{CITICORP.lower()}"])
    assert (tie["kind"], tie["validFrom"]) == (["direct-consolidation"], ["2017-10-02"])
    assert tie["observedUntil"] == ["2025-11-02"]


def test_the_period_of_the_relation_is_taken_from_its_own_slot_and_not_from_that_of_accounts(tmp_path: Path) -> None:
    # The columns of the whole file: five slots, each with the kind of its period, in no fixed order.
    periods = [
        f"Relationship.Period.{n}.{what}" for n in range(1, 6) for what in ("startDate", "endDate", "periodType")
    ]
    row = {
        **link(CITICORP, CITI),
        "Relationship.Period.1.startDate": "2021-01-01T01:00:00+01:00",
        "Relationship.Period.1.endDate": "2021-12-31T01:00:00+01:00",
        "Relationship.Period.1.periodType": "ACCOUNTING_PERIOD",
        "Relationship.Period.2.startDate": "2017-12-06T01:00:00+01:00",
        "Relationship.Period.2.periodType": "RELATIONSHIP_PERIOD",
    }
    written(tmp_path, LEVEL_1, entity(CITI, "Citigroup Inc."), entity(CITICORP, "Citicorp LLC"))
    with (tmp_path / LEVEL_2).open("w", encoding="utf-8", newline="") as file:
        out = csv.DictWriter(file, [*dict.fromkeys((*HEADERS[LEVEL_2], *periods, "DeletedAt"))], restval="")
        out.writeheader()
        out.writerow(row)
    (tie,) = Said(read(tmp_path)).where("Tie")
    assert (tie["validFrom"], "validTo" in tie) == (["2017-12-06"], False)


def test_a_relation_no_longer_active_has_ended_on_a_day_that_nobody_gives(tmp_path: Path) -> None:
    written(tmp_path, LEVEL_1, entity(CITI, "Citigroup Inc."), entity(CITICORP, "Citicorp LLC"))
    (tie,) = Said(read(written(tmp_path, LEVEL_2, link(CITICORP, CITI, "INACTIVE")))).where("Tie")
    assert (tie["status"], "validTo" in tie) == (["ended"], False)


def test_a_link_to_an_entity_that_no_file_describes_is_counted_and_left_out(tmp_path: Path) -> None:
    written(tmp_path, LEVEL_1, entity(CITI, "Citigroup Inc."))
    reading = read(written(tmp_path, LEVEL_2, link(CITICORP, CITI)))
    assert (reading.rows["links left out"], Said(reading).typed("Tie")) == (1, [])


def test_wrong_check_digits_and_unknown_seats_go_to_quarantine(tmp_path: Path) -> None:
    rows = (entity(CITI[:-1] + "4", "Misspelt"), entity(CITICORP, "Nowhere", **{"Entity.LegalJurisdiction": "ZZ"}))
    reading = read(written(tmp_path, LEVEL_1, *rows))
    assert sorted(f.value for f in reading.quarantine) == [CITI[:-1] + "4", "ZZ"]


def test_a_persons_own_trade_is_left_out(tmp_path: Path) -> None:
    row = entity(CITI, "A. Person", **{"Entity.EntityCategory": "SOLE_PROPRIETOR"})
    assert Said(read(written(tmp_path, LEVEL_1, row))).typed("Firm") == []


def test_a_file_that_is_neither_form_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("a,b\n1,2\n")
    with pytest.raises(SourceError, match="no header of the golden copy"):
        read(tmp_path)


def test_broken_turtle_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.ttl").write_text("<a> <b")
    with pytest.raises(SourceError, match="not Turtle"):
        read(tmp_path)


def test_the_published_samples_give_the_chain_from_trust_to_group() -> None:
    reading = read(real_files("gleif"))
    said = Said(reading)
    assert problems(reading) == []
    assert len(said.typed("Firm")) == 8
    ties = {
        (v["toActor"][0].removeprefix("firm-lei-").upper(), v["fromActor"][0].removeprefix("firm-lei-").upper()): v
        for v in said.where("Tie", kind="direct-consolidation")
    }
    assert {pair: v["validFrom"][0] for pair, v in ties.items()} == {
        ("549300Z97UQPIB27EY09", "E57ODZWZ7FF32TWEFA76"): "2017-12-02",
        ("E57ODZWZ7FF32TWEFA76", CITICORP): "2017-10-02",
        (CITICORP, CITI): "2017-10-02",
    }
    tops = {v["fromActor"][0] for v in said.where("Tie", kind="ultimate-consolidation")}
    assert (tops, len(said.where("Tie", kind="ultimate-consolidation"))) == ({f"firm-lei-{CITI.lower()}"}, 3)
    (branch,) = said.where("Tie", kind="international-branch")
    assert branch["toActor"] == ["firm-lei-549300j43mrrhul8jx64"]
    assert said.of(f"firm-lei-{CITI.lower()}")["note"] == ["No ultimate parent is reported: non consolidating."]


@pytest.mark.parametrize("name", ["gleif_lei2_goldencopy.header_subset.csv", "gleif_rr_goldencopy.header_subset.csv"])
def test_the_real_headers_are_read(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes((real_files("formats") / name).read_bytes())
    assert dict(read(tmp_path).rows) == {name: 0, "links left out": 0}
