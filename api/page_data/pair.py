"""The page of two nations: what joins them kind by kind, what is missing, and what would ease it."""

from collections.abc import Iterable

from api.page_data.citing import Citer, Desk
from api.page_data.days import shared_ticks
from api.page_data.gaps import commitments_section, impediments_section
from api.page_data.labels import labels
from api.page_data.words import counted, spoken
from api.pages.board import Board, BoardAsk, Cell, Link, Section, TableRow
from graph.agreements import KindOnDay, pair_on
from graph.dates import Holding
from graph.evidence import Evidence
from graph.gaps.agreement import AgreementGap, Lack
from graph.gaps.ask import ask_agreement_gaps, ask_promises, rules
from graph.gaps.commitment import commitment_gaps
from graph.gaps.environment import Law, environment_gaps
from graph.measures import Finding
from graph.release import Release
from graph.scene import pair
from graph.tables import read_tables
from graph.views.language import Name, Say
from graph.world.world import world


def pair_board(release: Release, a: str, b: str, ask: BoardAsk) -> Board:
    """Return what joins two states on a day, what is missing and what stands in the way."""
    first, second = pair(release, (a, b))
    here, label = world(release), labels(release)
    kinds = pair_on(release, first, second, ask.day)
    missing = {gap.rule.expects: gap for gap in ask_agreement_gaps(release, ask.day, (first, second))}
    promised = commitment_gaps(ask_promises(release, ask.day, (first, second)))
    hindered = environment_gaps(here.impediments, Law(here.parties, here.policies), (first, second), ask.day)
    cited = [s for kind in kinds for s in kind.statements]
    found: tuple[Finding, ...] = (*missing.values(), *promised, *hindered)
    cited += [s for one in found for s in one.evidence.statements]
    citer = Citer(release, cited)
    desk = Desk(label, citer, BoardAsk((first, second), "", ask.day))
    held = {name for kind in kinds if kind.holding is Holding.HOLDS for name in kind.agreements}
    return Board(
        kicker="Pair of nations",
        title=Say("{names}", {"names": label.names((first, second), ask.day)}),
        answer=tuple(_answer((first, second), len(held), list(missing.values()), desk)),
        links=(
            Link("Draw their network", f"/explore?focus={first},{second}&asOf={ask.day}"),
            Link("Gaps between them", f"/gaps?states={first},{second}&asOf={ask.day}"),
        ),
        sections=(
            _matrix(release, kinds, missing, desk),
            commitments_section(promised, desk),
            impediments_section(hindered, desk),
        ),
        sources=citer.sources,
        ticks=tuple(shared_ticks(release, (first, second), ask.day)),
    )


def _answer(both: tuple[str, str], held: int, missing: list[AgreementGap], desk: Desk) -> Iterable[Say]:
    names = tuple(Name(desk.label(one)) for one in both)
    count = counted(held, "agreement", href="#kinds")
    yield Say("{names} are joined by {count} in force on {day}.", {"names": names, "count": count, "day": desk.ask.day})
    surely = [gap for gap in missing if gap.lack is not Lack.UNKNOWN]
    if surely:
        lacking = tuple(Name(desk.label(gap.rule.expects)) for gap in surely)
        yield Say("Of what the rules expect of such a pair they lack {names}.", {"names": lacking})


def _matrix(
    release: Release,
    kinds: list[KindOnDay],
    missing: dict[str, AgreementGap],
    desk: Desk,
) -> Section:
    expected = {rule.expects: rule.because for rule in rules()}
    leaves = _without_groups(release, kinds)
    shown = [k for k in kinds if k.kind in expected or (k.holding is not Holding.NOT and k.kind in leaves)]
    order = {Holding.HOLDS: 0, Holding.UNKNOWN: 1, Holding.NOT: 2}
    shown.sort(key=lambda k: (k.kind not in expected, order[k.holding], k.label))
    return Section(
        id="kinds",
        title="Kinds of agreement",
        columns=("Kind", "Standing", "Since", "Agreements", "Why it is expected"),
        rows=tuple(_kind_row(k, missing.get(k.kind), expected.get(k.kind, ""), desk) for k in shown),
        empty="Nothing is recorded between them.",
        note=(Say("Absent: a full list of that day does not name the pair. Not found: nothing is recorded."),),
        total=len(shown),
    )


def _without_groups(release: Release, kinds: Iterable[KindOnDay]) -> set[str]:
    """Return the kinds that agreements themselves have; a broader kind would count the same agreement again."""
    own = dict(read_tables(release).instruments.select("slug", "kind").iter_rows())
    return {own[name] for kind in kinds for name in kind.agreements}


def _kind_row(kind: KindOnDay, gap: AgreementGap | None, because: str, desk: Desk) -> TableRow:
    if kind.holding is Holding.HOLDS:
        standing = Cell("in force", tone="lack-in-force")
    elif kind.holding is Holding.UNKNOWN:
        standing = Cell("not known", tone="lack-unknown")
    else:
        lack = gap.lack if gap else Lack.NOT_FOUND
        standing = Cell(spoken(lack), tone=f"lack-{lack.value}")
    since = kind.since.isoformat() if kind.since else ""
    cells = (
        Cell(kind.label),
        standing,
        Cell(since),
        Cell(Say("{names}", {"names": desk.label.names(kind.agreements, desk.ask.day)})),
        Cell(because),
    )
    statements = gap.evidence.statements if gap else kind.statements
    return desk.citer.row(cells, Evidence.of(statements)) if statements else TableRow(cells)
