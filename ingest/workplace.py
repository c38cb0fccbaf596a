"""The home folder while a build is at work: one build at a time, a work folder that is swept, one atomic switch."""

import fcntl
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from graph.errors import BuildError
from graph.release import release_ids

_PREFIX = ".build-"


@contextmanager
def locked(home: Path) -> Iterator[None]:
    """Hold the lock of a home folder; it is the kernel's and goes with the process, so a killed build blocks nobody."""
    home.mkdir(parents=True, exist_ok=True)
    with (home / "build.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BuildError(f"another build is at work in {home}; wait for it, or stop it") from error
        yield


@contextmanager
def workplace(home: Path) -> Iterator[Path]:
    """Give an empty work folder on the disk of the releases, under the lock; sweep what killed builds left."""
    releases = home / "releases"
    with locked(home):
        releases.mkdir(exist_ok=True)
        for left in releases.glob(f"{_PREFIX}*"):
            shutil.rmtree(left)
        work = releases / f"{_PREFIX}{os.getpid()}"
        work.mkdir()
        try:
            yield work
        finally:
            shutil.rmtree(work, ignore_errors=True)


def publish(work: Path, home: Path, release_id: str) -> None:
    """Give a finished release its name and make it current; each of the two is one rename."""
    target = home / "releases" / release_id
    damaged = target.with_name(f"{_PREFIX}damaged-{release_id}")
    sync_tree(work)
    if target.exists():
        # Only a release that failed its check is built again under the same id.
        target.rename(damaged)
    work.rename(target)
    _sync(target.parent)
    switch(home, release_id)
    shutil.rmtree(damaged, ignore_errors=True)


def switch(home: Path, release_id: str) -> None:
    """Make a release current by one atomic rename of a link."""
    link = home / "current.new"
    link.unlink(missing_ok=True)
    link.symlink_to(Path("releases") / release_id)
    link.replace(home / "current")
    _sync(home)


def prune(home: Path, keep: int) -> tuple[str, ...]:
    """Remove all but the newest `keep` releases, never the current one; return the ids removed."""
    current = (home / "current").resolve().name
    by_age = sorted(release_ids(home), key=lambda name: (home / "releases" / name / "seal.json").stat().st_mtime)
    old = [name for name in by_age if name != current][: max(0, len(by_age) - keep)]
    for release_id in old:
        shutil.rmtree(home / "releases" / release_id)
    return tuple(old)


def replace_file(path: Path, parts: Iterable[str]) -> None:
    """Write a text beside the place of a file and put it there by one rename, so that no half is ever read."""
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    with fresh.open("w", encoding="utf-8", newline="\n") as out:
        out.writelines(parts)
    fresh.replace(path)


def sync_tree(folder: Path) -> None:
    """Write a folder's files to disk, so that a rename never outlives its content."""
    for path in sorted(folder.rglob("*")):
        _sync(path)
    _sync(folder)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
