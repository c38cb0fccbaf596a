"""Of several added sources that speak of a thing, the one that states the words at fault is left out, and no other."""

from datetime import date
from pathlib import Path

from ingest.adding import RdfNames, add_rdf
from ingest.build import Build, build
from ingest.progress import Progress
from tests.ingest.tiny import write_tiny

HEAD = """
@prefix id: <https://w3id.org/kaname/id/> .
@prefix kn: <https://w3id.org/kaname/def/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""


def built(folder: Path, **sources: str) -> Build:
    for key, said in sources.items():
        file = folder / f"{key}.ttl"
        file.write_text(HEAD + said, encoding="utf-8")
        add_rdf(folder / "home", RdfNames(key, None, date(2026, 1, 1)), [file], Progress())
    return build(folder / "home", sources=write_tiny(folder / "tiny"))


def test_a_source_that_speaks_of_the_same_thing_is_not_blamed(tmp_path: Path) -> None:
    made = built(tmp_path, fair='id:usa skos:note "A note of mine."@en .', foul="id:usa a kn:Firm .")
    assert made.failed == ("foul",)
    assert {source.key for source in made.release.manifest.sources} >= {"fair"}


def test_where_nobody_states_it_alone_all_that_speak_of_it_are_blamed(tmp_path: Path) -> None:
    one = "id:agr-one a kn:Agreement ."
    made = built(tmp_path, first=one, second=one)
    assert made.failed == ("first", "second")


def test_a_source_is_blamed_that_only_names_what_is_at_odds(tmp_path: Path) -> None:
    typed, kind = "id:mine a kn:Tie .", "id:mine kn:kind <https://w3id.org/kaname/kind/acsa> ."
    made = built(tmp_path, fair='id:usa skos:note "A note of mine."@en .', typed=typed, foul=kind)
    assert set(made.failed) == {"typed", "foul"}
    assert {source.key for source in made.release.manifest.sources} >= {"fair"}
