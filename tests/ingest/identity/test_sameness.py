from pathlib import Path

import pytest

from graph.errors import BuildError
from ingest.identity.described import Described, describe
from ingest.identity.review import read_decisions, write_review
from ingest.identity.sameness import Sameness, same_things
from ingest.identity.scores import agreement_score, firm_score

RANKS = {"curated": 0, "gleif": 40, "ftm": 60}


def firm(source: str, name: str, home: str = "<usa>", *, key: str = "", lei: str = "") -> Described:
    identifiers = {("LEI", f'"{lei}"')} if lei else set()
    return Described(f"<{source}-{key or name}>", source, "firm", name, identifiers, home)


def pact(source: str, parties: set[str], day: str, key: str = "x") -> Described:
    return Described(f"<{source}-{key}>", source, "agreement", "A pact", set(), "", day, parties)


def joined(*things: Described, decisions: dict[frozenset[str], str] | None = None) -> Sameness:
    return same_things(things, RANKS, decisions or {})


def test_firms_of_one_identifier_are_one_and_the_lowest_rank_names_it() -> None:
    found = joined(firm("gleif", "A Corp", lei="L1"), firm("curated", "Alpha", lei="L1"))
    assert found.canonical == {"<gleif-A Corp>": "<curated-Alpha>"}
    assert found.matches[0].reason == "same LEI L1"


def test_firms_of_one_name_and_country_are_one_and_it_is_written_down() -> None:
    found = joined(firm("gleif", "Lockheed Martin Corporation"), firm("curated", "Lockheed Martin"))
    assert found.canonical == {"<gleif-Lockheed Martin Corporation>": "<curated-Lockheed Martin>"}
    assert (found.matches[0].score, found.matches[0].done) == (1.0, True)


def test_other_legal_forms_and_like_names_are_only_proposed() -> None:
    found = joined(firm("gleif", "Thales SA"), firm("curated", "Thales Ltd"), firm("ftm", "Thales Alenia Space"))
    assert found.canonical == {}
    assert {(m.score, m.done) for m in found.matches} == {(0.9, False)}


def test_one_name_in_two_countries_is_no_match() -> None:
    assert firm_score(firm("gleif", "Alpha", "<usa>"), firm("curated", "Alpha", "<jpn>")).value == 0
    assert joined(firm("gleif", "Alpha", "<usa>"), firm("curated", "Alpha", "<jpn>")).matches == ()


def test_two_things_of_one_source_are_never_joined() -> None:
    found = joined(
        firm("gleif", "A", key="1", lei="L1"), firm("gleif", "B", key="2", lei="L1"), firm("curated", "C", lei="L1")
    )
    assert found.canonical == {}
    assert [m.reason for m in found.matches] == ["shared LEI L1", "shared LEI L1"]


def test_agreements_of_one_day_and_the_same_parties_are_proposed_not_joined() -> None:
    found = joined(pact("gleif", {"<a>", "<b>"}, "1951-09-08"), pact("curated", {"<a>", "<b>"}, "1951-09-08"))
    assert found.canonical == {}
    assert [(m.score, m.reason) for m in found.matches] == [(1.0, "parties 1.00; 0 days apart")]


def test_years_apart_are_no_match() -> None:
    assert agreement_score(pact("gleif", {"<a>"}, "1951-09-08"), pact("ftm", {"<a>"}, "1960-01-19")).value == 0


def test_the_users_word_decides() -> None:
    pair = (pact("gleif", {"<a>", "<b>"}, "1951-09-08"), pact("curated", {"<a>", "<b>"}, "1951-09-08"))
    same = joined(*pair, decisions={frozenset(("<gleif-x>", "<curated-x>")): "same"})
    assert same.canonical == {"<gleif-x>": "<curated-x>"}
    firms = (firm("gleif", "Alpha"), firm("curated", "Alpha"))
    parted = joined(*firms, decisions={frozenset(("<gleif-Alpha>", "<curated-Alpha>")): "different"})
    assert parted.canonical == {}


def test_the_review_file_keeps_what_the_user_decided(tmp_path: Path) -> None:
    base = "https://w3id.org/kaname/id/"
    things = {
        f"<{base}{name}>": Described(f"<{base}{name}>", source, "agreement", name, set(), "", "1951-09-08", {"<a>"})
        for name, source in (("agr-x", "gleif"), ("agr-y", "curated"))
    }
    matches = same_things(things.values(), RANKS, {}).matches
    review = tmp_path / "review.csv"
    assert write_review(review, matches, things, {}) == 1
    review.write_text(review.read_text().replace(",no,", ",no,different"))
    decisions = read_decisions(review)
    assert list(decisions.values()) == ["different"]
    assert write_review(review, same_things(things.values(), RANKS, decisions).matches, things, decisions) == 0
    assert read_decisions(review) == decisions


def test_another_word_in_the_review_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "review.csv").write_text("a,b,decision\nx,y,maybe\n")
    with pytest.raises(BuildError, match="write same or different"):
        read_decisions(tmp_path / "review.csv")


def test_what_matching_needs_is_read_out_of_lines() -> None:
    kn, base = "https://w3id.org/kaname/def/", "https://w3id.org/kaname/id/"
    graph = f" <{base}g> .\n"
    lines = [
        f"<{base}agr> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{kn}Agreement>{graph}",
        f'<{base}agr> <{kn}signedOn> "1951-09-08"^^<http://www.w3.org/2001/XMLSchema#date>{graph}',
        f'<{base}agr> <http://www.w3.org/2000/01/rdf-schema#label> "A pact"@en{graph}',
        f"<{base}part> <{kn}participatesIn> <{base}agr>{graph}",
        f"<{base}part> <{kn}involves> <{base}usa>{graph}",
    ]
    (found,) = describe("atop", lines).values()
    assert (found.label, found.day, found.parties) == ("A pact", "1951-09-08", {f"<{base}usa>"})
