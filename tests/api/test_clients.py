"""The snippets of docs/clients.md, run against a real server where their runtime is there."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from api.app import create_app
from api.settings import Settings
from graph.release import Release
from tests.api.serving import serving

TEXT = (Path(__file__).parents[2] / "docs" / "clients.md").read_text(encoding="utf-8")
SNIPPETS = re.findall(r"^```(\w+)\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)
RUNTIMES = {
    "sh": ["sh", "-e", "-c"],
    "python": [sys.executable, "-W", "ignore", "-c"],
    "js": ["node", "--input-type=module", "-e"],
    "r": ["Rscript", "-e"],
}


@pytest.fixture(scope="module")
def address(home: Path, release: Release) -> Iterator[str]:
    # An application of its own: one that is started twice loses its workers to the first that stops.
    with serving(create_app(Settings(home=home, query_workers=1))) as found:
        yield found


def test_each_language_has_a_snippet() -> None:
    assert {language for language, _ in SNIPPETS} == set(RUNTIMES)


@pytest.mark.parametrize(("language", "code"), SNIPPETS, ids=[f"{i}-{s[0]}" for i, s in enumerate(SNIPPETS)])
def test_a_snippet_does_what_it_says(address: str, tmp_path: Path, language: str, code: str) -> None:
    runtime = RUNTIMES[language]
    if shutil.which(runtime[0]) is None:
        pytest.skip(f"{runtime[0]} is not installed; the snippet in {language} was not run")
    command = [*runtime, code.replace("http://127.0.0.1:8000", address)]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
