"""Commands that make and check a release: build, validate."""

from typing import Annotated

import typer

from api.commands.ask import Home, opened
from api.commands.output import ReleaseId, notes
from api.settings import Settings
from graph.release import Release
from graph.store import open_release_store
from ingest.build import build as build_release
from ingest.nquads import triples_of


def build(
    home: Home = None,
    keep: Annotated[int | None, typer.Option(min=1, help="releases to keep; KANAME_KEEP, or 5")] = None,
) -> None:
    """Build a release from the sources and make it the current one."""
    settings = Settings()
    done = build_release(home or settings.home, keep or settings.keep)
    manifest = done.release.manifest
    state = "built" if done.is_new else "is up to date"
    notes.print(
        f"Release {done.release.id} {state}: {sum(manifest.things.values()):,} things, "
        f"{manifest.relations:,} relations, {manifest.citations:,} citations, {manifest.statements:,} statements."
    )
    if done.removed:
        notes.print(f"Removed old releases: {', '.join(done.removed)}.")


def validate(release: ReleaseId = None, home: Home = None) -> None:
    """Check a release: every file against its hash, then the lints; says nothing wrong, or what is."""
    # Slow to import, and used here only.
    from ingest.check import check_lints, check_shapes, summary  # noqa: PLC0415

    found = opened(home, release)
    found.verify()
    faults = [*check_shapes(triples_of(_dump(found))), *check_lints(open_release_store(found.store))]
    if faults:
        notes.print(summary(faults))
        raise typer.Exit(1)
    notes.print(f"Release {found.id}: every file, shape and lint is as it should be.")


def _dump(release: Release) -> list[str]:
    return (release.path / "dumps" / "kaname.nq").read_text(encoding="utf-8").splitlines(keepends=True)
