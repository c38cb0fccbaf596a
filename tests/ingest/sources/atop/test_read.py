from pathlib import Path

import pytest

from graph.errors import SourceError
from tests.ingest.reading import reader
from tests.ingest.said import Said, problems
from tests.ingest.sources.atop.fixture import dates, life, write

read = reader("atop")


def pact(folder: Path) -> Said:
    members = [
        {"atopid": 1, "member": 2, "defense": 1, "consul": 1, "defcoloc": 1, **dates("1951-09-08", "1960-01-19")},
        {"atopid": 1, "member": 740, "consul": 1, "terrres": 1, "termmode": 2, **dates("1951-09-08", "1960-01-19")},
    ]
    phases = [{"atopid": 1, "atopidphase": "1", "base": 3, "length": 120, **life("1951-09-08", "1960-01-19")}]
    alliances = [{"atopid": 1, "term": 3, "cow4id": 233, **life("1951-09-08", "1960-01-19")}]
    return Said(read(write(folder, members, alliances, phases)))


def test_each_member_owes_what_its_own_row_says(tmp_path: Path) -> None:
    said = pact(tmp_path)
    assert said.of("part-atop-1-usa-party-1")["owes"] == ["owes-consultation", "owes-defence"]
    assert said.of("part-atop-1-usa-party-1")["onCondition"] == ["if-defence-place"]
    assert said.of("part-atop-1-jpn-party-1")["owes"] == ["owes-consultation", "owes-resources"]


def test_the_end_day_is_outside_and_an_alliance_where_one_side_defends_is_no_mutual_one(tmp_path: Path) -> None:
    said = pact(tmp_path)
    assert said.of("part-atop-1-usa-party-1")["validTo"] == ["1960-01-19"]
    assert said.of("part-atop-1-jpn-party-1")["status"] == ["superseded"]
    assert said.of("agr-atop-1")["kind"] == ["security-treaty"]
    assert said.of("agr-atop-1")["identifier"] == ["ATOP 1", "COW alliance 233"]


def test_provisions_are_dated_by_their_phase(tmp_path: Path) -> None:
    base = pact(tmp_path).of("prov-atop-1-base")
    assert base["description"] == [
        "Troops of one party in the territory of the other, not coded which (coded base = 3)."
    ]
    assert base["validFrom"] == ["1951-09-08"]
    assert pact(tmp_path).of("prov-atop-1-length")["label"] == ["First term of 120 months"]


def test_an_open_end_is_known_to_the_horizon_only(tmp_path: Path) -> None:
    members = [{"atopid": 1, "member": m, "defense": 1, **dates("1960-01-19")} for m in (2, 740)]
    said = Said(read(write(tmp_path, members, [{"atopid": 1, **life("1960-01-19")}])))
    assert said.of("part-atop-1-usa-party-1")["observedUntil"] == ["2019-01-01"]
    assert "validTo" not in said.of("part-atop-1-usa-party-1")


def test_a_blank_day_is_a_month_and_never_a_guessed_day(tmp_path: Path) -> None:
    members = [{"atopid": 1, "member": m, **dates("1921-03-", "1925-06-")} for m in (220, 290)]
    said = Said(read(write(tmp_path, members, [{"atopid": 1, **life("1921-03-", "1925-06-")}])))
    spell = said.of("part-atop-1-fra-party-1")
    assert (spell["validFrom"], spell["validFromLatest"]) == (["1921-03-01"], ["1921-03-31"])
    assert (spell["validTo"], spell["validToLatest"]) == (["1925-06-01"], ["1925-06-30"])
    assert spell["datePrecision"] == ["month"]


def test_one_code_for_two_states_gives_each_its_own_spell(tmp_path: Path) -> None:
    members = [{"atopid": 1, "member": m, **dates("1990-01-01")} for m in (345, 360)]
    said = Said(read(write(tmp_path, members, [{"atopid": 1, **life("1990-01-01")}])))
    assert said.of("part-atop-1-yug-1918-party-1")["validTo"] == ["2006-06-05"]
    assert said.of("part-atop-1-srb-party-1")["validFrom"] == ["2006-06-05"]
    assert said.of("yug-1918")["label"] == ["Yugoslavia", "ユーゴスラビア"]


def test_phases_that_run_side_by_side_are_agreements_of_their_own(tmp_path: Path) -> None:
    members = [
        {"atopid": 1, "phase": 1, "member": 315, **dates("1960-11-27", "1992-12-31")},
        {"atopid": 1, "phase": 1, "member": 811, **dates("1960-11-27", "1992-12-31")},
        *({"atopid": 1, "phase": 2, "member": m, **dates("1993-01-01")} for m in (316, 811)),
        *({"atopid": 1, "phase": 3, "member": m, **dates("1993-01-01")} for m in (317, 811)),
    ]
    said = Said(read(write(tmp_path, members, [{"atopid": 1, **life("1960-11-27")}])))
    assert said.of("part-atop-1-2-cze-party-1")["participatesIn"] == ["agr-atop-1-2"]
    assert said.of("part-atop-1-3-svk-party-1")["participatesIn"] == ["agr-atop-1-3"]
    assert said.of("agr-atop-1-2")["amends"] == ["agr-atop-1"]
    assert said.of("agr-atop-1")["validTo"] == ["1992-12-31"]


def test_a_member_that_owes_nothing_is_kept(tmp_path: Path) -> None:
    members = [{"atopid": 1, "member": m, "defense": int(m == 2), **dates("1960-01-19")} for m in (2, 740)]
    said = Said(read(write(tmp_path, members, [{"atopid": 1, **life("1960-01-19")}])))
    assert "owes" not in said.of("part-atop-1-jpn-party-1")


def test_a_row_that_contradicts_itself_goes_to_quarantine_with_its_line(tmp_path: Path) -> None:
    members = [
        {"atopid": 1, "member": 2, **dates("1960-01-19")},
        {"atopid": 1, "member": 740, **dates("1960-01-19"), "ineffect": 0},
    ]
    reading = read(write(tmp_path, members, [{"atopid": 1, **life("1960-01-19")}]))
    assert [p.partition(": says")[0] for p in problems(reading)] == ["atop5_1m.csv:3: column 'ineffect', value '0'"]


def test_a_column_that_nobody_reads_fails_the_source(tmp_path: Path) -> None:
    folder = write(tmp_path, [], [])
    path = folder / "atop5_1m.csv"
    path.write_text(path.read_text().replace("atopid,", "atopid,novelty,", 1))
    with pytest.raises(SourceError, match="column 'novelty' is not read"):
        read(folder)


def test_a_code_that_no_crosswalk_has_is_named(tmp_path: Path) -> None:
    members = [{"atopid": 1, "member": m, **dates("1960-01-19")} for m in (2, 740, 999)]
    reading = read(write(tmp_path, members, [{"atopid": 1, **life("1960-01-19")}]))
    assert "value '999': not a code of a state at that time" in "".join(problems(reading))


def test_another_version_is_refused(tmp_path: Path) -> None:
    folder = write(tmp_path, [{"atopid": 1, "member": 2, **dates("1960-01-19")}], [{"atopid": 1, "version": "5.0"}])
    with pytest.raises(SourceError, match=r"version '5\.0', expected '5\.1'"):
        read(folder)


def test_how_far_a_duty_goes_is_told_beside_it(tmp_path: Path) -> None:
    rows = [
        {"atopid": 1, "member": 2, "seppeace": 3, **dates("1951-09-08")},
        {"atopid": 1, "member": 740, "notaiden": 2, "termmode": 0, **dates("1951-09-08")},
    ]
    said = Said(read(write(tmp_path, rows, [{"atopid": 1, **life("1951-09-08")}])))
    first, second = said.of("part-atop-1-usa-party-1"), said.of("part-atop-1-jpn-party-1")
    assert (first["owes"], first["note"]) == (
        ["owes-no-separate-peace"],
        ["A separate peace only after the partners are consulted."],
    )
    assert second["note"] == ["No aid to states that are foes of a partner."]
