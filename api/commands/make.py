"""Commands that make, check and serve a release: build, validate, serve."""

from pathlib import Path
from typing import Annotated

import typer

from api.commands.opening import Home, opened
from api.commands.output import ReleaseId, notes
from api.settings import read_settings
from graph.store import open_release_store
from ingest.build import build as build_release
from ingest.overlay import sources_with


def build(
    home: Home = None,
    keep: Annotated[int | None, typer.Option(min=1, help="releases to keep; KANAME_KEEP, or 5")] = None,
    overlay: Annotated[Path | None, typer.Option(help="folder of own judgements; KANAME_OVERLAY, or none")] = None,
) -> None:
    """Build a release from the sources and make it the current one."""
    settings = read_settings()
    sources = sources_with(overlay or settings.overlay)
    done = build_release(home or settings.home, keep or settings.keep, sources)
    manifest = done.release.manifest
    state = "built" if done.is_new else "is up to date"
    notes.print(
        f"Release {done.release.id} {state}: {sum(manifest.things.values()):,} things, "
        f"{manifest.relations:,} relations, {manifest.citations:,} citations, {manifest.statements:,} statements."
    )
    for source in manifest.sources:
        if source.quarantined:
            are = "row is" if source.quarantined == 1 else "rows are"
            notes.print(
                f"{source.key}: {source.quarantined:,} {are} at fault and left out, in whole or in part "
                f"(quarantine/{source.key}.csv of the release says what)."
            )
    if done.removed:
        notes.print(f"Removed old releases: {', '.join(done.removed)}.")
    if done.failed:
        notes.print(f"FAILED sources: {', '.join(done.failed)}. Correct their files, or `kaname add --remove` them.")
        raise typer.Exit(1)


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
