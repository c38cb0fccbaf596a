"""Hands out the files of the vocabulary."""

from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parent

CORE: Final = ROOT / "core.ttl"
REGISTRY: Final = ROOT / "registry.csv"
INDEX_RULES: Final = ROOT / "index.ru"
EXPECTED_AGREEMENTS: Final = ROOT / "expected-agreements.toml"
REMEDIES: Final = ROOT / "remedies.toml"
TECHNOLOGIES: Final = ROOT / "technologies.toml"


def schemes() -> tuple[Path, ...]:
    """Return the SKOS schemes, one a file, in the order of their names."""
    return tuple(sorted((ROOT / "schemes").glob("*.ttl")))


def shapes() -> tuple[Path, ...]:
    """Return the SHACL shapes, in the order of their names."""
    return tuple(sorted((ROOT / "shapes").glob("*.ttl")))


def lints() -> tuple[Path, ...]:
    """Return the set-wise checks: queries whose every row is a fault, the fault named in their first line."""
    return tuple(sorted((ROOT / "lints").glob("*.rq")))


def alignments() -> tuple[Path, ...]:
    """Return the SSSOM tables that match our terms to those of other vocabularies, in the order of their names."""
    return tuple(sorted((ROOT / "alignments").glob("*.sssom.tsv")))


def inputs() -> tuple[Path, ...]:
    """Return every file of the vocabulary that a release depends on."""
    return (CORE, INDEX_RULES, EXPECTED_AGREEMENTS, REMEDIES, TECHNOLOGIES, *schemes(), *shapes(), *lints())
