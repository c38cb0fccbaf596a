"""Sources in, release out: reads every source, checks it, writes a release beside the served one, and switches."""

import errno
import hashlib
import importlib.metadata
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from graph.errors import BuildError, ReleaseError
from graph.release import Release, load_release, release_ids
from graph.wording import count
from ingest.added import added_sources, sweep
from ingest.code import modules_of
from ingest.compiled import Compiled, digest, forget_failures, forget_others, mark_good
from ingest.gate import SourcesAtFault
from ingest.gather import gather, stand_in
from ingest.kept import stamp
from ingest.meeting.match import Pair
from ingest.meeting.review import read_decisions, review_file, write_review
from ingest.overlay import Overlay
from ingest.progress import Progress
from ingest.rejections import Faults, rejections, remember
from ingest.source import Source, find_sources
from ingest.workplace import prune, publish, switch, workplace
from ontology.files import inputs
from ontology.iris import slug

if TYPE_CHECKING:
    from ingest.assemble import Assembled

_CODE: Final = Path(__file__).parent
_LIBRARIES: Final = ("kaname", "polars", "pyoxigraph", "rdflib")
"""What decides the bytes of a release beside its input."""


@dataclass(frozen=True)
class Build:
    """What a build did: the release that is current now, whether it is new, which sources failed, which old went."""

    release: Release
    is_new: bool
    failed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


def build(
    home: Path, keep: int = 5, sources: Sequence[Source] | None = None, progress: Progress | None = None
) -> Build:
    """Build a release from the sources given, or all bundled ones, and those added to the home folder.

    Nothing is built where the current release is already built from the same input.
    An added source that fails is replaced by its last good graph, or left out, and the build says so.

    Raises
    ------
    SourceError
        Rows of a bundled source are at fault; each is named.
    BuildError
        A check failed, the disk is full, or another build is at work. In all cases the served release is untouched.
    """
    try:
        with workplace(home) as work:
            sweep(home)
            added = added_sources(home)
            for source in added:
                stamp(source)
            chosen = (*(find_sources() if sources is None else sources), *added)
            return _Attempt(home, work, chosen, progress or Progress()).build(keep)
    except OSError as error:
        reason = error.strerror or str(error)
        raise BuildError(
            f"{error.filename or home}: {reason}; {_next_step(error)}. The old release is still served."
        ) from error


def _next_step(error: OSError) -> str:
    if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
        return "make it writable or pass another --home"
    if error.errno in (errno.EEXIST, errno.EISDIR, errno.ENOENT, errno.ENOTDIR):
        return "mend it or pass another --home"
    if error.errno == errno.ENOLCK:
        return "mount it with locks or pass another --home on a disk of this machine"
    # What libraries raise for a full disk has no number.
    return "free space or pass another --home"


@dataclass(frozen=True)
class _Attempt:
    home: Path
    work: Path
    sources: Sequence[Source]
    progress: Progress

    def build(self, keep: int) -> Build:
        """Find the release, or make it and switch to it."""
        # Where nothing changed, no source needs to be opened.
        decided = read_decisions(self.home)
        hoped = identify(self.sources, decided)
        if (same := _whole(self.home, hoped)) is not None:
            switch(self.home, hoped)
            forget_failures(self.home, (source.card.key for source in self.sources))
            return Build(same, is_new=False)
        release_id, parts = self._make(gather(self.home, self.sources, self.progress), decided)
        failed = tuple(sorted({s.card.key for s in self.sources} - {p.card.key for p in parts if not p.failure}))
        if (same := _whole(self.home, release_id)) is not None:
            switch(self.home, release_id)
            mark_good(self.home, parts)
            return Build(same, is_new=False, failed=failed)
        publish(self.work, self.home, release_id)
        removed = self._tidy(parts, keep)
        return Build(load_release(self.home / "releases" / release_id), is_new=True, failed=failed, removed=removed)

    def _tidy(self, parts: Iterable[Compiled], keep: int) -> tuple[str, ...]:
        """Bring the cache in line with the release that is current now, and return which old releases went."""
        try:
            mark_good(self.home, parts)
            forget_others(self.home, {source.card.key for source in self.sources})
            return prune(self.home, keep)
        except OSError as error:
            place = error.filename or self.home
            self.progress.warn(f"The new release is served, but not all is tidy: {place}: {error.strerror or error}")
            return ()

    def _make(self, parts: list[Compiled], decided: dict[Pair, str]) -> tuple[str, list[Compiled]]:
        """Assemble the parts, again without those that the gate finds at fault, until it passes what is left."""
        known, met = rejections(self.home), dict[str, Faults]()
        while _whole(self.home, release_id := _identify_parts(parts, decided)) is None:
            faults = known.get(release_id, {})
            if not _added_at_fault(faults, parts):
                faults = self._assembled(release_id, parts, decided)
            if not faults:
                break
            met[release_id] = faults
            parts = list(self._without(parts, faults))
        remember(self.home, met)
        return release_id, parts

    def _assembled(self, release_id: str, parts: Sequence[Compiled], decided: Mapping[Pair, str]) -> Faults:
        """Write the release and tell of it, or write nothing and return the faults of added sources.

        Other faults are raised, since nothing stands in for their sources.
        """
        # Imported here, so that finding a release up to date costs no time for the libraries that write one.
        from ingest.assemble import Order, assemble  # noqa: PLC0415

        overlays = {source.card.key: source.mode for source in self.sources if isinstance(source, Overlay)}
        try:
            made = assemble(self.work, Order(release_id, parts, decided, overlays), self.progress)
        except SourcesAtFault as fault:
            if not _added_at_fault(fault.faults, parts):
                raise
            shutil.rmtree(self.work)
            self.work.mkdir()
            return fault.faults
        self._tell(made, write_review(self.home, made.meeting.candidates, self._names()))
        return {}

    def _names(self) -> dict[str, str]:
        """Return the names of all things of the release at work, for those who decide on pairs of them."""
        import polars as pl  # noqa: PLC0415 - see above

        tables = self.work / "tables"
        found = pl.read_parquet(tables / "entities.parquet", columns=["slug", "label"])
        names = {slug: label or "" for slug, label in found.iter_rows()}
        merged = pl.read_parquet(tables / "aliases.parquet", columns=["alias", "slug"])
        return names | {alias: names.get(canonical, "") for alias, canonical in merged.iter_rows()}

    def _tell(self, made: "Assembled", undecided: int) -> None:
        meeting = made.meeting
        if meeting.sure:
            self.progress.say(
                f"  joined as other names of an agreement or firm: {count(len(meeting.sure), 'id')}; its sources "
                f"differ on {count(len(meeting.conflicts), 'point')} (`kaname sources conflicts`)"
            )
        for pair in meeting.idle:
            self.progress.warn(
                f"{review_file(self.home)}: {' and '.join(map(slug, pair))}: no source tells of both, so what is "
                "decided of them has no effect; correct the ids, or add the source"
            )
        if made.doubts:
            self.progress.say(
                f"  doubtful, and taken as they are: {count(made.doubts, 'statement')} (doubts.csv of the release)"
            )
        if undecided:
            self.progress.say(
                f"  may be one agreement or firm: {count(undecided, 'pair')}; decide in {review_file(self.home)}"
            )

    def _without(self, parts: Iterable[Compiled], faults: Faults) -> Iterator[Compiled]:
        for part in parts:
            key = part.card.key
            if key not in faults:
                yield part
            elif part.failure:
                self.progress.warn(f"The last good graph of {key!r} fails, too, so it is left out:\n{faults[key]}")
            else:
                yield from stand_in(self.home, key, faults[key], self.progress, part.digest)


def _added_at_fault(faults: Faults, parts: Iterable[Compiled]) -> bool:
    """Tell whether added sources alone are at fault, of those that are there: then others may stand in for them."""
    return bool(faults) and faults.keys() <= {part.card.key for part in parts if not part.card.bundled}


def identify(sources: Iterable[Source], decided: Mapping[Pair, str] = MappingProxyType({})) -> str:
    """Return the id of the release of these sources: the newest version and a hash of all input."""
    return _identify(((source.card.key, source.card.version, digest(source)) for source in sources), decided)


def _identify_parts(parts: Iterable[Compiled], decided: Mapping[Pair, str]) -> str:
    return _identify(((part.card.key, part.card.version, part.digest) for part in parts), decided)


def _identify(parts: Iterable[tuple[str, str, str]], decided: Mapping[Pair, str]) -> str:
    found = sorted(parts)
    total = hashlib.sha256(repr(sorted(decided.items())).encode())
    for name, content in [*_program(), *((key, f"{version} {mark}".encode()) for key, version, mark in found)]:
        total.update(f"{name}\0{len(content)}\0".encode())
        total.update(content)
    return f"{max(version for _, version, _ in found)}-{total.hexdigest()[:10]}"


def _program() -> Iterator[tuple[str, bytes]]:
    """Yield what makes a release of the sources' words: libraries, vocabulary, our modules, the queries of tables."""
    for library in _LIBRARIES:
        yield library, importlib.metadata.version(library).encode()
    for path in sorted({*inputs(), *modules_of(__name__), *(_CODE / "tables").glob("*.rq")}):
        yield str(path.relative_to(_CODE.parent)), path.read_bytes()


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
