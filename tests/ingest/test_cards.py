import csv
from pathlib import Path

import pytest
from pydantic import ValidationError

from graph.errors import BuildError
from ingest.cards import Edition, as_edition, read_card
from ingest.documented import document_id
from ingest.source import SOURCES, find_sources, known_sources

GOOD = (SOURCES / "curated" / "source.toml").read_text(encoding="utf-8")


def changed(folder: Path, old: str, new: str) -> Path:
    assert GOOD.count(old) == 1
    path = folder / "source.toml"
    path.write_text(GOOD.replace(old, new), encoding="utf-8")
    return path


def test_each_source_has_a_card_named_for_its_folder() -> None:
    assert [source.card.key.replace("-", "_") for source in known_sources()] == [
        path.parent.name for path in sorted(SOURCES.glob("*/source.toml"))
    ]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('title = "Kaname curated facts"', "", "field 'title': Field required"),
        ("redistributable = true", "redistributable = true\ncolour = 1", "field 'colour': Extra inputs"),
        ("horizon = 2026-11-23", "horizon = 2026-11-33", "not TOML"),
        ('version = "2026.11.24"\nurl', 'version = "v1"\nurl', "field 'version'"),
        ('completeness = "sample"', 'completeness = "some"', "field 'completeness'"),
        (
            'licence_url = "https://creativecommons.org/licenses/by/4.0/"',
            'licence_url = "CC BY"',
            "field 'licence_url'",
        ),
    ],
)
def test_a_wrong_card_names_the_file_the_field_and_the_value(tmp_path: Path, old: str, new: str, said: str) -> None:
    path = changed(tmp_path, old, new)
    with pytest.raises(BuildError, match=said) as raised:
        read_card(path)
    assert str(path) in str(raised.value)


def test_a_folder_without_a_source_says_what_a_source_is(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match=r"a source is a folder with a source\.toml"):
        find_sources(tmp_path)
    with pytest.raises(BuildError, match="there is no card"):
        read_card(tmp_path / "source.toml")


def test_no_connector_takes_the_name_of_a_document_that_the_curated_facts_cite() -> None:
    with (SOURCES / "curated" / "sources.csv").open(encoding="utf-8", newline="") as lines:
        curated = {row["source_id"] for row in csv.DictReader(lines)}
    named = {document_id(source.card) for source in known_sources() if source.card.key != "curated"}
    assert named & curated == set()


def test_a_missing_field_is_named_without_the_whole_file(tmp_path: Path) -> None:
    path = changed(tmp_path, 'title = "Kaname curated facts"', "")
    with pytest.raises(BuildError) as raised:
        read_card(path)
    assert str(raised.value) == f"{path}: field 'title': Field required; add it"


def test_another_edition_stands_in_the_citation_and_in_the_entry() -> None:
    card = read_card(SOURCES / "atop" / "source.toml")
    mine = as_edition(card, Edition(name="corrected by us"))
    assert (mine.citation, mine.expected) == (f"{card.citation} Edition used: corrected by us.", {})
    assert mine.bibtex.endswith("codebook of 9 August 2022},\n  version = {corrected by us},\n}")


@pytest.mark.parametrize("name", ["", "a{b}", "a\\b", "a\nb", "a\x00"])
def test_the_name_of_an_edition_cannot_break_a_citation(name: str) -> None:
    with pytest.raises(ValidationError):
        Edition(name=name)
