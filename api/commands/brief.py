"""The command that writes the two-page report of a coalition, a scenario and a day."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from api.commands.opening import Home, opened
from api.commands.options import Coalition, split, stamp
from api.commands.output import AsOf, ReleaseId, notes, parse_as_of
from api.page_data.brief import address, brief_board
from api.page_data.scenes import SCENARIO
from api.pages.board import BoardAsk
from api.pages.boards import canonical
from api.pages.context import Frame, ReleaseNote
from api.pages.markdown import markdown
from api.pages.render import alone
from graph.clock import today
from graph.errors import BadParameter
from graph.names import japanese_names
from graph.views.language import LANGUAGES, language


def brief(
    coalition: Coalition,
    output: Annotated[Path, typer.Option("-o", "--output", help="file to write: .html (to print) or .md")],
    scenario: Annotated[str, typer.Option("--scenario", "-s", help="a scenario with requirements")] = SCENARIO,
    against: Annotated[
        date | None, typer.Option("--against", parser=parse_as_of, metavar="DAY", help="a day to compare with")
    ] = None,
    lang: Annotated[str, typer.Option(help="en or ja")] = "en",
    as_of: AsOf = ...,  # type: ignore[assignment]
    release: ReleaseId = None,
    home: Home = None,
) -> None:
    """Write a two-page report: coverage, top gaps, chokepoints, actions and changes, each with numbered sources."""
    if output.suffix not in (".html", ".md"):
        raise BadParameter(f"cannot write {output.name!r}; name a file that ends in .html or .md")
    if lang not in LANGUAGES:
        raise BadParameter(f"no language {lang!r}; use {' or '.join(LANGUAGES)}")
    found = opened(home, release)
    ask = BoardAsk(tuple(split(coalition)), scenario, as_of, against)
    board = brief_board(found, ask)
    note = ReleaseNote(found.id, "; ".join(sorted({s.licence for s in found.manifest.sources})))
    frame = Frame(
        board.kicker,
        as_of,
        today(),
        note,
        "/brief",
        canonical(ask),
        language(lang, japanese_names(found)),
    )
    text = markdown(board, frame, address(ask)) if output.suffix == ".md" else alone(frame, board)
    output.write_text(text, encoding="utf-8", errors="replace")
    notes.print(f"{output}: {sum(len(s.rows) for s in board.sections)} findings, {len(board.sources)} sources")
    stamp(found, as_of)
