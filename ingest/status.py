"""How each source stands in a home folder: compiled, waiting for files, added but not built, or failed."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from graph.errors import ReleaseError
from graph.release import SourceEntry, current_release
from ingest.added import added_sources
from ingest.compiled import card_of, digest, failure_of
from ingest.kept import Broken
from ingest.source import Source, known_sources, left_out, rows_read


@dataclass(frozen=True)
class SourceStatus:
    """One source: how it stands, and what the current release says of it, if anything."""

    key: str
    title: str
    status: str
    version: str
    edition: str
    horizon: str
    licence: str
    redistributable: bool
    rows: int | None
    statements: int | None
    quarantined: int | None
    last_read: str
    left_out: str = ""
    """What was left out on purpose, with its counts."""
    why: str = ""
    """Why it failed, where it did."""


def statuses(home: Path) -> list[SourceStatus]:
    """Return how every source that this program knows or the user added stands."""
    try:
        entries = {entry.key: entry for entry in current_release(home).manifest.sources}
    except ReleaseError:
        entries = {}
    added = {source.card.key: source for source in added_sources(home)}
    sources = {**{source.card.key: source for source in known_sources()}, **added}
    found = [_status(home, source, entries.get(key)) for key, source in sorted(sources.items())]
    return found + [_gone(entry) for key, entry in sorted(entries.items()) if key not in sources]


def _status(home: Path, source: Source, entry: SourceEntry | None) -> SourceStatus:
    # What is taken in and not built is told as its files say; what waits for files, as its card.
    card = (None if entry or not source.given else card_of(home, source.card.key, digest(source))) or source.card
    # Of a source that cannot be read any more, what is known stands in the release.
    said = entry if entry and isinstance(source, Broken) else card
    return SourceStatus(
        key=card.key,
        title=said.title,
        status=_word(home, source, entry),
        version=entry.version if entry else "" if isinstance(source, Broken) else card.version,
        edition=entry.edition if entry else card.edition,
        horizon=str(entry.horizon if entry else "" if isinstance(source, Broken) else card.horizon),
        licence=said.licence,
        redistributable=said.redistributable,
        rows=rows_read(entry.rows) if entry else None,
        statements=entry.statements if entry else None,
        quarantined=entry.quarantined if entry else None,
        last_read=_read_at(home, entry) if entry else "",
        left_out=left_out(entry.rows) if entry else "",
        why=_why(home, source),
    )


def _word(home: Path, source: Source, entry: SourceEntry | None) -> str:
    if not source.card.bundled and source.given is None:
        return "removed, still in the release" if entry else "not added"
    if _why(home, source):
        return "failed, older graph kept" if entry else "failed, left out"
    if entry is None:
        return "added, not built"
    return "compiled" if entry.digest == digest(source) else "changed since the build"


def _why(home: Path, source: Source) -> str:
    if not source.card.bundled and source.given is None:
        return ""
    return source.fault if isinstance(source, Broken) else failure_of(home, source.card.key)


def _read_at(home: Path, entry: SourceEntry) -> str:
    record = home / "cache" / entry.key / f"{entry.digest}.json"
    if not record.is_file():
        return ""
    return datetime.fromtimestamp(record.stat().st_mtime, tz=UTC).strftime("%Y-%m-%d %H:%M UTC")


def _gone(entry: SourceEntry) -> SourceStatus:
    return SourceStatus(
        entry.key, entry.title, "removed, still in the release", entry.version, entry.edition, str(entry.horizon),
        entry.licence, entry.redistributable, rows_read(entry.rows), entry.statements, entry.quarantined, "",
    )  # fmt: skip
