"""A build that is killed, at any moment, leaves the release before it served and the next build free to succeed."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from api.served import Shelf
from graph.release import Release, current_release, file_entry, release_ids
from ingest.build import build
from tests.ingest.tiny import replace, write_tiny

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
BUNDLED = [sys.executable, "-m", "api.cli", "build", "--home"]
SLOW = """
import sys, time
from pathlib import Path
from contextlib import contextmanager
from ingest.build import build
from ingest.progress import Progress
from ingest.source import find_sources
class Told(Progress):
    @contextmanager
    def step(self, what):
        print(what, flush=True)
        yield
    @contextmanager
    def reading(self, key):
        print(f"read {key}", flush=True)
        yield lambda rows: None
build(Path(sys.argv[1]), sources=find_sources(Path(sys.argv[2])), progress=Told())
"""
STEPS = (
    "read curated",
    "bring the sources together",
    "write graphs",
    "read the merge into memory",
    "index the merge",
    "load the store",
    "check shapes and lints",
    "write tables",
    "write the search index",
    "hash everything",
)


def assert_only_the_old_release_is_there(home: Path, old: Release) -> None:
    assert release_ids(home) == (old.id,)
    served = Shelf(home).current()
    served.release.verify()
    assert served.release.id == old.id
    assert current_release(home).id == old.id


@pytest.mark.parametrize("step", STEPS)
def test_a_build_killed_in_any_step_leaves_the_old_release(tmp_path: Path, step: str) -> None:
    home, (source,) = tmp_path / "home", write_tiny(tmp_path / "source")
    old = build(home, sources=[source]).release
    replace(source, "firms.csv", "Firm B", "Firm C")
    command = [sys.executable, "-c", SLOW, str(home), str(source.folder.parent)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        for told in running.stdout:
            if told.strip() == step:
                time.sleep(random.uniform(0, 0.005))
                running.kill()
                break
    assert running.returncode == -signal.SIGKILL
    assert_only_the_old_release_is_there(home, old)
    new = build(home, sources=[source])
    assert new.is_new
    new.release.verify()
    assert list((home / "releases").glob(".*")) == []


def test_the_command_killed_at_random_moments_leaves_the_old_release_and_then_succeeds(
    tmp_path: Path, release: Release
) -> None:
    home = tmp_path / "home"
    old = build(home, sources=write_tiny(tmp_path / "source")).release
    environment = {name: value for name, value in os.environ.items() if not name.startswith("KANAME_")}
    for _ in range(2):
        with subprocess.Popen([*BUNDLED, str(home)], cwd=ROOT, env=environment, stderr=subprocess.PIPE) as running:
            deadline = time.monotonic() + 60
            while not list((home / "releases").glob(f".build-{running.pid}/dumps")):  # it is at work, and far from done
                assert running.poll() is None
                assert time.monotonic() < deadline
                time.sleep(0.01)
            time.sleep(random.uniform(0, 1.5))
            running.kill()
        assert running.returncode == -signal.SIGKILL
        assert_only_the_old_release_is_there(home, old)
    done = subprocess.run(
        [*BUNDLED, str(home)], check=False, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=240
    )
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    assert f"Release {release.id} built" in done.stderr
    again = current_release(home)
    again.verify()
    assert again.id == release.id
    # The bundled sources, built in another process and another folder, give the same bytes.
    assert (again.path / "manifest.json").read_bytes() == (release.path / "manifest.json").read_bytes()
    for part in ("dumps", "tables"):
        assert hashes(again.path / part) == hashes(release.path / part) != {}


def hashes(folder: Path) -> dict[str, str]:
    return {path.name: file_entry(path).sha256 for path in folder.iterdir()}
