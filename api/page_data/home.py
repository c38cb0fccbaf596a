"""The first page."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from api.page_data.words import counted, named
from api.pages.home_body import Example, Figure, HomePage, KindCount
from graph.agreements import AgreementOnDay, agreements_on, pair_on
from graph.chokepoints.ask import ask_structural
from graph.dates import Holding
from graph.gaps.agreement import Lack
from graph.gaps.ask import ask_agreement_gaps, rules
from graph.release import Release
from graph.things import catalogue
from graph.views.language import Say

BEFORE = date(2016, 5, 24)
AFTER = date(2016, 6, 10)
KINDS = 12
"""Kinds of agreement on the first page: those with most on record."""


def home_page(release: Release, day: date) -> HomePage:
    """Return what the release holds, and questions answered on their days."""
    things = release.manifest.things
    recorded = agreements_on(release, day)
    standing = sum(a.holding is Holding.HOLDS for a in recorded)
    return HomePage(
        counts=(
            Figure(Say("agreements in force on {day}", {"day": day}), standing),
            Figure(Say("agreements recorded"), things.get("Agreement", 0)),
            Figure(Say("participations"), things.get("Participation", 0)),
            Figure(Say("commitments"), things.get("Provision", 0)),
            Figure(Say("firms"), things.get("Firm", 0)),
            Figure(Say("programmes"), things.get("Program", 0)),
            Figure(Say("source documents"), things.get("Source", 0), "/sources"),
        ),
        examples=(_procurement(release, BEFORE), _procurement(release, AFTER), _pair(release, day), _hub(release, day)),
        coverage=tuple(_coverage(recorded)),
    )


def _coverage(recorded: Sequence[AgreementOnDay]) -> Iterator[KindCount]:
    """Yield the kinds with most agreements on record, each with how many are in force."""
    kinds = Counter((one.thing.kind or "", one.thing.kind_label or "") for one in recorded)
    held = Counter(one.thing.kind or "" for one in recorded if one.holding is Holding.HOLDS)
    for (kind, label), count in sorted(kinds.items(), key=lambda item: (-item[1], item[0]))[:KINDS]:
        yield KindCount(label, f"/entity/kind/{kind}", held[kind], count)


def _procurement(release: Release, day: date) -> Example:
    found = ask_agreement_gaps(release, day, ["usa"], rules("rdp-mou"))
    lacking = [gap for gap in found if gap.lack is not Lack.UNKNOWN]
    japan = any("jpn" in gap.pair for gap in lacking)
    there = "{count}, Japan among them." if japan else "{count}, Japan no longer among them."
    return Example(
        text=Say("Which US treaty allies had no reciprocal procurement memorandum on {day}?", {"day": day}),
        answer=Say(there, {"count": counted(len(lacking), "ally", "allies")}),
        href=f"/gaps?states=usa&expects=rdp-mou&asOf={day}",
    )


def _pair(release: Release, day: date) -> Example:
    kinds = [kind for kind in pair_on(release, "jpn", "usa", day) if kind.holding is Holding.HOLDS]
    count = len({agreement for kind in kinds for agreement in kind.agreements})
    return Example(
        text=Say("What binds Japan and the United States to each other?"),
        answer=Say("{count} in force on {day}.", {"count": counted(count, "agreement"), "day": day}),
        href=f"/pair/jpn/usa?asOf={day}",
    )


def _hub(release: Release, day: date) -> Example:
    _, found = ask_structural(release, day, "information")
    known = catalogue(release)
    points = [known[c.members[0]].label for c in found if len(c.members) == 1]
    text = "{count}: {names} and others." if len(points) > 3 else "{count}: {names}." if points else "Nobody's."
    return Example(
        text=Say("Whose loss would split the network of information-security agreements?"),
        answer=Say(text, {"count": counted(len(points), "party", "parties"), "names": named(points[:3])}),
        href=f"/chokepoints?layer=information&asOf={day}",
    )
