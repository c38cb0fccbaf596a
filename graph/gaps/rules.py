"""The expected-agreement rules, read from the vocabulary's file."""

import tomllib
from dataclasses import dataclass
from functools import cache

from ontology.files import EXPECTED_AGREEMENTS


@dataclass(frozen=True)
class Rule:
    """Where a pair stands in the premise, an agreement of the expected kind should join it too."""

    id: str
    premise: str
    expects: str
    because: str
    basis: str


@dataclass(frozen=True)
class RuleBook:
    """All rules, with the version that answers name."""

    version: str
    rules: tuple[Rule, ...]


@cache
def rule_book() -> RuleBook:
    """Return the rules as shipped."""
    content = tomllib.loads(EXPECTED_AGREEMENTS.read_text(encoding="utf-8"))
    return RuleBook(content["version"], tuple(Rule(**rule) for rule in content["rule"]))
