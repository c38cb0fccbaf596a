"""What an entity's page tells beside its relations: its life as bars, its promises, its gaps."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from api.page_data.differences import differences_on
from api.page_data.labels import Labels, labels
from api.page_data.pledges import pledges_on
from api.page_data.words import counted, spoken
from api.pages.board import Cell, Section, TableRow
from api.pages.bodies import Bar, Life
from graph.evidence import proofs
from graph.gaps.ask import ask_agreement_gaps, ask_promises
from graph.gaps.commitment import Promise
from graph.release import Release
from graph.tables import read_tables
from graph.things import Standing, Thing
from graph.views.language import Name, Say
from graph.views.palette import layer_of

BARS: Final = 30
SHOWN: Final = 15


def life_of(
    standings: Iterable[Standing], found: Thing, known: Mapping[str, Thing], day: date, tellers: Mapping[str, str]
) -> Life | None:
    """Return the spells that began by the day as bars, the latest first; those whose start is known to the day.

    A spell that has a teller, a source beside others, names it and leads to its statement.
    """
    spells = [s for s in standings if s.type in ("participation", "tie") and s.began is not None and s.began <= day]
    if not spells:
        return None
    first = min(s.began for s in spells if s.began)
    last = max(day, *(s.ended or day for s in spells))
    span = max((last - first).days, 1)

    def across(when: date) -> float:
        return round(100 * (when - first).days / span, 2)

    spells.sort(key=lambda s: (s.began or day, s.id))
    bars = tuple(
        Bar(
            label=known[s.tail if s.head == found.id else s.head].label,
            href=f"/entity/{s.id if s.id in tellers else s.tail if s.head == found.id else s.head}?asOf={day}",
            start=across(s.began or first),
            end=across(s.ended or last),
            layer=layer_of(s.layer or "framework").key,
            told=" · ".join(filter(None, (f"{s.since} – {s.until}".strip(), tellers.get(s.id)))),
        )
        for s in reversed(spells[-BARS:])
    )
    decades = tuple(
        (across(date(year, 1, 1)), year) for year in range(first.year // 10 * 10 + 10, last.year + 1, _step(span))
    )
    return Life(bars, decades, across(day), len(spells))


def tellers_of(release: Release, standings: Iterable[Standing]) -> dict[str, str]:
    """Return the key of the source behind each spell of an agreement of which several sources tell."""
    sources = release.manifest.sources
    # A source is cited as one document, by its key or, where its card says so, another; the bundled one cites many.
    keys = {
        **{source.title: source.key for source in sources},
        **{f"src-{source.key}": source.key for source in sources},
    }
    ours = next((source.key for source in sources if source.bundled), "")
    ids = [s.id for s in standings if s.type == "participation"]
    cited = {name: found[0] for name, found in proofs(read_tables(release), ids).items()}
    tellers = {name: keys.get(proof.source) or keys.get(proof.title, ours) for name, proof in cited.items()}
    return tellers if len(set(tellers.values())) > 1 else {}


def _step(span: int) -> int:
    return 10 if span < 30000 else 20


def sections_of(release: Release, found: Thing, day: date) -> tuple[Section, ...]:
    """Return what binds by an agreement and what is disputed of it, or the promises and gaps of a state."""
    label = labels(release)
    if found.type == "agreement":
        made = ask_promises(release, day, instrument=found.id)
        promises = (_promises(made, label, day),) if made else ()
        return (*pledges_on(release, found.id, day), *promises, *differences_on(release, found.id))
    if found.type != "state":
        return ()
    standing = [p for p in ask_promises(release, day, (found.id,)) if p.standing.value == "open"]
    standing.sort(key=lambda p: -p.age)
    return (*((_promises(standing, label, day),) if standing else ()), _missing(release, found, label, day))


def _promises(made: list[Promise], label: Labels, day: date) -> Section:
    rows = tuple(
        TableRow(
            (
                label.cell(one.provision.id, day),
                label.cell(one.provision.instrument, day),
                Cell(spoken(one.standing)),
                Cell(one.promised.isoformat()),
                Cell(Say("{names}", {"names": label.names([act.id for act in one.acts[:3]], day)})),
            )
        )
        for one in made[:SHOWN]
    )
    columns = ("Promise", "Agreement", "Standing", "Promised", "Acts")
    return Section("promises", "Commitments", columns, rows, "None is recorded.", total=len(made))


def _missing(release: Release, found: Thing, label: Labels, day: date) -> Section:
    gaps = ask_agreement_gaps(release, day, (found.id,))
    rows = tuple(
        TableRow(
            (
                Cell(Say("{name}", {"name": Name(label(other))}), f"/pair/{found.id}/{other}?asOf={day}"),
                Cell(label(gap.rule.expects)),
                Cell(spoken(gap.lack), tone=f"lack-{gap.lack.value}"),
                Cell(gap.since.isoformat() if gap.since else ""),
            )
        )
        for gap in gaps[:SHOWN]
        for other in gap.pair
        if other != found.id
    )
    told = Say(
        "{count} are missing in all.", {"count": counted(len(gaps), "expected agreement", href=_board(found, day))}
    )
    columns = ("With", "Expected", "Known", "Missing since")
    return Section("gaps", "Missing agreements", columns, rows, "None that the rules expect.", (told,), len(gaps))


def _board(found: Thing, day: date) -> str:
    return f"/gaps?states={found.id}&asOf={day}"
