from pathlib import Path

from ingest.cards import read_card
from ingest.source import SOURCES
from ingest.sources.dcad.columns import AgreementRow
from tests.ingest.reading import reader
from tests.ingest.said import Said, problems
from tests.ingest.shared import real_files

read = reader("dcad")

IGNORED = read_card(SOURCES / "dcad" / "source.toml").ignore


def written(folder: Path, *rows: dict[str, object]) -> Path:
    fields = (*AgreementRow._fields, *IGNORED)
    plain = {"ccode1": 2, "ccode2": 740, "category1": "DCA", "categoryconf": "high", "asymmetry": 0, "terminated": 0}
    lines = [
        ",".join(str({**plain, "dcaid": f"DCADv1.0-{n:04d}", **row}.get(f, "")) for f in fields)
        for n, row in enumerate(rows, start=1)
    ]
    (folder / "DCAD-v1.0-main.csv").write_text("\n".join([",".join(fields), *lines]) + "\n")
    return folder


def signed(year: int, month: int | str = "", day: int | str = "") -> dict[str, object]:
    return {"signyear": year, "signmonth": month, "signday": day}


def in_force(year: int, month: int, day: int) -> dict[str, object]:
    return {"eifyear": year, "eifmonth": month, "eifday": day}


def test_the_start_is_the_entry_into_force_or_else_the_signature_and_says_which(tmp_path: Path) -> None:
    rows = ({**signed(2003, 9, 29), **in_force(2007, 3, 13)}, signed(1990))
    said = Said(read(written(tmp_path, *rows)))
    first, second = said.of("part-dcad-0001-jpn-party-1"), said.of("part-dcad-0002-jpn-party-1")
    assert (first["validFrom"], first["startBasis"]) == (["2007-03-13"], ["entry-into-force"])
    assert (second["validFrom"], second["validFromLatest"], second["startBasis"]) == (
        ["1990-01-01"],
        ["1990-12-31"],
        ["signature"],
    )


def test_only_an_end_that_was_found_is_an_end_and_the_estimate_is_words(tmp_path: Path) -> None:
    ended = {**signed(2003, 9, 29), "terminated": 1, "durationactual": 5, "endyearestimate": 2008}
    open_ = {**signed(2003, 9, 29), "endyearestimate": 2009}
    said = Said(read(written(tmp_path, ended, open_)))
    assert said.of("part-dcad-0001-usa-party-1")["validTo"] == ["2008-01-01"]
    assert said.of("part-dcad-0001-usa-party-1")["validToLatest"] == ["2008-12-31"]
    assert said.of("part-dcad-0002-usa-party-1")["observedUntil"] == ["2011-01-01"]
    assert "estimates 2009 as its last year, by rule" in said.of("prov-dcad-0002-term")["description"][0]


def test_unclear_whether_it_began_is_signed_and_unclear_whether_it_ended_is_certain_on_its_first_day(
    tmp_path: Path,
) -> None:
    never, lost = {**signed(1990, 5, 5), "terminated": -88}, {**signed(1990, 5, 5), "terminated": -99}
    said = Said(read(written(tmp_path, never, lost)))
    assert said.of("part-dcad-0001-usa-party-1")["status"] == ["signed"]
    assert said.of("part-dcad-0002-usa-party-1")["observedUntil"] == ["1990-05-06"]


def test_the_word_med_is_medium_confidence(tmp_path: Path) -> None:
    said = Said(read(written(tmp_path, {**signed(1990), "categoryconf": "med"})))
    assert said.of("agr-dcad-0001")["marked"] == ["mark-category-medium"]


def test_an_entry_into_force_before_signature_or_without_a_year_is_kept_and_marked(tmp_path: Path) -> None:
    early = {**signed(1990, 5, 5), **in_force(1989, 1, 1)}
    orphan = {**signed(1990, 5, 5), "eifmonth": 7, "eifday": 1}
    said = Said(read(written(tmp_path, early, orphan)))
    for number in ("0001", "0002"):
        assert "mark-dates-in-question" in said.of(f"agr-dcad-{number}")["marked"]
    assert said.of("part-dcad-0002-usa-party-1")["validFrom"] == ["1990-05-05"]


def test_a_state_paired_with_itself_goes_to_quarantine(tmp_path: Path) -> None:
    reading = read(written(tmp_path, {**signed(1990), "ccode1": 740}))
    assert problems(reading) == [
        "DCAD-v1.0-main.csv:2: column 'ccode2', value '740': the same state twice; an agreement needs two"
    ]


def test_span_and_renewal_are_words(tmp_path: Path) -> None:
    row = {**signed(1990), "span": 5, "renewtype": -66, "renewyears": 5}
    words = Said(read(written(tmp_path, row))).of("prov-dcad-0001-term")["description"][0]
    assert words == "Concluded for 5 years, renewed automatically in blocks, 5 years at a time."


def test_the_real_file_gives_what_is_known_of_it() -> None:
    reading = read(real_files("dcad"))
    said = Said(reading)
    assert dict(reading.rows) == {"DCAD-v1.0-main.csv": 1871}
    assert len(reading.quarantine) == 3
    assert len(said.typed("Agreement")) == 1868
    us_japan = said.of("agr-dcad-0133")
    assert (us_japan["kind"], us_japan["signedOn"]) == (["defence-industry-cooperation"], ["1983-11-08"])
    assert us_japan["treatyNumber"] == ["UNTS 134608"]
    assert us_japan["marked"] == ["mark-asymmetry-possible", "mark-category-atypical"]
    assert "Coders' next guess of the kind: COMMISSION." in us_japan["note"]
    assert said.of("agr-dcad-0134")["kind"] == ["rdte-agreement"]
    assert said.of("part-dcad-0134-jpn-party-1")["datePrecision"] == ["year"]
    pair = [a for n in ("0133", "0134") for a in said.of(f"agr-dcad-{n}")["marked"]]
    assert not {"mark-category-high", "mark-category-medium"} & set(pair)
    ended = said.of("part-dcad-1845-aus-party-1")
    assert (ended["validFrom"], ended["validTo"], ended["validToLatest"]) == (
        ["2007-03-13"],
        ["2008-01-01"],
        ["2008-12-31"],
    )
    assert said.of("agr-dcad-1846")["marked"][-1] == "mark-category-atypical"
    assert said.of("prov-dcad-0148-term")["description"][0].startswith("Concluded for 25 years")
    assert said.of("agr-dcad-0149")["kind"] == ["procurement-agreement"]
    assert said.of("part-dcad-0151-usa-party-1")["validFrom"] == ["2013-05-16"]


def test_the_source_of_the_coders_is_told(tmp_path: Path) -> None:
    said = Said(read(written(tmp_path, {**signed(1988, 9, 6), "source": "TIAS"})))
    assert "Source of the coders: TIAS." in said.of("agr-dcad-0001")["note"]


def test_what_is_not_coded_of_the_term_is_not_said_to_be_unstated(tmp_path: Path) -> None:
    said = Said(read(written(tmp_path, signed(1988, 9, 6))))
    assert said.of("prov-dcad-0001-term")["description"] == ["No term is coded."]


def test_a_signature_that_the_news_leave_unclear_is_in_doubt(tmp_path: Path) -> None:
    rows = [{**signed(1988, 9, 6), "factivasign": code} for code in (1, 0, -99)]
    said = Said(read(written(tmp_path, *rows)))
    marks = ["mark-signature-in-doubt" in said.of(f"agr-dcad-{n:04d}")["marked"] for n in (1, 2, 3)]
    assert marks == [False, True, True]
