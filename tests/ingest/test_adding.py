"""What is no plain file, or has a name that does not show, is refused before anything is read from it."""

import os
import zipfile
from datetime import date
from pathlib import Path
from typing import IO, Any, NoReturn

import pytest

from graph.errors import RefusedFile
from ingest.added import added_sources
from ingest.adding import RdfNames, add_known, add_mapped, add_rdf
from ingest.cards import Edition
from ingest.progress import Progress
from tests.ingest import mapped


def refusal(home: Path, mapping: Path, file: Path) -> str:
    with pytest.raises(RefusedFile) as refused:
        add_mapped(home, mapping, [file], Progress())
    assert added_sources(home) == ()
    return str(refused.value)


@pytest.fixture
def given(tmp_path: Path) -> tuple[Path, Path]:
    return mapped.write(tmp_path / "mine", mapped.GOOD, 0.0)


def test_a_folder_is_no_table(tmp_path: Path, given: tuple[Path, Path]) -> None:
    folder = tmp_path / "pacts.csv"
    folder.mkdir()
    assert refusal(tmp_path / "home", given[0], folder).endswith("pacts.csv: a folder; name the files in it")


def test_a_pipe_is_not_waited_for(tmp_path: Path, given: tuple[Path, Path]) -> None:
    pipe = tmp_path / "pacts.csv"
    os.mkfifo(pipe)
    assert "not a plain file; copy it into one" in refusal(tmp_path / "home", given[0], pipe)
    mapping = tmp_path / "pacts.toml"
    os.mkfifo(mapping)
    assert "not a plain file" in refusal(tmp_path / "home", mapping, given[1])


def test_a_link_to_nothing_is_said_to_be_none(tmp_path: Path, given: tuple[Path, Path]) -> None:
    link = tmp_path / "pacts.csv"
    link.symlink_to(link)
    assert "not a plain file" in refusal(tmp_path / "home", given[0], link)
    assert "no such file" in refusal(tmp_path / "home", given[0], tmp_path / "other.csv")


def test_a_folder_is_no_mapping_and_no_card(tmp_path: Path, given: tuple[Path, Path]) -> None:
    assert "a folder" in refusal(tmp_path / "home", tmp_path, given[1])
    with pytest.raises(RefusedFile, match="a folder"):
        add_rdf(tmp_path / "home", RdfNames("mine", tmp_path, date(2026, 1, 1)), [given[1]], Progress())


def test_a_file_that_may_not_be_read_is_named(
    tmp_path: Path, given: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = Path.open

    def locked_up(path: Path, mode: str = "r", **how: Any) -> IO[Any]:
        if path == given[1]:
            raise PermissionError(13, "Permission denied", str(path))
        return plain(path, mode, **how)

    monkeypatch.setattr(Path, "open", locked_up)
    assert "cannot be opened (Permission denied); make it readable" in refusal(tmp_path / "home", *given)


def test_a_file_that_goes_while_it_is_copied_leaves_nothing(
    tmp_path: Path, given: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(path: Path, *_: object) -> NoReturn:
        raise FileNotFoundError(2, "No such file or directory", str(path))

    monkeypatch.setattr("ingest.taking.unpack", gone)
    assert "No such file or directory; nothing was added" in refusal(tmp_path / "home", *given)
    assert not list((tmp_path / "home" / "sources" / ".kept").glob("*"))


@pytest.mark.parametrize("name", ["pacts\n.csv", "pacts\u202evsc.csv", "pa\u200bcts.csv"])
def test_a_name_that_does_not_show_is_refused(tmp_path: Path, given: tuple[Path, Path], name: str) -> None:
    given[1].rename(tmp_path / name)
    assert "characters that do not show; rename the file" in refusal(tmp_path / "home", given[0], tmp_path / name)


def test_so_is_one_in_an_archive(tmp_path: Path, given: tuple[Path, Path]) -> None:
    packed = tmp_path / "pacts.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("pacts\u202evsc.csv", mapped.GOOD)
    assert "rename the file" in refusal(tmp_path / "home", given[0], packed)


@pytest.mark.parametrize("sign", ["\x00", "\x01", "\x1e"])
def test_a_cell_with_a_character_that_no_xml_can_hold_is_left_out(tmp_path: Path, sign: str) -> None:
    table = mapped.GOOD.replace("First", f"Fi{sign}rst")
    assert "pacts.csv:2: column 'title'" in refusal(tmp_path / "home", *mapped.write(tmp_path, table))
    mapping, file = mapped.write(tmp_path, table, 0.5)
    done = add_mapped(tmp_path / "home", mapping, [file], Progress())
    (fault,) = done.quarantine
    assert (fault.line, fault.column, fault.value) == (2, "title", f"Fi{sign}rst")
    assert fault.problem.startswith("has a control character; take it out")


@pytest.mark.parametrize("sign", ["\x01", "\x1f"])
def test_rdf_with_a_character_that_no_xml_can_hold_is_refused(tmp_path: Path, sign: str) -> None:
    file = tmp_path / "note.ttl"
    escaped = f"\\u{ord(sign):04x}"
    file.write_text(
        f'<https://w3id.org/kaname/id/usa> <http://www.w3.org/2004/02/skos/core#note> "A{escaped}note"@en .',
        encoding="utf-8",
    )
    with pytest.raises(RefusedFile, match=f"has the control character U\\+{ord(sign):04X}; take it out of the file"):
        add_rdf(tmp_path / "home", RdfNames("note", None, date(2026, 1, 1)), [file], Progress())


@pytest.mark.parametrize(
    ("title", "told"), [("Fir\u202est", "hidden character U+202E"), ("F\u0456rst", "several scripts")]
)
def test_a_name_that_looks_like_another_is_noted(tmp_path: Path, title: str, told: str) -> None:
    mapping, file = mapped.write(tmp_path, mapped.GOOD.replace("First", title).replace("Second", "日本とКыргызстан"))
    (note,) = add_mapped(tmp_path / "home", mapping, [file], Progress()).notes
    assert told in note


def test_the_words_that_stand_for_one_are_text(tmp_path: Path, given: tuple[Path, Path]) -> None:
    given[1].write_text(mapped.GOOD.replace("First", "Fi\\u0000rst"), encoding="utf-8")
    add_mapped(tmp_path / "home", given[0], [given[1]], Progress())
    assert [source.card.key for source in added_sources(tmp_path / "home")] == ["pacts"]


SITES = "countryname,ccode,iso3c,basename,lat,lon,base,lilypad,fundedsite\nJapan,740,JPN,Yokota AB,35.75,139.35,1,0,0\n"


def test_another_edition_than_the_known_one_is_taken_in_once_it_is_named(tmp_path: Path) -> None:
    home, file = tmp_path / "home", tmp_path / "basedata.csv"
    file.write_text(SITES, encoding="cp1252")
    with pytest.raises(
        RefusedFile, match=r"1 found, 414 expected .*; download it again; if yours is another, name it with --edition"
    ):
        add_known(home, "us-bases", [file], Progress())
    mine = Edition(name="one site, by hand", until=date(2019, 6, 30))
    done = add_known(home, "us-bases", [file], Progress(), mine)
    assert (done.card.edition, done.card.version, done.card.horizon) == (mine.name, "2019.06.30", mine.until)
    assert done.card.citation.endswith(" Edition used: one site, by hand.")
    (source,) = added_sources(home)
    assert source.card == done.card
    assert any("presence-usa-site-2019-2>" in line for line in done.lines)
    # The same file under the card alone is refused again: what was read as another edition is not taken for this one.
    with pytest.raises(RefusedFile, match="414 expected"):
        add_known(home, "us-bases", [file], Progress())


def test_an_edition_without_a_day_of_its_own_keeps_that_of_the_card(tmp_path: Path) -> None:
    file = tmp_path / "basedata.csv"
    file.write_text(SITES, encoding="cp1252")
    done = add_known(tmp_path / "home", "us-bases", [file], Progress(), Edition(name="corrected"))
    assert (done.card.version, done.card.horizon) == ("2018.12.31", date(2018, 12, 31))


def test_the_archive_of_a_data_set_is_taken_as_it_was_downloaded(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    archive = tmp_path / "troopdata.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("troopdata/basedata.csv", SITES.encode("cp1252"))
        packed.writestr("troopdata/DESCRIPTION", "A package")
    done = add_known(tmp_path / "home", "us-bases", [archive], Progress(), Edition(name="one site"))
    assert done.rows == {"basedata.csv": 1}
    assert "of no use to us-bases, left out: troopdata/DESCRIPTION" in capsys.readouterr().err
