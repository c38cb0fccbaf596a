from datetime import date
from pathlib import Path

import pytest

from graph.errors import SourceError
from ingest.source import SourceReading
from tests.ingest.reading import reader
from tests.ingest.said import Said, problems, values

read = reader("sipri")

PREAMBLE = "\n".join(["Transfers of major arms"] * 10 + ["Data generated: 23 Oct 2025 5:22:49 PM"])
HEADER = (
    "Recipient,Supplier,Year of order, ,Number ordered, ,Weapon designation,Weapon description,Number delivered, ,"
    "Year(s) of delivery,status,Comments,SIPRI TIV per unit,SIPRI TIV for total order,SIPRI TIV of delivered weapons"
)
BUSHMASTER = "Japan,Australia,2014,,4,,Bushmaster,armoured personnel carrier,4,,2014,New,AUD3.6 m deal,0.32,1.28,1.28"


def written(folder: Path, *rows: str) -> Path:
    (folder / "trade-register.csv").write_bytes("\n".join([PREAMBLE, HEADER, *rows, ""]).encode("cp1252"))
    return folder


def transfers(folder: Path, *rows: str) -> list[dict[str, list[str]]]:
    return [values(claim) for claim in Said(read(written(folder, *rows))).typed("Transfer")]


def test_a_record_becomes_a_transfer_from_supplier_to_recipient(tmp_path: Path) -> None:
    (found,) = transfers(tmp_path, BUSHMASTER)
    assert (found["fromActor"], found["toActor"], found["kind"]) == (["aus"], ["jpn"], ["transfer-new"])
    assert (found["numberOrdered"], found["numberDelivered"], found["deliveredIn"]) == (["4"], ["4"], ["2014"])
    assert (found["volumeEach"], found["volumeDelivered"]) == (["0.32"], ["1.28"])
    assert found["label"] == ["Bushmaster: Australia to Japan, 2014"]
    assert (found["validFrom"], found["validTo"], found["validToLatest"]) == (
        ["2014-01-01"],
        ["2014-01-02"],
        ["2015-01-01"],
    )


def test_a_transfer_names_the_line_on_which_its_record_starts(tmp_path: Path) -> None:
    head, tail = BUSHMASTER.split(",0.32", 1)
    found = transfers(tmp_path, f"{head}\r\n,0.32{tail}", BUSHMASTER.replace("2014", "2015"))
    assert sorted(line for one in found for line in one["identifier"]) == ["line 13", "line 15"]


def test_equal_records_stay_two(tmp_path: Path) -> None:
    assert len(transfers(tmp_path, BUSHMASTER, BUSHMASTER)) == 2


def test_a_comment_broken_over_lines_is_joined(tmp_path: Path) -> None:
    head, tail = BUSHMASTER.split(",0.32", 1)
    (found,) = transfers(tmp_path, f"{head}\r\n,0.32{tail}")
    assert found["description"] == ["AUD3.6 m deal"]


def test_question_marks_become_marks_and_an_uncertain_year_is_about_that_year(tmp_path: Path) -> None:
    row = BUSHMASTER.replace("2014,,4,,B", "2014,?,4,?,B").replace(",4,,2014", ",4,?,2014")
    (found,) = transfers(tmp_path, row)
    assert {"mark-year-uncertain", "mark-ordered-uncertain", "mark-delivered-uncertain"} <= set(found["marked"])
    assert found["datePrecision"] == ["about"]


def test_an_order_of_unknown_number_has_no_number_and_no_volume(tmp_path: Path) -> None:
    (found,) = transfers(tmp_path, BUSHMASTER.replace("2014,,4,", "2014,,,").replace("1.28,1.28", "0,1.28"))
    assert "numberOrdered" not in found
    assert "volumeOrdered" not in found


def test_a_deal_not_delivered_in_full_may_go_on_and_nobody_says_so(tmp_path: Path) -> None:
    (found,) = transfers(tmp_path, BUSHMASTER.replace("2014,,4,", "2014,,9,"))
    assert (found["observedUntil"], "validTo" in found) == (["2014-01-02"], False)


def test_armed_groups_bodies_and_the_unknown_are_no_states(tmp_path: Path) -> None:
    rows = [BUSHMASTER.replace("Japan", name) for name in ("ANC (South Africa)*", "NATO**", "unknown recipient(s)")]
    said = Said(read(written(tmp_path, *rows)))
    assert said.claims["group-anc-south-africa"].types == ("ArmedGroup",)
    to = sorted(v.get("toActor", ["nobody"])[0] for v in map(values, said.typed("Transfer")))
    assert to == ["group-anc-south-africa", "nato", "nobody"]


def test_a_former_state_is_a_state_of_its_own(tmp_path: Path) -> None:
    (found,) = transfers(tmp_path, BUSHMASTER.replace("Australia", "East Germany (GDR)"))
    assert found["fromActor"] == ["gdr-1949"]


def test_a_probable_licence_is_no_licence(tmp_path: Path) -> None:
    plain = BUSHMASTER.replace("AUD3.6 m deal", "produced under licence in Japan")
    hedged = BUSHMASTER.replace("AUD3.6 m deal", "probably produced under licence in Japan")
    found = transfers(tmp_path, plain, hedged)
    marks = sorted(tuple(m for m in v["marked"] if "licen" in m) for v in found)
    assert marks == [("mark-licence", "mark-licensed-production"), ("mark-licence-hedged",)]


def test_what_is_read_out_of_a_comment_has_properties_of_its_own(tmp_path: Path) -> None:
    (found,) = transfers(tmp_path, BUSHMASTER.replace("AUD3.6 m deal", "For 10 Soryu submarines produced in Japan"))
    assert (found["platformBuiltIn"], found["platformCount"]) == (["Japan"], ["10"])
    assert found["platform"] == ["Soryu submarines produced in Japan"]


def test_a_hedged_licence_gives_no_place(tmp_path: Path) -> None:
    plain = BUSHMASTER.replace("AUD3.6 m deal", "produced under licence in Japan")
    hedged = BUSHMASTER.replace("AUD3.6 m deal", "probably produced under licence in Japan")
    found = transfers(tmp_path, plain, hedged)
    assert sorted(v.get("licencePlace", []) for v in found) == [[], ["Japan"]]


def test_a_name_that_no_crosswalk_has_goes_to_quarantine(tmp_path: Path) -> None:
    reading = read(written(tmp_path, BUSHMASTER.replace("Japan", "Ruritania")))
    assert problems(reading) == [
        "trade-register.csv:13: column 'Recipient', value 'Ruritania': not a name of the crosswalk; "
        "add it there under the scheme sipri"
    ]


def test_a_file_without_the_header_is_refused(tmp_path: Path) -> None:
    (tmp_path / "trade-register.csv").write_text("Recipient,Supplier\n")
    with pytest.raises(SourceError, match="not the header of a trade register"):
        read(tmp_path)


def test_an_export_says_its_own_day_and_the_last_year_that_it_tells_of(tmp_path: Path) -> None:
    card = read(written(tmp_path, BUSHMASTER, BUSHMASTER.replace(",4,,2014", ",4,,2015;2016"))).card
    assert card is not None
    assert (card.version, card.horizon) == ("2025.10.23", date(2016, 12, 31))
    assert card.citation == "SIPRI Arms Transfers Database, © SIPRI. Edition used: export of 23 October 2025."


def test_what_comes_later_in_the_year_of_the_export_is_not_covered(tmp_path: Path) -> None:
    card = read(written(tmp_path, BUSHMASTER.replace("2014", "2025"))).card
    assert card is not None
    assert card.horizon == date(2025, 10, 23)


ASKED = (
    "Transfers of major conventional arms from {} to {} . Deals with deliveries made for the year range '{}' to '{}' "
)


def asked(folder: Path, *words: object) -> SourceReading:
    content = "\n".join([PREAMBLE.replace("Transfers of major arms", ASKED.format(*words), 1), HEADER, BUSHMASTER, ""])
    (folder / "trade-register.csv").write_bytes(content.encode("cp1252"))
    return read(folder)


def test_an_export_of_the_whole_register_is_full(tmp_path: Path) -> None:
    reading = asked(tmp_path, "All countries ", "All countries", 1950, 2025)
    assert reading.card is not None
    assert (reading.card.edition, reading.card.completeness) == ("export of 23 October 2025", "full")
    assert reading.notes == ()


def test_an_export_of_a_selection_says_what_it_covers(tmp_path: Path) -> None:
    reading = asked(tmp_path, "Australia", "Japan", 1990, 2013)
    assert reading.card is not None
    assert reading.card.edition == "export of 23 October 2025, from Australia to Japan, delivered 1990 to 2013"
    assert (reading.card.completeness, str(reading.card.horizon)) == ("sample", "2013-12-31")
    assert "of all else this export says nothing" in reading.notes[0]


def test_a_preamble_of_other_words_selects_nothing(tmp_path: Path) -> None:
    reading = asked(tmp_path, "{x}", "Japan\\", 1990, 2013)
    assert reading.card is not None
    assert reading.card.edition == "export of 23 October 2025"
