from pathlib import Path

import pytest

from graph.errors import Merged, NotFound, Withdrawn
from graph.release import Release
from graph.succession import follow
from graph.things import addressed_thing, thing
from ingest.build import build
from ingest.claims import Iri
from ingest.sources.curated.redirects import RedirectRow
from ontology.iris import expand
from tests.ingest.tiny import write_tiny

MOVED = [
    {"old_id": "agr-old", "new_id": "agr-mdt", "since": "2026-01-01", "reason": "the same treaty under two names"},
    {"old_id": "agr-gone", "new_id": "", "since": "2026-01-01", "reason": "no source bears it out"},
]


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Release:
    folder: Path = tmp_path_factory.mktemp("moved")
    return build(folder / "home", sources=write_tiny(folder / "source", {"redirects.csv": MOVED})).release


@pytest.mark.parametrize("name", ["agr-old", "AGR-OLD", " agr-old "])
def test_a_merged_id_names_its_successor_and_why(moved: Release, name: str) -> None:
    for ask in (follow, thing, addressed_thing):
        with pytest.raises(Merged, match="merged into 'agr-mdt'; the same treaty under two names") as merged:
            ask(moved, name)
        assert (merged.value.given, merged.value.successor) == (name, "agr-mdt")


def test_a_withdrawn_id_has_none(moved: Release) -> None:
    with pytest.raises(Withdrawn, match="no source bears it out"):
        thing(moved, "agr-gone")


@pytest.mark.parametrize("name", ["agr-mdt", 'x"> <y', "http://example.org/old"])
def test_any_other_name_passes(moved: Release, name: str) -> None:
    follow(moved, name)


def test_an_id_that_never_was_is_only_not_found(moved: Release) -> None:
    with pytest.raises(NotFound, match="did you mean") as missing:
        thing(moved, "agr-mdd")
    assert type(missing.value) is NotFound


def test_a_row_says_what_became_of_an_id() -> None:
    row = {"old_id": "old", "new_id": "new", "since": "2026-01-01", "reason": "the same treaty"}
    merged = RedirectRow.model_validate(row).claim()
    assert ("dcterms:isReplacedBy", Iri(expand("new"))) in merged.facts
    gone = RedirectRow.model_validate(row | {"new_id": ""}).claim()
    assert ("owl:deprecated", True) in gone.facts
    assert gone.types == ()
