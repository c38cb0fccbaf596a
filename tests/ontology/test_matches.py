"""The alignments name terms that exist, on both sides, in relations that SKOS has."""

import re
from collections import Counter

import pytest
from rdflib import ORG, PROV, SDO

from ingest.sources.atop.columns import AllianceRow, MemberRow
from ingest.sources.cow_alliances.members import MemberRow as CowMemberRow
from ingest.sources.cow_nmc.read import INDICATORS
from ingest.sources.dcad.columns import KINDS
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
    found += _unequal(table)
    pairs = Counter((match.subject, match.object) for match in table.matches)
    return [*found, *(f"{pair} stands twice" for pair, count in pairs.items() if count > 1)]


def _unequal(table: Alignment) -> list[str]:
    """Two terms that both match a third exactly would be one and the same."""
    exact = [match for match in table.matches if match.predicate == "skos:exactMatch"]
    counts = Counter(name for match in exact for name in (match.subject, match.object))
    return [f"{name} matches two terms exactly" for name, count in counts.items() if count > 1]


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


NO_COUNTERPART = {"kn:Dependency", "kn:Impediment", "kn:Listing", "kn:ReleaseRule", "kn:Requirement", "kn:Scenario"}
"""Classes for which none of these vocabularies has a term that is near: they are what the project adds."""


def test_every_class_is_aligned_or_known_to_have_no_counterpart() -> None:
    aligned = {match.subject for table in TABLES.values() for match in table.matches}
    classes = {entry.name for entry in registered() if entry.kind == "class" and not entry.replaced_by}
    assert classes - aligned == NO_COUNTERPART


READ = {
    "atop": {*AllianceRow._fields, *MemberRow._fields},
    "cow": {*CowMemberRow._fields, *INDICATORS, "milex", "nmc", "state"},
    "dcad": {kind.lower() for kind in KINDS},
}
"""The columns and categories that the connectors read, in lower case; for COW also two names of whole data sets."""


def unread(name: str, table: Alignment) -> set[str]:
    """Return the codes of a data set that its connector does not know."""
    return {match.object for match in table.matches if match.object.partition(":")[2].lower() not in READ[name]}


@pytest.mark.parametrize("name", READ)
def test_the_codes_of_a_data_set_are_those_that_its_connector_reads(name: str) -> None:
    assert unread(name, TABLES[name]) == set()


def test_a_code_that_no_connector_reads_is_caught() -> None:
    row = GOOD.replace("prov:Agent", "prov:DEFENCE")
    assert unread("atop", parse_alignment("test", HEAD + row)) == {"prov:DEFENCE"}


HEAD = """#curie_map:
#  kn: "https://w3id.org/kaname/def/"
#  prov: "http://www.w3.org/ns/prov#"
#  wd: "http://www.wikidata.org/entity/"
#mapping_set_id: "https://w3id.org/kaname/alignment/test"
#license: "https://creativecommons.org/licenses/by/4.0/"
#mapping_date: "2026-11-24"
subject_id\tsubject_label\tpredicate_id\tobject_id\tobject_label\tmapping_justification\tcomment
"""
EXACT = "kn:Firm\tfirm\tskos:exactMatch\tprov:Agent\tAgent\tsemapv:ManualMappingCuration\t\n"
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
        (GOOD, EXACT + EXACT.replace("prov:Agent", "prov:Entity"), "kn:Firm matches two terms exactly"),
        ('#license: "https://creativecommons.org/licenses/by/4.0/"\n', "", "the head has no license"),
    ],
)
def test_a_planted_fault_is_caught(old: str, new: str, said: str) -> None:
    found = faults(parse_alignment("test", (HEAD + GOOD).replace(old, new)))
    assert any(said in fault for fault in found), found
