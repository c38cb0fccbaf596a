"""A released name stays: the register holds all that there is, and all that it holds is there or has a successor."""

import re

import pytest

from ontology.files import REGISTRY, ROOT
from ontology.registry import Registered, brought_up_to_date, present, registered, written


def test_every_name_is_registered() -> None:
    assert REGISTRY.read_text(encoding="utf-8") == written(brought_up_to_date()), "run `python -m ontology.registry`"


def lost(register: tuple[Registered, ...]) -> list[str]:
    """Return the registered names that the files no longer hold and that name no successor."""
    there = {entry.name for entry in present()}
    return [entry.name for entry in register if entry.name not in there and not entry.replaced_by]


def test_no_released_name_is_lost() -> None:
    assert lost(registered()) == []


def test_a_name_that_is_gone_without_successor_is_caught() -> None:
    gone = Registered("kn:Gone", "class", "gone", "0.1.0", "")
    assert lost((*registered(), gone)) == ["kn:Gone"]
    assert lost((*registered(), Registered("kn:Gone", "class", "gone", "0.1.0", "kn:Firm"))) == []


@pytest.mark.parametrize("version", sorted({entry.since for entry in registered()}))
def test_every_version_in_the_register_is_in_the_changelog(version: str) -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(rf"^## {re.escape(version)}$", changelog, re.MULTILINE)


def test_the_register_is_sorted_and_holds_each_name_once() -> None:
    names = [entry.name for entry in registered()]
    assert names == sorted(set(names))
