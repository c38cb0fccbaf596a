"""The chokepoints board: where a coalition hangs on one party, one agreement, one supplier or one date."""

from typing import Final

from api.page_data.citing import Citer, Desk
from api.page_data.days import shared_ticks
from api.page_data.gaps import SHOWN, pair_cell
from api.page_data.labels import labels
from api.page_data.scenes import form, layer, presets, scene_of
from api.page_data.words import counted, named, spoken
from api.pages.board import Board, BoardAsk, Cell, Section
from graph.chokepoints.agreement import AgreementChokepoint
from graph.chokepoints.ask import ask_agreements, ask_brokers, ask_deadlines, ask_structural, ask_supply
from graph.chokepoints.broker import Broker
from graph.chokepoints.deadline import Deadline
from graph.chokepoints.pivotal import PivotalNation, pivotal_nations
from graph.chokepoints.structural import StructuralChokepoint
from graph.chokepoints.supply import SupplyChokepoint
from graph.measures import Finding, matrix
from graph.release import Release
from graph.views.language import Name, Part, Say
from graph.world.world import world

HORIZON: Final = 730
"""Days ahead within which an agreement that ends is told."""


def chokepoints_board(release: Release, ask: BoardAsk) -> Board:
    """Return the chokepoints of a layer and of a coalition on a day."""
    label, asked = labels(release), scene_of(release, ask)
    seen, cuts = ask_structural(release, ask.day, ask.layer)
    _, last = ask_agreements(release, ask.day, ask.layer, asked.coalition if len(asked.coalition) > 1 else ())
    _, between = ask_brokers(release, ask.day, ask.layer)
    supplied = ask_supply(release, ask.day, asked.coalition)
    ending = ask_deadlines(release, ask.day, HORIZON)
    pivots = pivotal_nations(matrix(world(release), asked))
    found: tuple[Finding, ...] = (*cuts, *last, *between, *supplied, *ending, *pivots)
    citer = Citer(release, (s for one in found for s in one.evidence.statements))
    desk = Desk(label, citer, ask)
    points = [label(c.members[0]) for c in cuts if len(c.members) == 1]
    told: dict[str, Part] = {
        "layer": Name(ask.layer.capitalize()),
        "day": ask.day,
        "parties": seen.network.number_of_nodes(),
        "count": counted(len(points), "party", "parties"),
        "names": named(points[:5]),
    }
    text = "On {day} the layer {layer} joins {parties} parties; it hangs on {count}: {names}."
    if not points:
        text = "On {day} the layer {layer} joins {parties} parties, and the loss of none of them would split it."
    return Board(
        kicker="Chokepoints",
        title=Say("{names}", {"names": label.names(asked.coalition, ask.day)}),
        answer=(Say(text, told),),
        fields=form(release, ask, layer(ask)),
        links=presets("/chokepoints", ask),
        sections=(
            _pivots(pivots, desk),
            _cuts(cuts, desk),
            _last(last, desk),
            _brokers(between, desk),
            _supply(supplied, desk),
            _deadlines(ending, desk),
        ),
        sources=citer.sources,
        ticks=tuple(shared_ticks(release, asked.coalition, ask.day)),
    )


def _pivots(found: list[PivotalNation], desk: Desk) -> Section:
    rows = (
        desk.citer.row(
            (
                desk.label.cell(one.state, desk.ask.day),
                Cell(f"{one.share:.0%}", bar=one.share),
                Cell(f"{one.lost:.1f}"),
                Cell(Say("{names}", {"names": desk.label.names(one.singles, desk.ask.day)})),
                Cell(str(len(one.unknown))),
            ),
            one.evidence,
        )
        for one in found
    )
    return Section(
        id="pivotal",
        title="Pivotal nations",
        columns=("Nation", "Share of coverage", "Lost without it", "Only it can", "Not assessed"),
        rows=tuple(rows),
        empty="Choose a scenario: without one nothing is required.",
        note=(Say("Share of the Shapley values in the coverage game; levels are judgements."),),
        total=len(found),
    )


def _cuts(found: list[StructuralChokepoint], desk: Desk) -> Section:
    rows = (
        desk.citer.row(
            (
                Cell(one.cut.value.replace("-", " ")),
                Cell(Say("{names}", {"names": desk.label.names(one.members, desk.ask.day)})),
                Cell(str(one.severed)),
                Cell("; ".join(", ".join(desk.label(m) for m in part) for part in one.parts[:4])),
            ),
            one.evidence,
        )
        for one in found[:SHOWN]
    )
    return Section(
        id="structural",
        title="Where the layer falls apart",
        columns=("What is cut", "Which", "Severed", "Falls away"),
        rows=tuple(rows),
        empty="No single party or bond splits this layer.",
        total=len(found),
    )


def _last(found: list[AgreementChokepoint], desk: Desk) -> Section:
    rows = (
        desk.citer.row(
            (
                desk.label.cell(one.agreement, desk.ask.day),
                Cell(str(len(one.pairs))),
                pair_cell(one.pairs[0], desk),
                Cell("What if it lapsed?", _lapse(desk.ask, one.agreement)),
            ),
            one.evidence,
        )
        for one in found[:SHOWN]
    )
    return Section(
        id="last-link",
        title="Agreements that are a pair's last link in the layer",
        columns=("Agreement", "Pairs", "For instance", "Try"),
        rows=tuple(rows),
        empty="No pair among them hangs on one agreement in this layer.",
        total=len(found),
    )


def _lapse(ask: BoardAsk, agreement: str) -> str:
    return f"/whatif?states={','.join(ask.states)}&scenario={ask.scenario}&change=denounce:{agreement}&asOf={ask.day}"


def _brokers(found: list[Broker], desk: Desk) -> Section:
    top = max((one.betweenness for one in found), default=0.0) or 1.0
    rows = (
        desk.citer.row(
            (
                desk.label.cell(one.party, desk.ask.day),
                Cell(f"{one.betweenness:.3f}", bar=one.betweenness / top),
                Cell("" if one.constraint is None else f"{one.constraint:.2f}"),
                Cell(f"{one.rank_best}–{one.rank_worst}"),
                Cell(str(one.partners)),
            ),
            one.evidence,
        )
        for one in found[:12]
    )
    return Section(
        id="broker",
        title="Brokers of the layer",
        columns=("Party", "Betweenness", "Constraint", "Rank under doubt", "Partners"),
        rows=tuple(rows),
        empty="Nobody stands between others in this layer.",
        total=len(found),
    )


def _supply(found: list[SupplyChokepoint], desk: Desk) -> Section:
    rows = (
        desk.citer.row(
            (
                Cell(one.dependency.item),
                Cell(spoken(one.grip)),
                Cell(Say("{names}", {"names": desk.label.names(one.dependency.suppliers, desk.ask.day)})),
                Cell("" if one.dependency.share is None else f"{one.dependency.share:.0%}", bar=one.dependency.share),
                Cell(Say("{names}", {"names": desk.label.names(one.dependency.dependents, desk.ask.day)})),
            ),
            one.evidence,
        )
        for one in found[:SHOWN]
    )
    return Section(
        id="supply",
        title="Items from one supplier",
        columns=("Item", "Grip", "Suppliers", "Share", "Who depends on it"),
        rows=tuple(rows),
        empty="No item on which they depend comes from one supplier, as far as is recorded.",
        total=len(found),
    )


def _deadlines(found: list[Deadline], desk: Desk) -> Section:
    rows = (
        desk.citer.row(
            (
                desk.label.cell(one.agreement, desk.ask.day),
                Cell(one.cause.value.replace("-", " ")),
                Cell(one.on.isoformat() if one.on else ""),
                Cell(Say("{names}", {"names": desk.label.names(one.replaced, desk.ask.day)})),
            ),
            one.evidence,
        )
        for one in found[:SHOWN]
    )
    return Section(
        id="deadline",
        title="Agreements that end within two years",
        columns=("Agreement", "Why", "On", "Replaced by"),
        rows=tuple(rows),
        empty="No recorded agreement ends within two years of this day.",
        total=len(found),
    )
