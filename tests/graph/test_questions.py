"""Each named question parses, runs as it stands, and has a golden answer here."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest

from graph.errors import BadParameter, NotFound, QueryError
from graph.query.guard import check
from graph.query.limits import QueryLimits
from graph.questions import Question, question, questions
from graph.release import Release
from graph.store import ReadStore, open_release_store, rows
from graph.tables import read_tables
from ontology.iris import expand, slug

Answer = list[tuple[str | None, ...]]
ALL = questions()


@pytest.fixture(scope="module")
def store(release: Release) -> Iterator[ReadStore]:
    yield open_release_store(release.store)


def ask(store: ReadStore, name: str, day: str, **values: str) -> Answer:
    return rows(store, question(name).bound(date.fromisoformat(day), values))


# Golden answers, one a question, of the question as it stands in its file.


def _allies(answer: Answer) -> None:
    by_ally = {slug(row[0] or ""): row for row in answer}
    assert len(by_ally) == len(answer)
    assert by_ally["jpn"][1:6] == ("Japan", "absent", "2015-12-31", None, "2016-06-04")
    assert by_ally["phl"][2:6] == ("absent", "2015-12-31", "2017-12-28", None)


def _commitments(answer: Answer) -> None:
    assert len(answer) >= 5
    assert {row[3] for row in answer} == {"2015-04-27"}
    assert {row[4] for row in answer} == {"P393D"}


def _members(answer: Answer) -> None:
    assert len(answer) == 26
    assert [slug(row[0] or "") for row in answer if row[2] == "2004-03-29"] == [
        "bgr",
        "est",
        "lva",
        "ltu",
        "rou",
        "svk",
        "svn",
    ]


def _pair(answer: Answer) -> None:
    by_id = {slug(row[0] or ""): row for row in answer}
    assert by_id["agr-jpn-us-rdpmou-2016"][3] == "2016-06-04"
    assert by_id["agr-us-jpn-1960"][3] == "1960-06-23"
    assert [row[3] for row in answer] == sorted(row[3] or "" for row in answer)


def _who(answer: Answer) -> None:
    assert answer
    assert all((row[4] or "").startswith("https://") for row in answer)


GOLDEN: dict[str, Callable[[Answer], None]] = {
    "allies-without": _allies,
    "commitments-without-acts": _commitments,
    "members": _members,
    "pair-agreements": _pair,
    "who-says": _who,
}


def test_every_question_has_a_golden_answer() -> None:
    assert {q.name for q in ALL} == set(GOLDEN)


@pytest.mark.parametrize("asked", ALL, ids=lambda q: q.name)
def test_a_question_runs_as_it_stands_and_gives_its_golden_answer(store: ReadStore, asked: Question) -> None:
    GOLDEN[asked.name](rows(store, asked.query))


@pytest.mark.parametrize("asked", ALL, ids=lambda q: q.name)
def test_a_question_states_itself_in_both_languages_and_has_a_day(asked: Question) -> None:
    first, second, *_ = asked.query.splitlines()
    assert first.startswith("# ")
    assert second.startswith("# ")
    assert asked.title.endswith("?")
    assert asked.title.isascii()
    assert asked.title_ja.endswith("か。")
    assert asked.parameters[0] == "asOf"


@pytest.mark.parametrize("asked", ALL, ids=lambda q: q.name)
def test_a_question_passes_the_guard_of_the_service(asked: Question) -> None:
    assert check(asked.query, QueryLimits()).form.answer == "table"


@pytest.mark.parametrize("asked", ALL, ids=lambda q: q.name)
def test_a_question_bound_to_its_own_values_gives_the_same_answer(store: ReadStore, asked: Question) -> None:
    day = asked.query.partition('VALUES ?asOf { "')[2][:10]
    assert rows(store, asked.bound(date.fromisoformat(day), {})) == rows(store, asked.query)


@pytest.mark.parametrize(("day", "members"), [("2003-01-01", 19), ("2004-04-01", 26), ("2024-04-01", 32)])
def test_nato_has_its_members_of_the_day(store: ReadStore, day: str, members: int) -> None:
    assert len(ask(store, "members", day)) == members


def test_japan_lacks_the_memorandum_before_it_and_not_after_with_evidence_and_list(
    store: ReadStore, release: Release
) -> None:
    before = {slug(row[0] or ""): row for row in ask(store, "allies-without", "2016-05-24")}
    after = {slug(row[0] or ""): row for row in ask(store, "allies-without", "2016-06-10")}
    assert "jpn" in before
    assert "jpn" not in after
    assert set(after) == set(before) - {"jpn"}
    _, _, status, complete, again, closed, treaties, evidence = before["jpn"]
    assert (status, complete, again, closed) == ("absent", "2015-12-31", None, "2016-06-04")
    assert (treaties or "").split() == [expand("agr-us-jpn-1960")]
    cited = set(read_tables(release).evidence["slug"])
    assert {slug(iri) for iri in (evidence or "").split()} <= cited
    assert len((evidence or "").split()) == 2


def test_a_parameter_takes_an_id_a_prefixed_name_or_an_iri(store: ReadStore) -> None:
    answers = [
        ask(store, "members", "2000-01-01", agreement=a)
        for a in ("agr-us-anzus-1951", "id:agr-us-anzus-1951", expand("agr-us-anzus-1951"))
    ]
    assert answers[0] == answers[1] == answers[2]
    assert [slug(row[0] or "") for row in answers[0]] == ["aus", "usa"]


def test_a_parameter_is_a_name_and_never_syntax(store: ReadStore) -> None:
    assert ask(store, "members", "2000-01-01", agreement="x> } #") == []
    for hostile in ("http://x/> } ; DROP ALL #", 'id:a" }', "id:a> ?p ?o }"):
        with pytest.raises(QueryError):
            ask(store, "members", "2000-01-01", agreement=hostile)


def test_wrong_names_are_answered_with_the_right_ones() -> None:
    with pytest.raises(NotFound, match="no question 'nope'; there are allies-without, commitments-without-acts"):
        question("nope")
    with pytest.raises(NotFound):
        question("../questions")
    with pytest.raises(BadParameter, match="members has no parameter 'stat'; it has agreement"):
        question("members").bound(date(2000, 1, 1), {"stat": "jpn"})
