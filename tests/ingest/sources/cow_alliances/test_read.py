from pathlib import Path

from ingest.sources.cow_alliances.members import MemberRow
from tests.ingest.reading import reader
from tests.ingest.said import Said, problems
from tests.ingest.shared import real_files

read = reader("cow_alliances")

TYPE_I = "Type I: Defense Pact"


def row(code: int, flags: str, start: str = "8,9,1951", end: str = ",,", kind: str = TYPE_I) -> str:
    censor = "0,1" if end == ",," else "0,0"
    return f'233,{code},8,9,1951,,,,"{kind}",{start},{end},{censor},{flags},"x",4.1'


def written(folder: Path, *rows: str) -> Path:
    header = [*MemberRow._fields, "state_name", "version"]
    path = folder / "alliance_v4.1_by_member.csv"
    path.write_text("\n".join([",".join(header), *rows]) + "\n", encoding="ascii")
    return folder


def test_flags_are_the_members_own(tmp_path: Path) -> None:
    said = Said(read(written(tmp_path, row(2, "1,0,0,0"), row(740, "0,0,0,0"))))
    assert said.of("part-cow-233-usa-party-1")["owes"] == ["owes-defence"]
    assert "owes" not in said.of("part-cow-233-jpn-party-1")
    assert said.of("agr-cow-233")["kind"] == ["security-treaty"]


def test_the_last_day_of_the_file_is_inside_so_the_end_is_the_day_after(tmp_path: Path) -> None:
    said = Said(read(written(tmp_path, row(2, "1,0,0,0", end="8,8,1954"), row(740, "1,0,0,0"))))
    assert said.of("part-cow-233-usa-party-1")["validTo"] == ["1954-08-09"]
    assert said.of("part-cow-233-jpn-party-1")["observedUntil"] == ["2013-01-01"]


def test_the_wrong_label_of_type_two_a_is_read_as_neutrality(tmp_path: Path) -> None:
    kind = "Type IIa: Non-Aggression Pact"
    said = Said(read(written(tmp_path, row(2, "0,1,0,0", kind=kind), row(740, "0,1,0,0", kind=kind))))
    assert said.of("agr-cow-233")["kind"] == ["neutrality-pact"]


def test_a_start_on_the_floor_of_the_calendar_is_only_attested(tmp_path: Path) -> None:
    left = row(200, "1,0,1,0", start="1,1,1816").replace(",0,1,1,0,1,0,", ",1,1,1,0,1,0,")
    said = Said(read(written(tmp_path, left, row(235, "1,0,1,0"))))
    spell = said.of("part-cow-233-gbr-party-1")
    assert (spell["attestedOn"], "validFrom" in spell) == (["1816-01-01"], False)
    assert spell["marked"] == ["mark-dates-in-question", "mark-start-before-records"]


def test_an_end_that_contradicts_the_censoring_goes_to_quarantine(tmp_path: Path) -> None:
    bad = row(2, "1,0,0,0").replace(",0,1,1,0,0,0,", ",0,0,1,0,0,0,")
    reading = read(written(tmp_path, bad, row(740, "1,0,0,0")))
    assert [p.partition(": column")[0] for p in problems(reading)] == ["alliance_v4.1_by_member.csv:2"]


def test_the_real_file_gives_what_is_known_of_it() -> None:
    reading = read(real_files("cow"))
    said = Said(reading)
    assert (dict(reading.rows), reading.quarantine) == ({"alliance_v4.1_by_member.csv": 1221}, ())
    assert len(said.typed("Agreement")) == 414
    japan = said.where("Participation", participatesIn="agr-cow-233", involves="jpn")
    assert [(p["validFrom"], p.get("owes")) for p in japan] == [(["1951-09-08"], None)]
    assert said.of("part-cow-233-usa-party-1")["owes"] == ["owes-defence"]
    korea = said.of("part-cow-236-kor-party-1")
    assert (korea["owes"], said.of("agr-cow-236")["kind"]) == (["owes-consultation"], ["consultation-pact"])
    assert said.of("part-cow-236-usa-party-1")["owes"] == ["owes-consultation", "owes-defence"]
    assert len(said.where("Participation", participatesIn="agr-cow-234")) == 6
    assert said.where("Participation", participatesIn="agr-cow-234", validTo="1954-08-09", owes="owes-defence") == []
    assert (
        len(said.where("Participation", participatesIn="agr-cow-234", validFrom="1954-08-09", owes="owes-defence")) == 3
    )
    late = [p for p in said.where("Participation", participatesIn="agr-cow-227") if p["validFrom"][0] > "2000"]
    assert late == []
    assert {p["validFrom"][0] for p in said.where("Participation", participatesIn="agr-cow-227", involves="pol")} == {
        "1999-03-12"
    }
