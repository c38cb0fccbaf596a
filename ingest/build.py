"""Sources in, release out: reads every source, checks it, writes a release beside the served one, and switches."""

import hashlib
import importlib.metadata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from graph.errors import BuildError, ReleaseError
from graph.release import Release, load_release, release_ids
from ingest.progress import Progress
from ingest.source import Source, find_sources
from ingest.workplace import prune, publish, switch, workplace
from ontology.files import ROOT as ONTOLOGY
from ontology.files import inputs

_LIBRARIES: Final = ("kaname", "polars", "pyoxigraph", "pyshacl", "rdflib")
"""What decides the bytes of a release beside its input."""


@dataclass(frozen=True)
class Build:
    """What a build did: the release that is current now, whether it is new, and which old ones were removed."""

    release: Release
    is_new: bool
    removed: tuple[str, ...] = ()


def build(
    home: Path, keep: int = 5, sources: Sequence[Source] | None = None, progress: Progress | None = None
) -> Build:
    """Build a release from the sources, or find that the current one is already built from the same input.

    Raises
    ------
    SourceError
        Rows of a source are at fault; each is named.
    BuildError
        A check failed, the disk is full, or another build is at work. In all cases the served release is untouched.
    """
    found = tuple(sources) if sources is not None else find_sources()
    release_id = identify(found)
    try:
        with workplace(home) as work:
            if (same := _whole(home, release_id)) is not None:
                switch(home, release_id)
                return Build(same, is_new=False)
            _make(work, release_id, found, progress or Progress())
            publish(work, home, release_id)
            removed = prune(home, keep)
    except OSError as error:
        reason = error.strerror or str(error)
        raise BuildError(
            f"{home}: {reason}; free space or pass another --home. The old release is still served."
        ) from error
    return Build(load_release(home / "releases" / release_id), is_new=True, removed=removed)


def identify(sources: Sequence[Source]) -> str:
    """Return the id of the release that these sources give: the newest source's version and a hash of all input."""
    digest = hashlib.sha256()
    for name, content in _input(sources):
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    version = max(source.card.version for source in sources)
    return f"{version}-{digest.hexdigest()[:10]}"


def _input(sources: Sequence[Source]) -> Iterator[tuple[str, bytes]]:
    for library in _LIBRARIES:
        yield library, importlib.metadata.version(library).encode()
    for path in inputs():
        yield str(path.relative_to(ONTOLOGY)), path.read_bytes()
    code = Path(__file__).parent
    for path in sorted([*code.rglob("*.py"), *code.glob("tables/*.rq")]):
        yield str(path.relative_to(code)), path.read_bytes()
    for source in sources:
        for path in source.files:
            yield f"{source.card.key}/{path.relative_to(source.folder)}", path.read_bytes()


def _whole(home: Path, release_id: str) -> Release | None:
    """Return the release of this id if it is there and every file of it is as it was written."""
    if release_id not in release_ids(home):
        return None
    try:
        release = load_release(home / "releases" / release_id)
        release.verify()
    except ReleaseError:
        return None
    return release


def _make(work: Path, release_id: str, sources: Sequence[Source], progress: Progress) -> None:
    # Imported here, so that finding a release up to date costs no time for the libraries that write one.
    from ingest.assemble import assemble  # noqa: PLC0415

    assemble(work, release_id, sources, progress)
