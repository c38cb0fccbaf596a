from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import ReleaseError
from graph.release import Release
from graph.search import fold, search, write_index
from graph.tables import SCHEMAS

NAMES = [
    ("jpn", "state", "Japan", "日本", "JPN"),
    ("usa", "state", "United States", "アメリカ合衆国", "USA"),
    ("agr-acsa", "agreement", "Acquisition and Cross-Servicing Agreement", "日米物品役務相互提供協定", None),
    ("agr-guide", "agreement", "Guidelines for Japan–U.S. Defense Cooperation", "日米防衛協力のための指針", None),
    ("firm-nec", "firm", "NEC Corporation", "日本電気", None),
    ("firm-odd", "firm", "100% Steel_Works (Québec)", None, None),
    ("firm-even", "firm", "100X SteelXWorks", None, None),
    ("firm-html", "firm", "<img src=x onerror=alert(1)>", None, None),
    ("prog-gigi", "programme", "Kawagana", "かわガナ", None),
]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory, release: Release) -> Release:
    """A release whose index holds the names above and nothing else."""
    folder = tmp_path_factory.mktemp("a home? with #marks")
    (folder / "tables").mkdir()
    rows = [(slug, kind, label, label_ja, None, None, code) for slug, kind, label, label_ja, code in NAMES]
    pl.DataFrame(rows, schema=SCHEMAS["entities"], orient="row").write_parquet(folder / "tables" / "entities.parquet")
    write_index(folder / "tables", folder / "search")
    return replace(release, path=folder)


def found(release: Release, query: str, *types: str) -> list[str]:
    return [hit.id for hit in search(release, query, types)]


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("指針", ["agr-guide"]),
        ("日本", ["jpn", "firm-nec"]),
        ("協定", ["agr-acsa"]),
        ("米", ["agr-acsa", "agr-guide"]),
    ],
)
def test_one_or_two_japanese_characters_find_the_names_that_hold_them(
    small: Release, query: str, ids: list[str]
) -> None:
    assert found(small, query) == ids


@pytest.mark.parametrize("query", ["ＪＡＰＡＮ", "japan", "JaPaN", "Japan ", "　japan"])
def test_width_and_case_make_no_difference(small: Release, query: str) -> None:
    assert found(small, query)[0] == "jpn"


@pytest.mark.parametrize("query", ["アメリカ", "あめりか", "ｱﾒﾘｶ"])
def test_kana_and_its_width_make_no_difference(small: Release, query: str) -> None:
    assert found(small, query) == ["usa"]


def test_voicing_marks_tell_words_apart(small: Release) -> None:
    assert found(small, "カワガナ") == found(small, "ｶﾜｶﾞﾅ") == ["prog-gigi"]
    assert found(small, "カワカナ") == []


@pytest.mark.parametrize("query", ["quebec", "QUÉBEC", "Que\u0301bec"])
def test_accents_make_no_difference(small: Release, query: str) -> None:
    assert found(small, query) == ["firm-odd"]


@pytest.mark.parametrize("query", ["100%", "steel_works", "%", "_w", "l_w"])
def test_percent_and_underscore_are_plain_characters(small: Release, query: str) -> None:
    assert found(small, query) == ["firm-odd"]


@pytest.mark.parametrize("query", ['"', "'", "*", "jap*", "a AND b", "NEAR(", "\\", "'; DROP TABLE names;--", "\0"])
def test_no_text_is_a_command(small: Release, query: str) -> None:
    assert isinstance(search(small, query), list)
    assert found(small, "japan")[0] == "jpn"


def test_a_hostile_label_is_found_as_it_stands(small: Release) -> None:
    (hit,) = search(small, "<img src=x")
    assert hit.label == "<img src=x onerror=alert(1)>"


@pytest.mark.parametrize("query", ["", "   ", "　", "no such name at all"])
def test_nothing_is_found_where_nothing_is_asked_or_fits(small: Release, query: str) -> None:
    assert search(small, query) == []


def test_every_word_must_be_there_in_any_order(small: Release) -> None:
    assert found(small, "cooperation japan") == ["agr-guide"]
    assert found(small, "cooperation 指針") == ["agr-guide"]
    assert found(small, "cooperation korea") == []


def test_types_keep_what_is_asked_for(small: Release) -> None:
    assert found(small, "日本", "firm") == ["firm-nec"]
    assert set(found(small, "日本", "firm", "state")) == {"jpn", "firm-nec"}
    assert found(small, "日本", "agency") == []


def test_a_whole_name_comes_before_a_beginning_and_a_beginning_before_a_part(small: Release) -> None:
    hits = search(small, "japan")
    assert [(hit.id, hit.why) for hit in hits] == [
        ("jpn", "the whole name or code"),
        ("agr-guide", "the beginning of a word"),
    ]
    assert hits[0].score == 1.0
    assert hits[0].score > hits[1].score > 0


def test_a_code_is_a_name(small: Release) -> None:
    assert search(small, "usa")[0].why == "the whole name or code"


def test_no_more_than_the_limit_is_given(small: Release) -> None:
    assert len(search(small, "a", limit=3)) == 3


def test_a_lost_index_is_told(tmp_path: Path, release: Release) -> None:
    with pytest.raises(ReleaseError, match="the search index is missing; run `kaname build` again"):
        search(replace(release, path=tmp_path), "japan")


@given(st.text(max_size=20))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_the_release_finds_its_states_by_code_name_and_japanese_name(release: Release) -> None:
    for query in ("jpn", "Japan", "日本", "ＪＰＮ"):
        assert search(release, query)[0].id == "jpn"
    assert {hit.id for hit in search(release, "指針", ["agreement"])} >= {"agr-jpn-us-guidelines-2015"}
