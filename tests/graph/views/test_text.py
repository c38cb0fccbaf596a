import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.views.text import island, path_part, plain, web_url, wrapped

ANY_TEXT = st.text(alphabet=st.characters(codec=None))  # lone surrogates too


@given(ANY_TEXT)
def test_an_island_never_leaves_its_element_and_reads_back(text: str) -> None:
    written = island({"label": text})
    assert not set(written) & set("<>&\u2028\u2029")
    written.encode("utf-8")
    if plain(text) == text:
        assert json.loads(written) == {"label": text}


def test_an_island_refuses_what_is_not_json() -> None:
    with pytest.raises(ValueError, match="Out of range"):
        island(float("nan"))


@given(ANY_TEXT)
def test_plain_text_can_be_written_and_turns_no_direction(text: str) -> None:
    fit = plain(text)
    fit.encode("utf-8")
    assert not set(fit) & set("\u202e\u2066\x00\x1b")
    assert len(fit) == len(text)


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "//a.example",
        "http:",
        "file:///etc/passwd",
        "https://[",
        "https://a\x00.example",
    ],
)
def test_only_web_addresses_become_links(url: str) -> None:
    assert web_url(url) == ""


def test_a_web_address_stays_as_it_is() -> None:
    assert web_url("https://a.example/b?c=d&e=%20#f") == "https://a.example/b?c=d&e=%20#f"


@given(ANY_TEXT)
def test_an_id_is_one_part_of_a_path(text: str) -> None:
    assert not set(path_part(text)) & set("/?#&<>\"' ")


def test_a_long_label_is_cut_with_an_ellipsis() -> None:
    assert (
        wrapped("General Security of Military Information Agreement", 22, 2)
        == "General Security of\nMilitary Information …"
    )
