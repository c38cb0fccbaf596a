import re
from pathlib import Path

import pytest

from graph.release import Release
from graph.search import Filter, search, suggest
from graph.search.find import search_in
from graph.search.fold import fold, slips
from graph.search.index import write_docs

PEOPLE = [
    ("jpn", "state", "Japan", "日本", [("alias", "nippon")]),
    ("agr-x", "agreement", "Status of forces agreement", "日米地位協定", [("kind", "sofa")]),
    (
        "agr-y",
        "agreement",
        "Logistics support agreement",
        None,
        [("kind", "cross-servicing agreement")],
    ),
    ("prov-1", "provision", "Article 5", None, [("text", "each party recognizes that an armed attack")]),
    ("firm-u", "firm", "Unicorn US Ltd", None, []),
]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("search") / "names.sqlite"
    docs = []
    for slug, kind, label, label_ja, more in PEOPLE:
        row = {"slug": slug, "class": kind, "state": None, "kind": None, "label": label, "label_ja": label_ja}
        names = [("label", fold(text)) for text in (label, label_ja) if text]
        docs.append((row, [*names, *more, ("id", slug)]))
    write_docs(path, docs)
    return path


def ids(index: Path, text: str, wanted: Filter | None = None) -> list[str]:
    return [hit.id for hit in search_in(index, text, wanted or Filter())]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Japan", ["jpn"]),
        ("ＪＡＰＡＮ", ["jpn"]),
        ("日本", ["jpn"]),
        ("日", ["jpn", "agr-x"]),
        ("地位", ["agr-x"]),
        ("nippon", ["jpn"]),
        ("sofa", ["agr-x"]),
        ("agreement support", ["agr-y"]),
        ("armed attack", ["prov-1"]),
        ("us", ["firm-u"]),
        ("", []),
        ("   ", []),
        ('"', []),
        ("%", []),
        ("NEAR(a b)", []),
    ],
)
def test_names_are_found_by_what_they_hold(index: Path, text: str, found: list[str]) -> None:
    assert ids(index, text) == found


@pytest.mark.parametrize("slip", ["jpan", "japann", "jaban", "jpaan", "Japna"])
def test_a_slip_is_forgiven_and_told(index: Path, slip: str) -> None:
    (hit,) = search_in(index, slip, Filter())
    assert hit.id == "jpn"
    assert hit.why == "the whole, read as 'japan'"
    assert hit.score < 1


def test_two_slips_are_forgiven_in_long_words_only(index: Path) -> None:
    assert ids(index, "logstics suport") == ["agr-y"]
    assert ids(index, "agrement") == ["agr-x", "agr-y"]
    assert ids(index, "xapxn") == []
    assert ids(index, "jap4n zzzz") == []


def test_a_whole_name_comes_before_a_part_and_a_kind(index: Path) -> None:
    hits = search_in(index, "agreement", Filter())
    assert [(hit.id, hit.why) for hit in hits] == [
        ("agr-x", "the beginning of a word"),
        ("agr-y", "the beginning of a word"),
    ]
    assert search_in(index, "sofa", Filter())[0].why == "the whole of the name of its kind"


def test_finds_are_narrowed_by_type_and_by_id(index: Path) -> None:
    assert ids(index, "agreement", Filter(among=frozenset({"agr-y"}))) == ["agr-y"]
    assert ids(index, "日", Filter(types=("agreement",))) == ["agr-x"]


@pytest.mark.parametrize(
    ("a", "b", "count"), [("japan", "japan", 0), ("japan", "jpan", 1), ("japan", "jpaan", 1), ("abc", "xyz", 3)]
)
def test_slips_are_counted(a: str, b: str, count: int) -> None:
    assert slips(a, b) == slips(b, a) == count


def test_the_bundled_names_are_found_in_both_languages(release: Release) -> None:
    for text in ("日本", "Japan", "JPN"):
        assert search(release, text)[0].id == "jpn"
    assert all(hit.type == "agreement" for hit in search(release, "CISMOA", Filter(types=("agreement",))))
    assert search(release, "CISMOA", Filter(types=("agreement",)))
    assert search(release, "地位協定")
    assert search(release, "Philippnes")[0].id == "phl"


def test_a_name_that_holds_every_word_comes_before_names_that_share_them(release: Release) -> None:
    hits = search(release, "GSOMIA korea")
    assert (hits[0].id, hits[0].why) == ("agr-jpn-kor-gsomia", "every word of a name")
    assert "every word, apart" in {hit.why for hit in hits}


def test_of_names_that_hold_the_text_the_shortest_comes_first(release: Release) -> None:
    assert search(release, "相互防衛援助")[0].id == "agr-jpn-us-mdaa"


def test_completion_keeps_what_begins_so(release: Release) -> None:
    found = suggest(release, "phil")
    assert found[0].id == "phl"
    assert all(re.search(r"\bphil", hit.matched) for hit in found)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("日米安保", "agr-us-jpn-1960"),
        ("Washington Treaty", "agr-us-nato-1949"),
        ("日米地位協定", "agr-jpn-us-sofa"),
        ("five eyes", "agr-ukusa"),
    ],
)
def test_an_agreement_is_found_by_the_name_in_common_use(release: Release, text: str, first: str) -> None:
    assert search(release, text)[0].id == first


def test_an_agreement_comes_before_provisions_of_a_section_of_its_name(release: Release) -> None:
    assert search(release, "guidelines")[0].id.startswith("agr-jpn-us-guidelines-")
