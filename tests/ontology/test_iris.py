import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology.iris import BASE, PREFIXES, SPACES, Space, compact, expand, mint, slug

ROOT = Path(__file__).parents[2]
KEYS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12).filter(lambda key: key.strip() != "")
ENTITY_SPACES: list[Space] = ["id", "kind", "capability", "scenario", "level", "scheme", "graph"]


@pytest.mark.parametrize(
    ("keys", "name"),
    [
        (("jpn",), "jpn"),
        (("JPN",), "jpn"),
        (("part", "agr-x", "usa", 1), "part-agr-x-usa-1"),
        ((" Sea of  Japan ",), "sea-of-japan"),
        (("v1.2/a_b",), "v1-2-a-b"),
        (("日本",), "%E6%97%A5%E6%9C%AC"),
        (('a<b>"c\\d^e`f{g|h}',), "a%3Cb%3E%22c%5Cd%5Ee%60f%7Bg%7Ch%7D"),
        (("100%",), "100%25"),
        (("a?b#c",), "a%3Fb%23c"),
    ],
)
def test_keys_become_one_lower_case_name_with_the_rest_percent_encoded(keys: tuple[str | int, ...], name: str) -> None:
    assert mint("id", *keys) == f"{BASE}id/{name}"


@pytest.mark.parametrize("space", ["def", "index", "shape"])
def test_terms_keep_their_case(space: Space) -> None:
    assert mint(space, "validFrom") == f"{BASE}{space}/validFrom"


@pytest.mark.parametrize("keys", [(), ("",), ("  ",), ("a", ""), ("\t", "b")])
def test_an_empty_key_has_no_name(keys: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="each needs at least one character"):
        mint("id", *keys)


def test_a_space_that_is_none_is_named_with_those_there_are() -> None:
    with pytest.raises(ValueError, match="unknown IRI space 'entity'; use one of def, id, kind"):
        mint("entity", "jpn")  # type: ignore[arg-type]


@given(st.sampled_from(SPACES), st.lists(KEYS, min_size=1, max_size=3))
def test_every_name_is_an_iri_of_ascii_below_its_space(space: Space, keys: list[str]) -> None:
    assert re.fullmatch(rf"{re.escape(BASE)}{space}/[A-Za-z0-9._~%-]+", mint(space, *keys))


@given(st.sampled_from(ENTITY_SPACES), KEYS)
def test_minting_the_same_key_in_another_case_gives_the_same_name(space: Space, key: str) -> None:
    folded = key.lower()
    assert mint(space, folded) == mint(space, folded.strip())


@given(st.sampled_from(ENTITY_SPACES), KEYS)
def test_a_slug_leads_back_to_its_iri(space: Space, key: str) -> None:
    iri = mint(space, key)
    assert expand(slug(iri)) == iri


@given(st.sampled_from(SPACES), KEYS)
def test_a_compact_name_leads_back_to_its_iri(space: Space, key: str) -> None:
    iri = mint(space, key)
    assert expand(compact(iri)) == iri


@pytest.mark.parametrize(
    ("name", "iri"),
    [
        ("jpn", f"{BASE}id/jpn"),
        ("JPN", f"{BASE}id/jpn"),
        ("kind/sofa", f"{BASE}kind/sofa"),
        ("knk:sofa", f"{BASE}kind/sofa"),
        ("kn:validFrom", f"{BASE}def/validFrom"),
        ("https://example.org/x", "https://example.org/x"),
        ("wd:Q17", "http://www.wikidata.org/entity/Q17"),
        ("a b", f"{BASE}id/a%20b"),
        ("日本", f"{BASE}id/%E6%97%A5%E6%9C%AC"),
        ("%e6%97%a5%E6%9C%AC", f"{BASE}id/%E6%97%A5%E6%9C%AC"),
        ("kind/日本", f"{BASE}kind/%E6%97%A5%E6%9C%AC"),
    ],
)
def test_a_name_from_outside_stands_for_an_iri(name: str, iri: str) -> None:
    assert expand(name) == iri


@pytest.mark.parametrize("iri", ["https://example.org/x", f"{BASE}id/a/b", BASE])
def test_what_has_no_prefix_stays_as_it_is(iri: str) -> None:
    assert compact(iri) == iri


def test_no_prefix_hides_another() -> None:
    assert len(set(PREFIXES.values())) == len(PREFIXES)
    assert {PREFIXES[name] for name in ("kn", "knx", "knk", "knc", "kns", "knl", "knv", "kng", "id")} == {
        f"{BASE}{space}/" for space in SPACES if space != "shape"
    }


def test_our_iris_are_made_in_one_place() -> None:
    """No other module writes out a name below the base: all of them call `mint`."""
    written = re.compile(r"w3id\.org/kaname/[a-z]")
    folders = ("ontology", "graph", "ingest", "api")
    modules = [path for folder in folders for path in (ROOT / folder).rglob("*.py")]
    assert len(modules) > 60
    assert [path for path in modules if written.search(path.read_text(encoding="utf-8"))] == []
