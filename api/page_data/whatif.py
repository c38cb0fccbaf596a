"""The what-if page: changes laid over a scene, measure by measure before and after."""

from collections.abc import Iterable
from typing import Final

from api.page_data.citing import Citer, Desk
from api.page_data.days import shared_ticks
from api.page_data.gaps import advice, advice_section
from api.page_data.labels import Labels, labels
from api.page_data.scenes import form, presets, scene_of
from api.page_data.verbs import VERBS, change_said
from api.pages.board import Board, BoardAsk, Cell, Field, Section, TableRow
from graph.actions import ask_what_if
from graph.gaps.rules import rule_book
from graph.measures import Finding
from graph.release import Release
from graph.views.language import Say
from graph.whatif.changes import read_overlay, text_of
from graph.whatif.compare import Difference, WhatIf
from graph.world.world import world

LISTED: Final = 8


def whatif_board(release: Release, ask: BoardAsk) -> Board:
    """Return what the changes asked for would do; without any, how to begin."""
    label, asked = labels(release), scene_of(release, ask)
    done = ask_what_if(release, asked, ask.changes) if ask.changes else None
    advised = advice(release, asked) if done is None else []
    moved = [d for d in done.differences if not d.is_idle] if done else []
    found: list[Finding] = [f for d in moved for f in (*d.closed, *d.opened, *d.changed)]
    found += advised
    citer = Citer(release, (s for one in found for s in one.evidence.statements))
    desk = Desk(label, citer, ask)
    section = _differences(moved, desk) if done else advice_section(advised, desk)
    return Board(
        kicker="What if",
        title=Say("{names}", {"names": label.names(asked.coalition, ask.day)}),
        answer=tuple(_answer(done, ask)),
        fields=(*form(release, ask), Field("change", "Changes", ask.changes, kind="hidden")),
        links=presets("/whatif", ask),
        chips=tuple(_chips(release, desk)),
        sections=(section,),
        sources=citer.sources,
        compose=_compose(release, label),
        ticks=tuple(shared_ticks(release, asked.coalition, ask.day)),
    )


def _answer(done: WhatIf | None, ask: BoardAsk) -> Iterable[Say]:
    if done is None:
        yield Say(
            "Compose a change below, or begin with one that would lighten most. Nothing is stored; the link holds it."
        )
        return
    closed = sum(len(d.closed) for d in done.differences)
    opened = sum(len(d.opened) for d in done.differences)
    if done.is_idle:
        yield Say("No measure changes: the changes are in place already, or concern none of these states.")
        return
    yield Say(
        "On {day} {closed} findings would be gone and {opened} would be new.",
        {"day": ask.day, "closed": closed, "opened": opened},
    )
    if done.before.whole and done.before != done.after:
        yield Say(
            "Of what the scenario requires, {before} is met by weight; then {after}.",
            {"before": f"{done.before.share:.0%}", "after": f"{done.after.share:.0%}"},
        )


def _chips(release: Release, desk: Desk) -> Iterable[tuple[Say, str]]:
    if not desk.ask.changes:
        return
    overlay = read_overlay(release, desk.ask.changes)
    for place, change in enumerate(overlay):
        rest = text_of(one for other, one in enumerate(overlay) if other != place)
        yield change_said(str(change), desk.label), rest


def _differences(moved: list[Difference], desk: Desk) -> Section:
    return Section(
        id="differences",
        title="Before and after",
        columns=("Measure", "Before", "After", "Gone", "New", "Changed"),
        rows=tuple(_row(one, desk) for one in moved),
        empty="No measure sees any change.",
        note=(Say("The changes are taken as made and nothing else as moved by them: no reaction of others, no cost."),),
        total=len(moved),
    )


def _row(one: Difference, desk: Desk) -> TableRow:
    cells = (
        Cell(one.measure.capitalize()),
        Cell(str(one.before)),
        Cell(str(one.after)),
        *(Cell(_listed(some, desk.label)) for some in (one.closed, one.opened, one.changed)),
    )
    first = next(iter((*one.closed, *one.opened, *one.changed)))
    return desk.citer.row(cells, first.evidence)


def _listed(found: tuple[Finding, ...], label: Labels) -> Say:
    told = "; ".join(f.key for f in found[:LISTED])
    return label.said(f"{told}; +{len(found) - LISTED}" if len(found) > LISTED else told)


def _compose(release: Release, label: Labels) -> tuple[Field, ...]:
    kinds = sorted({rule.expects for rule in rule_book().rules} | {"mutual-defence-treaty", "visiting-forces"})
    there = world(release).kinds
    capabilities = sorted({r.capability for r in world(release).requirements})
    return (
        Field("do", "Change", "conclude", VERBS),
        Field("kind", "Kind of agreement", "rdp-mou", tuple((k, label(k)) for k in kinds if k in there)),
        Field("capability", "Capability", "", (("", ""), *((c, label(c)) for c in capabilities))),
        Field("level", "Level", "3", tuple((str(n), str(n)) for n in range(5))),
        Field("thing", "Agreement, supplier or dependency", ""),
        Field("who", "States", "jpn,usa"),
    )


def composed(fields: dict[str, str]) -> str:
    """Return the change that the fields of the form make, as text; nothing where they make none."""
    who, thing = fields.get("who", "").replace(" ", ""), fields.get("thing", "").strip()
    state = who.partition(",")[0]
    made = {
        "conclude": f"conclude:{fields.get('kind', '')}:{who}",
        "denounce": f"denounce:{thing}" + (f":{state}" if state else ""),
        "level": f"level:{state}:{fields.get('capability', '')}:{fields.get('level', '')}",
        "lose": f"lose:{thing or state}",
        "supply": f"supply:{thing}:{state}",
        "fund": f"fund:{fields.get('capability', '')}:{who}",
    }
    return made.get(fields.get("do", ""), "")
