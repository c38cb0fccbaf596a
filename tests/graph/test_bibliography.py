"""The BibTeX of sources can be parsed and set, whatever stands in their cards."""

import re
from dataclasses import replace

import pytest

from graph.bibliography import bibtex, escaped
from graph.release import Release, current_release
from ingest.build import build
from ingest.cards import Edition, as_edition
from ingest.source import Source, known_sources
from tests.ingest.tiny import write_tiny


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    folder = tmp_path_factory.mktemp("cited")
    build(folder / "home", sources=write_tiny(folder / "tiny"))
    return current_release(folder / "home")


def parts(text: str) -> dict[str, dict[str, str]]:
    """Return the fields of each entry by its key, as BibTeX reads them: by counting braces."""
    found: dict[str, dict[str, str]] = {}
    for entry in re.split(r"\n\n", text.strip()):
        assert depth(entry) == [0, 0], entry
        head = re.match(r"@(\w+)\{([\w-]+),\n", entry)
        assert head, entry
        fields = re.findall(r"^  (\w+) = \{(.*)\},?$", entry, re.M)
        assert all(depth(value) == [0, 0] for _, value in fields), entry
        assert head[2] not in found
        found[head[2]] = dict(fields)
    return found


def depth(text: str) -> list[int]:
    """Return how deep the braces of a text end, and the lowest that they go."""
    lowest = at = 0
    for sign in text:
        at += {"{": 1, "}": -1}.get(sign, 0)
        lowest = min(lowest, at)
    return [at, lowest]


def with_source(release: Release, **changed: str) -> Release:
    (source,) = release.manifest.sources
    manifest = release.manifest.model_copy(update={"sources": [source.model_copy(update=changed)]})
    return replace(release, manifest=manifest)


def test_the_entry_made_from_a_card_holds_title_publisher_year_version_and_licence(release: Release) -> None:
    (fields,) = parts(bibtex(release)).values()
    assert set(fields) == {"title", "author", "year", "version", "url", "note"}
    assert "Licence: " in fields["note"]


def test_no_sign_of_a_card_breaks_the_entry(release: Release) -> None:
    wild = r"50% of {the} A&B_C #1 \input{x} ~ ^ $ }{"
    odd = with_source(release, title=wild, publisher=wild, edition=wild, citation=wild + "\n\n@misc{x,")
    (fields,) = parts(bibtex(odd)).values()
    plain = re.sub(
        r"\\(?:lbrace|rbrace|textbackslash|textasciitilde|textasciicircum)\{\}|\\[&%$#_]", "", fields["title"]
    )
    assert not set(plain) & set("&%$#_{}~^\\")


@pytest.mark.parametrize("source", known_sources(), ids=lambda source: str(source.card.key))
@pytest.mark.parametrize("edition", ["", "5% & more"])
def test_the_entry_of_every_card_can_be_parsed_with_and_without_an_edition(
    source: Source, edition: str, release: Release
) -> None:
    card = as_edition(source.card, Edition(name=edition)) if edition else source.card
    found = with_source(release, key=card.key, bibtex=card.bibtex, edition=card.edition)
    (fields,) = parts(bibtex(found)).values()
    assert fields.get("version", "") == escaped(edition) if edition else "title" in fields
