"""Commands that make, check and serve a release: build, validate, serve."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from api.commands.opening import Home, opened
from api.commands.output import ReleaseId, notes
from api.settings import read_settings
from graph.errors import ReleaseError
from graph.release import SourceEntry, current_release
from graph.store import open_release_store
from graph.wording import count
from ingest.build import Build
from ingest.build import build as build_release
from ingest.overlay import sources_with
from ingest.source import left_out


def build(
    home: Home = None,
    keep: Annotated[int | None, typer.Option(min=1, help="releases to keep; KANAME_KEEP, or 5")] = None,
    overlay: Annotated[Path | None, typer.Option(help="folder of own judgements; KANAME_OVERLAY, or none")] = None,
) -> None:
    """Build a release from the sources and make it the current one."""
    settings = read_settings()
    folder = home or settings.home
    before = _current(folder)
    done = build_release(folder, keep or settings.keep, sources_with(overlay or settings.overlay))
    manifest = done.release.manifest
    state = "built" if done.is_new else "is up to date"
    notes.print(
        f"Release {done.release.id} {state}: {sum(manifest.things.values()):,} things, "
        f"{manifest.relations:,} relations, {manifest.citations:,} citations, {manifest.statements:,} statements."
    )
    for source in manifest.sources:
        for line in _without(source):
            notes.print(f"{source.key}: {line}")
    if done.removed:
        notes.print(f"Removed old releases: {', '.join(done.removed)}.")
    if before and before not in (done.release.id, *done.removed):
        notes.print(f"What changed: `kaname diff {before} {done.release.id}`.")
    if done.failed:
        _failures(done)
        raise typer.Exit(1)


def _current(home: Path) -> str:
    try:
        return current_release(home).id
    except ReleaseError:
        return ""


def _without(source: SourceEntry) -> Iterator[str]:
    """Yield what of a source is not in the release, by a fault or on purpose."""
    if source.quarantined:
        yield (
            f"{count(source.quarantined, 'row is', 'rows are')} at fault and left out, in whole or in part "
            f"(quarantine/{source.key}.csv of the release says what)."
        )
    if told := left_out(source.rows):
        yield f"{told} (docs/datasets.md says why)."


def _failures(done: Build) -> None:
    """Tell how the sources that failed stand in the release, and what to do."""
    held = {source.key for source in done.release.manifest.sources}
    for key in done.failed:
        stands = "stands in the release as it was built last" if key in held else "is not in the release"
        notes.print(f"{key}: FAILED, and {stands}; above is why.")
    notes.print("Correct the files and `kaname add` them again, or `kaname add --remove KEY`; then `kaname build`.")


def validate(release: ReleaseId = None, home: Home = None) -> None:
    """Check a release: every file against its hash, then the lints; says nothing wrong, or what is."""
    # Slow to import, and used here only.
    from ingest.check import check_lints, check_shapes, doubts, summary  # noqa: PLC0415

    found = opened(home, release)
    found.verify()
    store = open_release_store(found.store)
    told = doubts(found)
    findings = [*check_shapes(store), *check_lints(store)]
    faults = [finding for finding in findings if str(finding) not in told]
    if faults:
        notes.print(summary(faults))
        raise typer.Exit(1)
    known = f" {len(told):,} doubts are told in doubts.csv." if told else ""
    notes.print(f"Release {found.id}: every file, shape and lint is as it should be.{known}")
