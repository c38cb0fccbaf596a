from ingest.claims import Claim, Fact, Text, entity, kind
from ingest.nquads import quads
from ingest.reconcile import Part, reconcile

BASE = "https://w3id.org/kaname/"


def part(key: str, rank: int, *claims: Claim) -> Part:
    return Part(key, rank, quads(claims, f"{BASE}graph/source-{key}"))


def agreement(name: str, label: str, status: str, *more: Fact) -> Claim:
    facts: tuple[Fact, ...] = (("rdfs:label", Text(label, "en")), ("kn:status", kind(status)), *more)
    return Claim(entity(name).value, ("Agreement",), facts)


def member(name: str, of: str, actor: str) -> Claim:
    facts: tuple[Fact, ...] = (("kn:participatesIn", entity(of)), ("kn:involves", entity(actor)))
    return Claim(entity(name).value, ("Participation",), facts)


NUMBER: Fact = ("dcterms:identifier", Text("ATOP 1"))
CURATED = part("curated", 0, agreement("agr-a", "Ours", "in-force", NUMBER), member("part-a", "agr-a", "usa"))
ATOP = part("atop", 20, agreement("agr-b", "Theirs", "ended", NUMBER), member("part-b", "agr-b", "usa"))


def shown(*parts: Part) -> set[str]:
    lines = reconcile(parts, {}).triples
    return {line.replace(BASE, "").replace("<", "").replace(">", "") for line in lines}


def test_a_double_takes_the_name_of_the_lowest_rank_and_is_said_to_be_replaced() -> None:
    found = shown(ATOP, CURATED)
    assert "id/part-b def/participatesIn id/agr-a" in found
    assert "id/agr-b http://purl.org/dc/terms/isReplacedBy id/agr-a" in found


def test_a_value_with_room_for_one_is_that_of_the_lowest_rank() -> None:
    found = shown(ATOP, CURATED)
    assert "id/agr-a def/status kind/in-force" in found
    assert "id/agr-a def/status kind/ended" not in found
    assert not any("Theirs" in line for line in found)


def test_the_other_sources_word_on_a_party_is_kept_and_marked_as_parallel() -> None:
    found = shown(ATOP, CURATED)
    assert "id/part-b def/assertionStatus kind/parallel-claim" in found
    assert "id/part-a def/assertionStatus kind/parallel-claim" not in found


def test_the_order_of_the_sources_changes_nothing() -> None:
    assert shown(ATOP, CURATED) == shown(CURATED, ATOP)


def test_a_source_alone_is_left_as_it_is() -> None:
    found = shown(ATOP)
    assert "id/agr-b def/status kind/ended" in found
    assert not any("isReplacedBy" in line or "parallel" in line for line in found)


def test_different_values_of_an_open_property_are_both_kept() -> None:
    one = part("curated", 0, agreement("agr-a", "A", "in-force", ("skos:note", Text("one"))))
    two = part("atop", 20, agreement("agr-a", "A", "in-force", ("skos:note", Text("two"))))
    assert sum(1 for line in shown(one, two) if "core#note" in line) == 2
