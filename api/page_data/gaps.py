"""The gaps board: coverage as a heat map, then every kind of gap of a coalition."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from api.page_data.citing import Citer, Desk
from api.page_data.labels import labels
from api.page_data.matrix import heat_map, level_ticks
from api.page_data.scenes import form, other_day, presets, scene_of
from api.page_data.verbs import change_said
from api.page_data.words import counted, spoken
from api.pages.board import Board, BoardAsk, Cell, Link, Section, TableRow
from graph.actions import ask_recommendations
from graph.coverage.matrix import Coverage, Row
from graph.coverage.value import coalition_value
from graph.gaps.agreement import AgreementGap
from graph.gaps.ask import ask_agreement_gaps, ask_promises, rules
from graph.gaps.commitment import Promise, commitment_gaps
from graph.gaps.environment import EnvironmentGap, Law, environment_gaps
from graph.gaps.interoperability import InteroperabilityGap, interoperability_gaps
from graph.measures import Finding, matrix
from graph.recommend.rank import Recommendation
from graph.release import Release
from graph.scene import Scene
from graph.views.language import Name, Part, Say
from graph.weights import Objective
from graph.world.world import world

SHOWN: Final = 25
"""Rows of a table on a board; the API gives all."""


def gaps_board(release: Release, ask: BoardAsk) -> Board:
    """Return the gaps of a coalition on a day, and how its coverage differs from another day."""
    here, asked, label = world(release), scene_of(release, ask), labels(release)
    now = matrix(here, asked)
    before = matrix(here, replace(asked, day=ask.other_day)) if ask.other_day else []
    missing = ask_agreement_gaps(release, ask.day, asked.coalition, rules(ask.expects or None))
    together = interoperability_gaps(now, here.parties, here.layers, ask.day)
    promised = commitment_gaps(ask_promises(release, ask.day, asked.coalition))
    hindered = environment_gaps(here.impediments, Law(here.parties, here.policies), asked.coalition, ask.day)
    advised = advice(release, asked)
    found: tuple[Finding | Row, ...] = (*now, *missing, *together, *promised, *hindered, *advised)
    citer = Citer(release, (s for one in found for s in one.evidence.statements))
    desk = Desk(label, citer, ask)
    covered = [row for row in now if row.coverage is Coverage.COVERED]
    value = coalition_value(now)
    answer = [_coverage_told(asked, len(covered), len(now))] if now else []
    if before:
        told: dict[str, Part] = {"day": ask.other_day or ask.day, "before": f"{coalition_value(before).share:.0%}"}
        told["now"] = f"{value.share:.0%}"
        answer.append(Say("By weight it meets {now}; on {day} it met {before}.", told))
    answer.append(Say("{count} are missing among them.", {"count": counted(len(missing), "expected agreement")}))
    return Board(
        kicker="Gaps",
        title=Say("{names}", {"names": label.names(asked.coalition, ask.day)}),
        answer=tuple(answer),
        fields=form(release, ask, other_day(ask)),
        links=(*presets("/gaps", ask), Link("Brief of this", _brief(ask))),
        ticks=tuple(level_ticks(here, asked)),
        matrix=heat_map(now, before, asked, ask.other_day, (label, citer)) if now else None,
        sections=(
            agreements_section(missing, desk),
            interoperability_section(together, desk),
            commitments_section(promised, desk),
            impediments_section(hindered, desk),
            advice_section(advised, desk),
        ),
        sources=citer.sources,
    )


def _coverage_told(asked: Scene, covered: int, whole: int) -> Say:
    return Say(
        "On {day} the coalition covers {covered} of {whole} required capabilities with two nations or more.",
        {"day": asked.day, "covered": covered, "whole": whole},
    )


def _brief(ask: BoardAsk) -> str:
    other = f"&with={ask.other_day}" if ask.other_day else ""
    return f"/brief?states={','.join(ask.states)}&scenario={ask.scenario}&asOf={ask.day}{other}"


def advice(release: Release, asked: Scene) -> list[Recommendation]:
    """Return the actions that would lighten the gaps most; a single state has nobody to act with."""
    return ask_recommendations(release, asked, Objective()) if len(asked.coalition) > 1 else []


def whatif_link(ask: BoardAsk, change: str) -> str:
    """Return the address of the what-if of one change in the same scene."""
    return f"/whatif?states={','.join(ask.states)}&scenario={ask.scenario}&change={change}&asOf={ask.day}"


def pair_cell(pair: tuple[str, str], desk: Desk) -> Cell:
    """Return a cell that names a pair and leads to its page."""
    names = tuple(Name(desk.label(party)) for party in pair)
    return Cell(Say("{names}", {"names": names}), f"/pair/{pair[0]}/{pair[1]}?asOf={desk.ask.day}")


def agreements_section(found: list[AgreementGap], desk: Desk) -> Section:
    """Return the expected agreements that are missing."""
    rows = (
        desk.citer.row(
            (
                pair_cell(gap.pair, desk),
                Cell(desk.label(gap.rule.expects)),
                Cell(spoken(gap.lack), tone=f"lack-{gap.lack.value}"),
                Cell(gap.since.isoformat() if gap.since else ""),
                Cell(gap.closing.on.isoformat() if gap.closing else ""),
                Cell("What if?", whatif_link(desk.ask, f"conclude:{gap.rule.expects}:{','.join(gap.pair)}")),
            ),
            gap.evidence,
        )
        for gap in found[: 2 * SHOWN]
    )
    return Section(
        id="agreement",
        title="Missing agreements",
        columns=("Pair", "Expected", "Known", "Missing since", "Closed on", "Try"),
        rows=tuple(rows),
        empty="Every agreement that the rules expect among them is in force.",
        note=(Say("Expected by rules that are our judgements: a pair in the premise should have the kind."),),
        total=len(found),
    )


def interoperability_section(found: list[InteroperabilityGap], desk: Desk) -> Section:
    """Return what pairs that carry a capability together lack to operate together."""
    rows = (
        desk.citer.row(
            (
                pair_cell(gap.pair, desk),
                Cell(gap.function.capitalize()),
                Cell(spoken(gap.lack), tone=f"lack-{gap.lack.value}"),
                Cell(f"{gap.share:.0%}", bar=gap.share),
                Cell(Say("{names}", {"names": desk.label.names(gap.capabilities[:4], desk.ask.day)})),
            ),
            gap.evidence,
        )
        for gap in found[:SHOWN]
    )
    return Section(
        id="interoperability",
        title="Limited interoperability",
        columns=("Pair", "Function", "Known", "Share of weight", "Carried together"),
        rows=tuple(rows),
        empty="No pair that carries a required capability together lacks an enabling agreement.",
        total=len(found),
    )


def commitments_section(found: list[Promise], desk: Desk) -> Section:
    """Return the promises without a recorded act, the oldest first."""
    rows = (
        desk.citer.row(
            (
                desk.label.cell(one.provision.id, desk.ask.day),
                desk.label.cell(one.provision.instrument, desk.ask.day),
                Cell(one.promised.isoformat()),
                Cell(Say("{count}", {"count": counted(one.age // 365, "year")})),
            ),
            one.evidence,
        )
        for one in found[:SHOWN]
    )
    return Section(
        id="commitment",
        title="Promises without a recorded act",
        columns=("Promise", "Agreement", "Promised", "Open for"),
        rows=tuple(rows),
        empty="No promise among them is without a recorded act.",
        total=len(found),
    )


def impediments_section(found: list[EnvironmentGap], desk: Desk) -> Section:
    """Return what stands in the way between the states, and what would ease it."""
    return Section(
        id="environment",
        title="Impediments",
        columns=("Impediment", "Kept up by", "Against", "Since", "What would ease it", "Eased by"),
        rows=tuple(_impediment_rows(found[:SHOWN], desk)),
        empty="No impediment between them is on record for this day.",
        total=len(found),
    )


def _impediment_rows(found: Iterable[EnvironmentGap], desk: Desk) -> Iterable[TableRow]:
    for gap in found:
        came = tuple(e.instrument for e in gap.easings if e.since)
        yield desk.citer.row(
            (
                desk.label.cell(gap.impediment.id, desk.ask.day),
                Cell(desk.label(gap.origin)),
                Cell(desk.label(gap.partner)),
                Cell((gap.since.isoformat() if gap.since else "") if gap.since else ""),
                Cell(gap.impediment.remedy),
                Cell(Say("{names}", {"names": desk.label.names(came, desk.ask.day)})),
            ),
            gap.evidence,
        )


def advice_section(found: list[Recommendation], desk: Desk, most: int = 10) -> Section:
    """Return the actions that would lighten the gaps most, each as a what-if."""
    top = max((one.score for one in found), default=0.0) or 1.0
    rows = (
        desk.citer.row(
            (
                Cell(change_said(one.key, desk.label), whatif_link(desk.ask, one.key)),
                Cell(f"{one.score:.2f}", bar=max(0.0, one.score / top)),
                Cell(desk.label.said("; ".join(f.key for d in one.differences for f in d.closed[:3]))),
            ),
            one.evidence,
        )
        for one in found[:most]
    )
    return Section(
        id="advice",
        title="Actions that would lighten most",
        columns=("Action", "Lightens by", "Closes"),
        rows=tuple(rows),
        empty="No single action lightens anything.",
        note=(Say("By weights that are judgements; not by cost or likelihood, and without hindsight."),),
        total=len(found),
    )
