from ingest.meeting.firms import Firm, firms, match_firms
from ingest.meeting.match import DIFFERENT, SAME, Matches
from ingest.meeting.names import name_score
from tests.ingest.merged import source

RANKS = {"curated": 0, "gleif": 40, "ftm": 60}


def firm(key: str, name: str, home: str = "usa", *, iri: str = "", lei: str = "") -> Firm:
    return Firm(iri or f"{key}-{name}", key, RANKS[key], name, home, {f"LEI {lei}"} if lei else set())


def joined(*found: Firm, decided: dict[tuple[str, str], str] | None = None) -> Matches:
    return match_firms(found, decided or {})


def test_firms_of_one_identifier_are_one_and_the_lowest_rank_names_it() -> None:
    found = joined(firm("gleif", "A Corp", lei="L1"), firm("curated", "Alpha", lei="L1"))
    assert found.aliases == {"gleif-A Corp": "curated-Alpha"}
    assert [m.reason for m in found.sure] == ["both are LEI L1"]


def test_firms_of_one_name_and_country_are_one_for_a_reason_that_is_written_down() -> None:
    found = joined(firm("gleif", "Lockheed Martin Corporation"), firm("curated", "Lockheed Martin"))
    assert found.aliases == {"gleif-Lockheed Martin Corporation": "curated-Lockheed Martin"}
    assert [m.reason for m in found.sure] == ["same country; words 1.00, letters 1.00"]


def test_other_legal_forms_and_like_names_are_candidates_only() -> None:
    found = joined(firm("gleif", "Thales SA"), firm("curated", "Thales Ltd"), firm("ftm", "Thales Alenia Space Ltd"))
    assert found.aliases == {}
    assert [(m.score, m.reason) for m in found.candidates] == [
        (0.9, "same country; words 1.00, letters 1.00, other legal forms")
    ]


def test_one_name_in_two_countries_is_no_match() -> None:
    assert joined(firm("gleif", "Alpha", "usa"), firm("curated", "Alpha", "jpn")) == Matches((), ())


def test_one_name_under_two_identifiers_is_two_firms() -> None:
    found = joined(firm("gleif", "Alpha", lei="L1"), firm("curated", "Alpha", lei="L2"))
    assert found == Matches((), ())


def test_an_identifier_of_two_firms_of_one_source_settles_nothing() -> None:
    two = firm("gleif", "A", iri="gleif-1", lei="L1"), firm("gleif", "B", iri="gleif-2", lei="L1")
    found = joined(*two, firm("curated", "C", lei="L1"))
    assert found.aliases == {}
    assert {m.alias for m in found.candidates} == {"gleif-1", "gleif-2"}


def test_a_persons_word_stands_above_every_rule() -> None:
    alike = firm("gleif", "Alpha Systems"), firm("curated", "Alpha Sys")
    pair = ("curated-Alpha Sys", "gleif-Alpha Systems")
    assert joined(*alike, decided={pair: SAME}).aliases == {"gleif-Alpha Systems": "curated-Alpha Sys"}
    same = firm("gleif", "Alpha"), firm("curated", "Alpha")
    assert joined(*same, decided={("curated-Alpha", "gleif-Alpha"): DIFFERENT}) == Matches((), ())


def test_a_pair_is_asked_once_by_the_names_that_stand() -> None:
    ours = firm("curated", "Kawasaki Heavy Industries"), firm("curated", "Kawasaki Heavy Industry Boats")
    theirs = firm("gleif", "Kawasaki Heavy Industry Works"), firm("ftm", "Kawasaki Heavy Industry Works Ltd")
    found = joined(*ours, *theirs)
    assert found.aliases == {"ftm-Kawasaki Heavy Industry Works Ltd": "gleif-Kawasaki Heavy Industry Works"}
    assert [(m.canonical, m.alias) for m in found.candidates] == [
        ("curated-Kawasaki Heavy Industries", "gleif-Kawasaki Heavy Industry Works"),
        ("curated-Kawasaki Heavy Industry Boats", "gleif-Kawasaki Heavy Industry Works"),
    ]


def test_a_likeness_to_a_firm_already_found_asks_nothing_of_its_own_source() -> None:
    found = joined(firm("curated", "Alpha Heavy"), firm("curated", "Alpha Heavy Boats"), firm("gleif", "Alpha Heavy"))
    assert (found.aliases, found.candidates) == ({"gleif-Alpha Heavy": "curated-Alpha Heavy"}, ())


def test_accents_dots_and_short_legal_forms_make_no_difference() -> None:
    assert name_score("Société Générale S.A.", "Societe Generale").value == 1
    assert name_score("Acme Incorporated", "ACME Inc.").value == 1


def test_a_name_that_is_all_legal_form_matches_nothing() -> None:
    assert name_score("The Group Ltd", "The Group Ltd").value == 0


def test_the_curated_firms_are_read_with_their_seats_and_numbers() -> None:
    found = {f.iri.rpartition("/")[2]: f for f in firms(source("curated"))}
    assert found["firm-mhi"].home.endswith("/jpn")
    assert any(i.startswith("Wikidata Q") for f in found.values() for i in f.identifiers)
