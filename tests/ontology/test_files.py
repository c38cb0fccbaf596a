from pathlib import Path

import pytest

import ontology.files
from ontology.files import CORE, EXPECTED_AGREEMENTS, INDEX_RULES, ROOT, alignments, inputs, lints, schemes, shapes


def test_every_file_of_the_vocabulary_is_handed_out_once() -> None:
    kept = {path for path in ROOT.rglob("*") if path.suffix in (".ttl", ".ru", ".rq", ".toml", ".csv", ".tsv")}
    named = {path for path in vars(ontology.files).values() if isinstance(path, Path) and path.is_file()}
    assert kept == named.difference([Path(ontology.files.__file__)]) | {*schemes(), *shapes(), *lints(), *alignments()}


def test_a_release_depends_on_all_that_decides_its_statements() -> None:
    assert set(inputs()) >= {CORE, INDEX_RULES, EXPECTED_AGREEMENTS, *schemes(), *shapes(), *lints()}
    assert len(inputs()) == len(set(inputs()))


@pytest.mark.parametrize("path", [CORE, INDEX_RULES, EXPECTED_AGREEMENTS, *schemes(), *shapes(), *lints()])
def test_each_file_is_utf8_text_that_ends_with_a_line(path: Path) -> None:
    content = path.read_bytes().decode("utf-8")
    assert content.endswith("\n")
    assert "\r" not in content
    assert "\t" not in content


@pytest.mark.parametrize("path", lints())
def test_a_lint_names_its_fault_and_the_next_step_in_its_first_line(path: Path) -> None:
    first = path.read_text(encoding="utf-8").partition("\n")[0]
    assert first.startswith("# ")
    assert first.endswith(".")


def test_the_order_is_that_of_the_names() -> None:
    for paths in (schemes(), shapes(), lints()):
        assert list(paths) == sorted(paths)
        assert len(paths) > 1
