"""The releases page: which can be asked, and what changed from one to another."""

from collections.abc import Iterable
from itertools import groupby
from typing import Final

from api.page_data.words import counted
from api.pages.board import Board, Cell, Field, Section, TableRow
from api.served import Shelf
from graph.errors import ReleaseError
from graph.release import Release
from graph.tables import read_tables
from graph.things import catalogue
from graph.tidings import Tiding, tidings
from graph.views.language import Name, Part, Say

LISTED: Final = 60


def releases_board(shelf: Shelf, before: str, after: str) -> Board:
    """Return the releases that are kept, and the differences between two of them."""
    ids = shelf.ids
    found = [one for one in (_readable(shelf, name) for name in ids) if one is not None]
    current = shelf.current().release
    new = shelf.get(after).release if after else current
    older = [release for release in found if release.id != new.id]
    old = shelf.get(before).release if before else (older[-1] if older else new)
    told = tidings(old, new) if old.id != new.id else ()
    by_sort = {what: list(some) for what, some in groupby(told, key=lambda tiding: tiding.what)}
    options = tuple((one.id, one.id) for one in found)
    return Board(
        kicker="Releases",
        title=Say("Releases and what changed"),
        answer=tuple(_answer(old, new, current, (len(found), len(told)))),
        fields=(Field("from", "From", old.id, options), Field("to", "To", new.id, options)) if len(found) > 1 else (),
        sections=(_kept(found, current), *(_changed(what, some, new) for what, some in by_sort.items())),
    )


def _answer(old: Release, new: Release, current: Release, counts: tuple[int, int]) -> Iterable[Say]:
    kept, differences = counts
    if kept == 1:
        yield Say("One release is kept here: {id}. The next one built is compared with it.", {"id": current.id})
        return
    yield Say("{count} releases are kept here; {id} is served.", {"count": kept, "id": current.id})
    between: dict[str, Part] = {"old": old.id, "new": new.id, "count": counted(differences, "difference")}
    yield Say("From {old} to {new} there are {count}.", between)


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


def _changed(what: str, found: list[Tiding], new: Release) -> Section:
    """Return the changes of one sort, a sentence for each thing."""
    rows = tuple(
        TableRow((Cell(Say("{name}", {"name": Name(one.name)}), _page(one, new)), Cell(one.said)))
        for one in found[:LISTED]
    )
    columns = ("Thing", "What changed")
    return Section(f"changed-{what.replace(' ', '-')}", what.capitalize(), columns, rows, "", total=len(found))


def _page(told: Tiding, new: Release) -> str:
    """Return where a thing is shown; one that is no more has no page in the newer release."""
    if told.what.startswith("source "):
        return "/sources"
    return f"/entity/{told.thing}" if told.thing in catalogue(new) else ""
