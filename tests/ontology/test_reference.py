"""The page of reference holds every name, and every anchor on it leads somewhere."""

import re

import pytest

from ontology.reference import anchor, reference_page
from ontology.registry import registered


@pytest.fixture(scope="module")
def page() -> str:
    return reference_page()


def test_every_name_has_its_place(page: str) -> None:
    there = set(re.findall(r'id="([^"]+)"', page))
    assert {anchor(entry.name) for entry in registered()} <= there


def dead(page: str) -> set[str]:
    """Return the anchors that lead nowhere."""
    return set(re.findall(r'href="#([^"]+)"', page)) - set(re.findall(r'id="([^"]+)"', page))


def test_every_anchor_leads_somewhere(page: str) -> None:
    assert dead(page) == set()


def test_a_dead_anchor_is_caught(page: str) -> None:
    assert dead(page.replace('id="def-Actor"', 'id="def-Acotr"')) == {"def-Actor"}


def test_no_place_stands_twice(page: str) -> None:
    places = re.findall(r'id="([^"]+)"', page)
    assert len(places) == len(set(places))


def test_the_page_loads_nothing_and_speaks_both_languages(page: str) -> None:
    assert not re.search(r"<(script|link|img|iframe)\b|@import|url\(", page)
    assert "Enough to do the task for own needs in most cases." in page
    assert "条約" in page


@pytest.mark.parametrize(("name", "place"), [("knk:sofa", "kind-sofa"), ("kn:Firm", "def-Firm"), ("prov:Agent", "")])
def test_only_our_own_names_have_anchors(name: str, place: str) -> None:
    assert anchor(name) == place
