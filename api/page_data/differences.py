"""Where sources tell of one agreement differently, as a table of a page."""

import re
from collections.abc import Iterable, Mapping
from typing import Final

from api.page_data.labels import labels
from api.page_data.words import counted
from api.pages.board import Board, Cell, Field, Section, TableRow
from graph.disputes import SORTS, Dispute, Told, Wanted, disputes, told_once
from graph.release import Release
from graph.views.language import Name, Part, Say

SHOWN: Final = 500
"""Most rows on the page of differences; the command lists all."""
FIRST: Final = 12
"""Most rows on a page that is about something else."""
_BETWEEN: Final = ("Party", "Differ on", "One source", "Another source")
_EMPTY: Final = "No two compiled sources tell of one agreement differently."
_FORMS: Final = {
    r"from (?P<day>[\d-]+)": "{source}: from {day}",
    r"open, looked until (?P<day>[\d-]+)": "{source}: open, looked until {day}",
    r"(?P<day>[\d-]+) to (?P<last>[\d-]+)": "{source}: {day} to {last}",
    r"(?P<day>[\d-]+) \((?P<basis>.+)\)": "{source}: {day} ({basis})",
    r"(?P<day>[\d-]+) to (?P<last>[\d-]+) \((?P<basis>.+)\)": "{source}: {day} to {last} ({basis})",
}
_WHAT: Final = {"party": "who is a party", "date": "dates", "obligation": "what is owed"}


def differences(release: Release) -> Section:
    """Return where sources differ in the whole release, what weighs most first, as far as another page has room."""
    return _section(("Agreement", *_BETWEEN), release, told_once(disputes(release, Wanted())), FIRST)


def differences_on(release: Release, agreement: str) -> tuple[Section, ...]:
    """Return where sources differ on one agreement, or nothing where they do not."""
    found = told_once(disputes(release, Wanted(agreement=agreement)))
    return (_section(_BETWEEN, release, found, SHOWN),) if found else ()


def differences_board(release: Release, wanted: Wanted) -> Board:
    """Return the differences that are asked for, with a form to ask for others."""
    table = disputes(release, wanted)
    found = told_once(table)
    sources = {source.key: source.title for source in release.manifest.sources}
    among = {*table["source_a"], *table["source_b"], *wanted.between}
    either = (("", "any"), *((key, title) for key, title in sources.items() if key in among))
    first, second = (*wanted.between, "", "")[:2]
    told: dict[str, Part] = {
        "differences": counted(table.height, "difference"),
        "agreements": counted(table["agreement"].n_unique(), "agreement"),
    }
    return Board(
        kicker="Sources",
        title=Say("Where sources differ"),
        answer=(Say("{differences} between sources, on {agreements} of which both tell.", told),),
        fields=(
            Field("states", "State, or two by a comma", ",".join(wanted.actors)),
            Field("about", "Differ on", wanted.about, (("", "any"), *((sort, _WHAT[sort]) for sort in SORTS))),
            Field("source", "One source", first, either),
            Field("other", "Another source", second, either),
        ),
        sections=(_section(("Agreement", *_BETWEEN), release, found, SHOWN),),
    )


def _section(columns: tuple[str, ...], release: Release, found: list[Dispute], most: int) -> Section:
    titles = {source.key: source.title for source in release.manifest.sources}
    label = labels(release)
    heads = len(columns) > len(_BETWEEN)
    rows = tuple(
        TableRow(((Cell(label(one.agreement), f"/entity/{one.agreement}"),) if heads else ()) + _cells(one, titles))
        for one in found[:most]
    )
    return Section("conflicts", "Where sources differ", columns, rows, _EMPTY, total=len(found))


def _cells(one: Dispute, titles: Mapping[str, str]) -> tuple[Cell, ...]:
    alone = one.parties[0] if len(one.parties) == 1 else None
    names = tuple(Name(party.name or party.actor, _page(party, alone)) for party in one.parties)
    return (
        Cell(Say("{names}", {"names": names})),
        Cell(Say(f"{one.about}: {one.detail}")),
        _side([one.source_a], one.value_a, alone.statement_a if alone else "", titles),
        _side(one.sources_b, one.value_b, alone.statement_b if alone else "", titles),
    )


def _page(party: Told, alone: Told | None) -> str:
    """Return where the statement on one of several parties stands; of one alone, either source's has its own link."""
    return "" if alone else f"/entity/{party.statement_a or party.statement_b}"


def _side(sources: Iterable[str], value: str, statement: str, titles: Mapping[str, str]) -> Cell:
    """Return what a source says, or several of them, leading to its statement where it has one."""
    who = tuple(Name(titles.get(key, key)) for key in sources)
    return Cell(said(who, value), f"/entity/{statement}" if statement else "")


def said(who: tuple[Name, ...], value: str) -> Say:
    """Return who says what: a day with what goes with it, or words, each of which has its name in every language."""
    for form, text in _FORMS.items():
        if found := re.fullmatch(form, value):
            return Say(text, {"source": who, **{place: Name(words) for place, words in found.groupdict().items()}})
    words = tuple(Name(word) for word in (value or "nothing").split(", "))
    return Say("{source}: {value}", {"source": who, "value": words if len(words) > 1 else words[0]})
