"""RDF from outside is told at once what the build would refuse of it, in our words, and nothing is fetched for it."""

import re
from datetime import date
from pathlib import Path

import pytest

from graph.errors import RefusedFile
from graph.store import parsed_triples
from ingest.adding import RdfNames, add_rdf
from ingest.compiled import Compiled
from ingest.progress import Progress
from ingest.rdf.checks import faults

HEAD = """
@prefix id: <https://w3id.org/kaname/id/> .
@prefix kn: <https://w3id.org/kaname/def/> .
@prefix knk: <https://w3id.org/kaname/kind/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
CARD = """
key = "mine"
title = "Mine"
publisher = "Me"
version = "2026.01.31"
url = "https://example.org/mine"
licence = "CC BY 4.0"
licence_url = "https://creativecommons.org/licenses/by/4.0/"
redistributable = true
citation = "Me (2026)."
horizon = 2026-01-31
maintained = false
completeness = "sample"
"""


def added(folder: Path, content: str, name: str = "t.ttl", card: Path | None = None) -> Compiled:
    file = folder / name
    file.write_text(content, encoding="utf-8")
    return add_rdf(folder / "home", RdfNames("mine", card, date(2026, 1, 1)), [file], Progress())


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ('kn:validFrom "2001"^^xsd:gYear', r"kn:validFrom takes xsd:date; write it as .2020-01-31.\^\^xsd:date"),
        ('kn:validFrom "2001-02-03"', "kn:validFrom takes xsd:date"),
        ('kn:validFrom "2001-02-03T00:00:00Z"^^xsd:dateTime', "kn:validFrom takes xsd:date"),
        ("kn:value 5", "kn:value takes xsd:decimal; write it as 5.0"),
        ('kn:allPartiesListed "yes"', "kn:allPartiesListed takes xsd:boolean; write it as true"),
        ('kn:involves "Japan"', "kn:involves takes the name of a thing, not a text; write an IRI"),
        ("kn:lei id:jpn", "kn:lei takes a text, a number or a date"),
        ('kn:lei "123"', "kn:lei is of the form"),
        ("a kn:Tie ; kn:kind knk:acsa", "kn:kind takes a concept of the scheme tie-kind here"),
        ("a kn:Tie ; kn:share 51.0", "kn:share is at most 1"),
        ("a kn:Tie ; kn:fromActor id:jpn, id:usa", "a thing has one kn:fromActor, and 2 are stated"),
        ("kn:sined id:jpn", "id:x kn:sined id:jpn: no such property; did you mean kn:signedOn"),
    ],
)
def test_a_value_that_a_property_does_not_take_is_refused_in_our_words(
    tmp_path: Path, statement: str, words: str
) -> None:
    file = tmp_path / "t.ttl"
    file.write_text(f"{HEAD} id:x {statement} .", encoding="utf-8")
    told = list(faults(parsed_triples(file, "Turtle", "t")))
    assert told
    assert all(re.search(words, fault) for fault in told)


def test_what_a_class_needs_and_the_file_does_not_state_is_noted(tmp_path: Path) -> None:
    done = added(tmp_path, f'{HEAD} id:x a kn:Firm ; rdfs:label "X" . id:jpn skos:note "A note." .')
    note, label = done.notes
    assert label == (
        'id:x: rdfs:label has no language, and pages and questions look for a name in one; give it, as in "..."@en'
    )
    assert note.startswith("id:x does not state kn:evidence, kn:homeState, which every Firm needs")


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("t.jsonld", '{"@context": "https://schema.org/", "name": "a"}', "a remote context is not fetched; write what"),
        ("t.jsonld", '{"@id": "https://w3id.org/kaname/id/x", "name": "a"}', "holds no statement; give it a @context"),
        ("t.jsonld", '{"a": 1, "a": 2}', "the key 'a' stands twice"),
        ("t.jsonld", "[" * 200 + "]" * 200, "nests deeper than 100 levels"),
        ("t.ttl", "# nothing\n", "holds no statement; is this the file"),
    ],
)
def test_a_file_that_says_nothing_or_leads_elsewhere_is_refused(
    tmp_path: Path, name: str, content: str, words: str
) -> None:
    with pytest.raises(RefusedFile, match=words):
        added(tmp_path, content, name)


@pytest.mark.parametrize("head", ["", "[source]\n"])
def test_a_card_may_be_that_of_a_mapping_and_is_never_one_of_the_program(tmp_path: Path, head: str) -> None:
    card = tmp_path / "card.toml"
    card.write_text(head + CARD, encoding="utf-8")
    done = added(tmp_path, f'{HEAD} id:jpn skos:note "A note." .', card=card)
    assert (done.card.title, done.card.bundled) == ("Mine", False)
    assert any("<https://w3id.org/kaname/id/src-mine> <http://purl.org/dc/terms/title>" in line for line in done.lines)


def test_a_name_that_nothing_describes_is_told_and_a_former_state_is_described(tmp_path: Path) -> None:
    said = "id:x kn:involves id:JPN, id:csk-1918, id:usa, id:firm-nowhere ."
    done = added(tmp_path, f"{HEAD} {said}")
    assert [note.partition(": correct")[0] for note in done.notes] == [
        "a statement names 'JPN', which nothing here describes; ids are in lower case",
        "a statement names 'firm-nowhere', which nothing here describes",
    ]
    assert any('"Czechoslovakia"@en' in line for line in done.lines)
