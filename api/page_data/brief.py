"""The brief: two pages on a coalition, a scenario and a day, each finding with its sources."""

from dataclasses import replace
from typing import Final

from api.page_data.chokepoints import chokepoints_board
from api.page_data.gaps import gaps_board
from api.page_data.words import counted
from api.pages.board import Board, BoardAsk, Link, Matrix, Section, TableRow
from graph.exploration import Exploration, explored
from graph.neighbourhood import Asked
from graph.release import Release
from graph.views.language import Say
from graph.views.model import Proof

ROWS: Final = {"agreement": 6, "interoperability": 4, "commitment": 5, "environment": 4, "advice": 5, "pivotal": 5}
CAPABILITIES: Final = 12
CHOKED: Final = {"pivotal": 5, "structural": 4, "deadline": 4}


def brief_board(release: Release, ask: BoardAsk) -> Board:
    """Return the brief of a scene: coverage, top gaps, chokepoints, actions, and what changed since another day."""
    gaps, choked = gaps_board(release, ask), chokepoints_board(release, replace(ask, layer="security"))
    numbers: dict[str, int] = {}
    sources: list[Proof] = []
    kept = [s for s in choked.sections if s.id in CHOKED]
    sections = (
        *(_short(s, ROWS[s.id], gaps.sources, numbers, sources) for s in gaps.sections if s.id != "advice"),
        *(_short(s, CHOKED[s.id], choked.sources, numbers, sources) for s in kept),
        *(_short(s, ROWS[s.id], gaps.sources, numbers, sources) for s in gaps.sections if s.id == "advice"),
    )
    return replace(
        gaps,
        kicker="Brief",
        answer=(*gaps.answer, *choked.answer, *_changed(release, ask)),
        links=(Link("Markdown", f"{address(ask)}&format=md"),),
        ticks=(),
        matrix=_heaviest(gaps.matrix),
        sections=sections,
        sources=tuple(sources),
    )


def _heaviest(matrix: Matrix | None) -> Matrix | None:
    """Return the matrix cut to what is not covered, heaviest first; the rest is a number in the first sentence."""
    if matrix is None:
        return None
    return replace(matrix, rows=tuple(row for row in matrix.rows if row.status != "covered")[:CAPABILITIES])


def address(ask: BoardAsk) -> str:
    """Return the address that makes the same brief again from the same release."""
    other = f"&with={ask.other_day}" if ask.other_day else ""
    return f"/brief?states={','.join(ask.states)}&scenario={ask.scenario}&asOf={ask.day}{other}"


def _short(
    section: Section, most: int, cited: tuple[Proof, ...], numbers: dict[str, int], sources: list[Proof]
) -> Section:
    return replace(section, rows=tuple(_renumbered(r, cited, numbers, sources) for r in section.rows[:most]))


def _renumbered(row: TableRow, cited: tuple[Proof, ...], numbers: dict[str, int], sources: list[Proof]) -> TableRow:
    """Return a row with its sources numbered anew: a brief names only what its own rows rest on."""
    for proof in (cited[number - 1] for number in row.refs[:2]):
        if proof.source not in numbers:
            sources.append(proof)
            numbers[proof.source] = len(sources)
    refs = tuple(sorted(numbers[cited[number - 1].source] for number in row.refs[:2]))
    return replace(row, refs=refs, more=row.more + len(row.refs) - len(refs))


def _changed(release: Release, ask: BoardAsk) -> tuple[Say, ...]:
    if ask.other_day is None or len(ask.states) < 2:
        return ()
    view = explored(release, Exploration(Asked(ask.states, ask.day), other_day=ask.other_day))
    first, last = sorted((ask.day, ask.other_day))
    new, ended = (len({e.about for e in view.edges if e.change == change}) for change in ("new", "ended"))
    return (
        Say(
            "Among them {new} began and {ended} ended between {first} and {last}.",
            {"new": counted(new, "relation"), "ended": counted(ended, "relation"), "first": first, "last": last},
        ),
    )
