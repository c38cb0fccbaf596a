"""The releases page: which can be asked, and what changed from one to another."""

from collections.abc import Iterable
from itertools import groupby
from typing import Final

from api.page_data.labels import labels
from api.page_data.words import counted
from api.pages.board import Board, Cell, Field, Section, TableRow
from api.served import Shelf
from graph.changes import Change, changes
from graph.errors import ReleaseError
from graph.release import Release
from graph.tables import read_tables
from graph.things import catalogue
from graph.views.language import Part, Say

LISTED: Final = 60


def releases_board(shelf: Shelf, before: str, after: str) -> Board:
    """Return the releases that are kept, and the differences between two of them."""
    ids = shelf.ids
    found = [one for one in (_readable(shelf, name) for name in ids) if one is not None]
    current = shelf.current().release
    new = shelf.get(after).release if after else current
    older = [release for release in found if release.id != new.id]
    old = shelf.get(before).release if before else (older[-1] if older else new)
    differences = changes(old, new) if old.id != new.id else []
    by_kind = {what: list(found) for what, found in groupby(differences, key=lambda change: change.what)}
    options = tuple((one.id, one.id) for one in found)
    return Board(
        kicker="Releases",
        title=Say("Releases and what changed"),
        answer=tuple(_answer(old, new, current, (len(found), len(differences)))),
        fields=(Field("from", "From", old.id, options), Field("to", "To", new.id, options)) if len(found) > 1 else (),
        sections=(_kept(found, current), *(_changed(what, found, new, old) for what, found in by_kind.items())),
    )


def _answer(old: Release, new: Release, current: Release, counts: tuple[int, int]) -> Iterable[Say]:
    kept, differences = counts
    if kept == 1:
        yield Say("One release is kept here: {id}. The next one built is compared with it.", {"id": current.id})
        return
    yield Say("{count} releases are kept here; {id} is served.", {"count": kept, "id": current.id})
    told: dict[str, Part] = {"old": old.id, "new": new.id, "count": counted(differences, "difference")}
    yield Say("From {old} to {new} there are {count}.", told)


def _readable(shelf: Shelf, name: str) -> Release | None:
    """Return a release that this program can read; one of an older layout is passed over."""
    try:
        release = shelf.get(name).release
        read_tables(release)
    except ReleaseError:
        return None
    return release


def _kept(found: Iterable[Release], current: Release) -> Section:
    rows = tuple(
        TableRow(
            (
                Cell(one.id, tone="strong" if one.id == current.id else ""),
                Cell(one.observed_until.isoformat()),
                Cell(f"{sum(one.manifest.things.values()):,}"),
                Cell(f"{one.manifest.relations:,}"),
                Cell(f"{one.manifest.citations:,}"),
                Cell(f"{one.manifest.statements:,}"),
            )
        )
        for one in found
    )
    columns = ("Release", "Sources looked until", "Things", "Relations", "Citations", "Statements")
    return Section("releases", "Kept releases", columns, rows, "No release is kept.", total=len(rows))


def _changed(what: str, found: list[Change], new: Release, old: Release) -> Section:
    """Return the differences of one sort, the things named as the newer release names them."""
    named, before = labels(new), labels(old)
    rows = tuple(
        TableRow(
            (
                Cell(named(one.thing) if one.thing in catalogue(new) else before(one.thing), _page(one, new)),
                Cell(named(one.actor) if one.actor else ""),
                Cell(one.before),
                Cell(one.after),
            )
        )
        for one in found[:LISTED]
    )
    columns = ("Thing", "Actor", "Before", "After")
    return Section(f"changed-{what.replace(' ', '-')}", what.capitalize(), columns, rows, "", total=len(found))


def _page(change: Change, new: Release) -> str:
    """Return where a thing is shown; one that is no more has no page in the newer release."""
    if change.what.startswith("source "):
        return "/sources"
    return f"/entity/{change.thing}" if change.thing in catalogue(new) else ""
