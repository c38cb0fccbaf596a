"""The alignments name terms that exist, on both sides, in relations that SKOS has."""

import re
from collections import Counter

import pytest
from rdflib import ORG, PROV, SDO

from ontology.iris import PREFIXES
from ontology.matches import Alignment, parse_alignment, read_alignments
from ontology.registry import registered

TABLES = {table.name: table for table in read_alignments()}
RELATIONS = {f"skos:{name}" for name in ("exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch")}
CLOSED = {str(space): space for space in (ORG, PROV)}


def faults(table: Alignment) -> list[str]:
    """Return what is wrong in a table."""
    ours = {entry.name: entry.label for entry in registered() if not entry.replaced_by}
    found = [
        f"the head has no {name}" for name in ("mapping_set_id", "license", "mapping_date") if name not in table.head
    ]
    for match in table.matches:
        row = f"{match.subject} {match.object}"
        if ours.get(match.subject) != match.subject_label:
            found.append(f"{row}: no term {match.subject} with the label {match.subject_label!r}")
        if match.predicate not in RELATIONS:
            found.append(f"{row}: {match.predicate} is no relation of matching")
        if match.justification != "semapv:ManualMappingCuration":
            found.append(f"{row}: no justification")
        if not match.object_label:
            found.append(f"{row}: the other term has no label")
        found += _strangers(table, match.object, row)
    pairs = Counter((match.subject, match.object) for match in table.matches)
    return [*found, *(f"{pair} stands twice" for pair, count in pairs.items() if count > 1)]


def _strangers(table: Alignment, name: str, row: str) -> list[str]:
    try:
        iri = table.expand(name)
    except ValueError as error:
        return [f"{row}: {error}"]
    for start, space in CLOSED.items():
        if iri.startswith(start) and iri.removeprefix(start) not in space:
            return [f"{row}: {iri} does not exist"]
    if iri.startswith(str(SDO)) and iri.removeprefix(str(SDO)) not in SDO:
        return [f"{row}: {iri} does not exist"]
    if iri.startswith(PREFIXES["wd"]) and not re.fullmatch(r"[QP][1-9]\d*", iri.removeprefix(PREFIXES["wd"])):
        return [f"{row}: {iri} is no item or property"]
    return []


@pytest.mark.parametrize("name", TABLES)
def test_an_alignment_is_sound(name: str) -> None:
    assert faults(TABLES[name]) == []


def test_all_the_vocabularies_that_the_project_speaks_of_are_aligned() -> None:
    assert set(TABLES) == {
        "atop", "cow", "dcad", "eli", "followthemoney", "ies", "iso-3166", "schema-org", "w3c", "wikidata",
    }  # fmt: skip
    assert all(table.matches for table in TABLES.values())


HEAD = """#curie_map:
#  kn: "https://w3id.org/kaname/def/"
#  prov: "http://www.w3.org/ns/prov#"
#  wd: "http://www.wikidata.org/entity/"
#mapping_set_id: "https://w3id.org/kaname/alignment/test"
#license: "https://creativecommons.org/licenses/by/4.0/"
#mapping_date: "2026-11-24"
subject_id\tsubject_label\tpredicate_id\tobject_id\tobject_label\tmapping_justification\tcomment
"""
GOOD = "kn:Firm\tfirm\tskos:closeMatch\tprov:Agent\tAgent\tsemapv:ManualMappingCuration\t\n"


def test_a_good_row_passes() -> None:
    assert faults(parse_alignment("test", HEAD + GOOD)) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("kn:Firm", "kn:Frim", "no term kn:Frim"),
        ("\tfirm\t", "\tfirms\t", "with the label 'firms'"),
        ("skos:closeMatch", "owl:sameAs", "owl:sameAs is no relation"),
        ("prov:Agent", "prov:Agnet", "does not exist"),
        ("prov:Agent", "foo:Agent", "the prefix 'foo' of 'foo:Agent' is not in the curie_map"),
        ("prov:Agent", "wd:X12", "is no item or property"),
        ("\tAgent\t", "\t\t", "has no label"),
        ("semapv:ManualMappingCuration", "", "no justification"),
        (GOOD, GOOD + GOOD, "stands twice"),
        ('#license: "https://creativecommons.org/licenses/by/4.0/"\n', "", "the head has no license"),
    ],
)
def test_a_planted_fault_is_caught(old: str, new: str, said: str) -> None:
    found = faults(parse_alignment("test", (HEAD + GOOD).replace(old, new)))
    assert any(said in fault for fault in found), found
