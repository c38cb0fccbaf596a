"""Our published queries run, on a small graph in the true shape of Wikidata's, and their answers are taken in."""

from pathlib import Path

import pytest
from pyoxigraph import QueryResultsFormat, QuerySolutions, RdfFormat, Store

import ingest.sources.wikidata
from tests.ingest.reading import reader
from tests.ingest.said import Said, problems

read = reader("wikidata")

QUERIES = Path(ingest.sources.wikidata.__file__ or "").parent / "queries"
# Truthy values under wdt:, whole statements under p: and ps:, their times as nodes with a precision under psv:, pqv:.
GRAPH = """
@prefix p: <http://www.wikidata.org/prop/> . @prefix ps: <http://www.wikidata.org/prop/statement/> .
@prefix psv: <http://www.wikidata.org/prop/statement/value/> .
@prefix pqv: <http://www.wikidata.org/prop/qualifier/value/> . @prefix s: <http://www.wikidata.org/entity/statement/> .
@prefix wd: <http://www.wikidata.org/entity/> . @prefix wdt: <http://www.wikidata.org/prop/direct/> .
@prefix v: <http://www.wikidata.org/value/> . @prefix wikibase: <http://wikiba.se/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

wd:Q30 wdt:P298 "USA" ; wdt:P297 "US" . wd:Q142 wdt:P298 "FRA" ; wdt:P297 "FR" . wd:Q17 wdt:P298 "JPN" ; wdt:P297 "JP" .
wd:Q9001 wdt:P279 wd:Q1127126 .

# An alliance of a kind of alliance, with its founding treaty, and members: one left, one statement is deprecated.
wd:Q1 wdt:P31 wd:Q9001 ; wdt:P457 wd:Q2 ; rdfs:label "A League"@en, "Une ligue"@fr, "\u540c\u76df"@ja .
wd:Q142 p:P463 s:m1 . s:m1 ps:P463 wd:Q1 ; wikibase:rank wikibase:NormalRank ; pqv:P580 v:d1949 ; pqv:P582 v:y1966 .
wd:Q30 p:P463 s:m2 . s:m2 ps:P463 wd:Q1 ; wikibase:rank wikibase:PreferredRank ; pqv:P580 v:d1949 .
wd:Q17 p:P463 s:m3 . s:m3 ps:P463 wd:Q1 ; wikibase:rank wikibase:DeprecatedRank .
v:d1949 wikibase:timeValue "1949-04-04T00:00:00Z"^^xsd:dateTime ; wikibase:timePrecision 11 .
v:y1966 wikibase:timeValue "1966-01-01T00:00:00Z"^^xsd:dateTime ; wikibase:timePrecision 9 .
v:m1949 wikibase:timeValue "1949-08-01T00:00:00Z"^^xsd:dateTime ; wikibase:timePrecision 10 .

# Its treaty: two signatories, and a third that is said to be unknown.
wd:Q2 rdfs:label "The Treaty"@en ; p:P585 s:t1 ; p:P7588 s:t2 ; wdt:P1891 wd:Q30, wd:Q142,
  <http://www.wikidata.org/.well-known/genid/0123456789abcdef> .
s:t1 psv:P585 v:d1949 . s:t2 psv:P7588 v:m1949 .

# A firm of the arms industry with a parent, and one of another industry.
wd:Q3 wdt:P452 wd:Q392933 ; wdt:P17 wd:Q17 ; rdfs:label "Arms Works"@en ; wdt:P1278 "6SHGI4ZSSLCXXQSBB395" ;
  wdt:P856 <https://example.org/> ; wdt:P749 wd:Q4 .
wd:Q5 wdt:P452 wd:Q3477363 ; wdt:P17 wd:Q17 ; rdfs:label "Air Works"@en ;
  wdt:P749 <http://www.wikidata.org/.well-known/genid/ffff> .
wd:Q6 wdt:P452 wd:Q8148 ; wdt:P17 wd:Q17 ; rdfs:label "A Bakery"@en .
"""


@pytest.fixture
def said(tmp_path: Path) -> Said:
    store = Store()
    store.load(GRAPH.encode(), format=RdfFormat.TURTLE)
    for path in sorted(QUERIES.glob("*.rq")):
        found = store.query(path.read_text(encoding="utf-8"))
        assert isinstance(found, QuerySolutions)
        (tmp_path / f"{path.stem}.json").write_bytes(found.serialize(format=QueryResultsFormat.JSON) or b"")
    reading = read(tmp_path)
    assert problems(reading) == []
    assert dict(reading.rows) == {"firms.json": 2, "memberships.json": 2, "treaties.json": 3}
    return Said(reading)


def test_members_are_those_of_statements_that_stand(said: Said) -> None:
    left = said.of("part-wd-q1-fra-member-1")
    ended = left["validTo"] + left["validToLatest"]
    assert (left["validFrom"], ended) == (["1949-04-04"], ["1966-01-01", "1966-12-31"])
    assert "validTo" not in said.of("part-wd-q1-usa-member-1")
    assert len(said.typed("Participation")) == 4  # two members of the alliance, two signatories of the treaty


def test_a_treaty_with_an_unknown_party_says_that_its_parties_are_not_all_listed(said: Said) -> None:
    treaty = said.of("agr-wd-q2")
    assert (treaty["label"], treaty["signedOn"]) == (["The Treaty"], ["1949-04-04"])
    assert (treaty["validFrom"], treaty["validFromLatest"]) == (["1949-08-01"], ["1949-08-31"])
    assert treaty["allPartiesListed"] == ["False"]


def test_firms_are_those_of_the_two_industries(said: Said) -> None:
    firms = {v["label"][0]: v for v in said.where("Firm")}
    assert set(firms) == {"Arms Works", "Air Works"}
    assert firms["Arms Works"]["lei"] == ["6SHGI4ZSSLCXXQSBB395"]
    assert firms["Arms Works"]["note"] == ["Parent organisation, by Wikidata: Q4"]
    assert "note" not in firms["Air Works"]
