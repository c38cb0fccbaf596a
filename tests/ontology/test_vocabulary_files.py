"""The vocabulary keeps its rules, and each check catches the fault that it is for."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from rdflib import Graph

from graph.questions import questions
from ontology.files import INDEX_RULES, ROOT, lints, schemes, shapes
from ontology.iris import PREFIXES
from tests.graph.sample import SAMPLE
from tests.ontology import checks
from tests.ontology.checks import Vocabulary, name

CHANGELOG = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
ABSTRACT = {"Actor", "Instrument", "Relation"}


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return Vocabulary.read()


@pytest.fixture(scope="module")
def rules() -> Graph:
    found = Graph()
    for path in shapes():
        found.parse(path)
    return found


@pytest.fixture(scope="module")
def facts() -> Graph:
    return Graph().parse(SAMPLE)


Check = Callable[[Vocabulary], Iterator[str]]
PLAIN: dict[str, Check] = {
    check.__name__: check
    for check in (
        checks.budget,
        checks.wording,
        checks.doubles,
        checks.names,
        checks.cycles,
        checks.domains,
        checks.concepts,
        checks.scales,
    )
}
SUPPLY = "skos:broader knk:logistics-and-supply"
MUTUAL = "skos:broader knk:mutual-defence-treaty"
FORMAL = "rdfs:subClassOf kn:Actor, org:FormalOrganization"
TAKES_PART = "rdfs:domain kn:Participation ;"
PLANTED = [
    ("wording", "core.ttl", 'rdfs:label "firm"@en', 'rdfs:label " firm"@en', "stray blanks"),
    ("wording", "core.ttl", 'rdfs:label "firm"@en, "企業"@ja', 'rdfs:label "firm"@en', "Firm: 0 labels in ja"),
    ("wording", "core.ttl", "including a jointly owned one.", "including a jointly owned one", "end with a stop"),
    ("wording", "status.ttl", 'skos:prefLabel "active"@en', 'skos:prefLabel "active"@en, "live"@en', "2 labels in en"),
    ("doubles", "core.ttl", 'rdfs:label "firm"@en', 'rdfs:label "state"@en', "two terms say 'state'"),
    ("doubles", "core.ttl", "kn:Firm\n    a owl:Class", "kn:state\n    a owl:Class", "two cases"),
    ("names", "core.ttl", "kn:Firm\n    a owl:Class", "kn:firmOrBank\n    a owl:Class", "wrong case"),
    ("names", "core.ttl", "kn:Firm\n    a owl:Class", "kn:FirmOrBank\n    a owl:Class", "two ideas"),
    (
        "cycles",
        "core.ttl",
        "rdfs:subClassOf kn:Actor, org:FormalOrganization",
        "rdfs:subClassOf kn:Firm",
        "above itself",
    ),
    (
        "cycles",
        "agreement-kind.ttl",
        "skos:broader knk:mutual-defence-treaty",
        "skos:broader knk:collective-defence-treaty",
        "itself",
    ),
    (
        "domains",
        "core.ttl",
        "rdfs:domain kn:Participation ;",
        "rdfs:domain kn:Participation, kn:Tie ;",
        "several domains",
    ),
    ("domains", "core.ttl", "rdfs:range kn:Source ;", "", "cites has no range"),
    (
        "concepts",
        "agreement-kind.ttl",
        "skos:broader knk:logistics-and-supply",
        "skos:broader knk:ownership",
        "another scheme",
    ),
    (
        "concepts",
        "agreement-kind.ttl",
        "skos:broader knk:logistics-and-supply ;",
        "",
        "top concept or have one broader",
    ),
    ("concepts", "status.ttl", "skos:inScheme knv:status", "skos:inScheme knv:status, knv:role", "in 2 schemes"),
    ("concepts", "agreement-kind.ttl", 'skos:altLabel "EDCA"@en', 'skos:altLabel "SOFA"@en', "'sofa' twice"),
    ("scales", "level.ttl", "kn:levelValue 3", "kn:levelValue 4", "[0, 1, 2, 4, 4]"),
]


@pytest.mark.parametrize("check", PLAIN)
def test_the_files_keep_the_rule(vocabulary: Vocabulary, check: str) -> None:
    assert list(PLAIN[check](vocabulary)) == []


@pytest.mark.parametrize(("check", "file", "old", "new", "said"), PLANTED)
def test_a_planted_fault_is_caught(check: str, file: str, old: str, new: str, said: str) -> None:
    found = list(PLAIN[check](Vocabulary.read((file, old, new))))
    assert any(said in fault for fault in found), found


def test_a_term_over_the_budget_is_caught(vocabulary: Vocabulary, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(checks.BUDGET, "classes", 3)
    assert any("agreed are 3" in fault for fault in checks.budget(vocabulary))


def test_all_that_is_used_is_declared_here_and_exists_elsewhere(
    vocabulary: Vocabulary, rules: Graph, facts: Graph
) -> None:
    for used in (vocabulary.core, vocabulary.schemes, rules, facts):
        assert list(checks.undeclared(vocabulary, used)) == []
        assert list(checks.foreign(used)) == []


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("id:x kn:fromActr id:y .", "fromActr is declared nowhere"),
        ("id:x kn:kind knk:licenced-production .", "licenced-production is no concept"),
        ("id:x a org:FormalOrganisation .", "FormalOrganisation does not exist"),
        ("id:x skos:broadr id:y .", "broadr does not exist"),
        ("skos:Concept rdfs:label 'thing' .", "is redefined"),
    ],
)
def test_a_wrong_name_is_caught(vocabulary: Vocabulary, line: str, said: str) -> None:
    head = "".join(f"@prefix {p}: <{iri}> .\n" for p, iri in PREFIXES.items())
    used = Graph().parse(data=head + line, format="turtle")
    found = [*checks.undeclared(vocabulary, used), *checks.foreign(used)]
    assert any(said in fault for fault in found), found


def own_names(text: str) -> set[str]:
    return set(re.findall(r"\bkn:(\w+)", text))


def queries() -> dict[Path, str]:
    folders = (ROOT.parent / "graph" / "queries", ROOT.parent / "ingest" / "tables")
    paths = [*(path for folder in folders for path in sorted(folder.glob("*.rq"))), *lints(), INDEX_RULES]
    return {path: path.read_text(encoding="utf-8") for path in paths}


def test_every_term_in_a_query_is_declared(vocabulary: Vocabulary) -> None:
    declared = set(map(name, vocabulary.terms))
    assert {
        path.name: own_names(text) - declared for path, text in queries().items() if own_names(text) - declared
    } == {}
    kinds = {name(concept) for concept in vocabulary.concepts}
    for path, text in queries().items():
        assert set(re.findall(r"\bknk:([\w-]+)", text)) <= kinds, path


def test_every_term_serves_a_query_and_has_an_example(vocabulary: Vocabulary, facts: Graph) -> None:
    served = set().union(*map(own_names, queries().values()))
    used = {name(node) for triple in facts + vocabulary.schemes for node in triple}
    wanted = set(map(name, vocabulary.terms)) - ABSTRACT
    assert (wanted - served, wanted - used) == (NOT_ASKED, NOT_SHOWN)


NOT_ASKED: set[str] = set()
NOT_SHOWN: set[str] = set()
"""Terms that no query asks or no example shows; to be empty but for what is named here with its reason."""


def test_every_question_that_asks_a_class_of_ours_asks_one_that_exists(vocabulary: Vocabulary) -> None:
    classes = {name(term) for term in vocabulary.terms if name(term)[0].isupper()}
    for question in questions():
        assert set(re.findall(r"(?<!\?)\ba kn:(\w+)", question.query)) <= classes, question.name


def test_the_header_is_whole(vocabulary: Vocabulary) -> None:
    assert list(checks.header(vocabulary, CHANGELOG)) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('owl:versionInfo "0.2.0"', 'owl:versionInfo "0.9.0"', "does not end in 0.9.0"),
        ('owl:versionInfo "0.2.0"', 'owl:versionInfo "0.9.0"', "no entry for 0.9.0"),
        ('    dcterms:created "2026-11-23"^^xsd:date ;\n', "", "the header has no created"),
    ],
)
def test_a_header_that_lacks_something_is_caught(old: str, new: str, said: str) -> None:
    assert any(said in fault for fault in checks.header(Vocabulary.read(("core.ttl", old, new)), CHANGELOG))


@pytest.fixture(scope="module")
def few(facts: Graph) -> Graph:
    """The facts without the citations, which add nothing to the closure but time."""
    kept = Graph()
    for triple in facts:
        if "/cit-" not in str(triple[0]) and "/cit-" not in str(triple[2]):
            kept.add(triple)
    return kept


def test_the_closure_of_vocabulary_and_sample_holds_no_contradiction(vocabulary: Vocabulary, few: Graph) -> None:
    assert list(checks.contradictions(vocabulary, few)) == []


def test_a_state_that_is_also_a_firm_is_a_contradiction(vocabulary: Vocabulary) -> None:
    wrong = Graph().parse(
        data="@prefix kn: <https://w3id.org/kaname/def/> . <https://w3id.org/kaname/id/jpn> a kn:State, kn:Firm .",
        format="turtle",
    )
    assert any("isjoint" in fault for fault in checks.contradictions(vocabulary, wrong))


def test_every_scheme_stands_in_the_file_of_its_name(vocabulary: Vocabulary) -> None:
    for path in schemes():
        text = path.read_text(encoding="utf-8")
        assert re.findall(r"^knv:([\w-]+)\s+a skos:ConceptScheme", text, re.MULTILINE) == [path.stem]
