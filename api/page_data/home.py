"""The first page."""

from datetime import date

from api.page_data.words import counted, listed, long_day
from api.pages.context import Count, Example, HomePage
from graph.agreements import agreements_on, pair_on
from graph.chokepoints.ask import ask_structural
from graph.dates import Holding
from graph.gaps.agreement import Lack
from graph.gaps.ask import ask_agreement_gaps
from graph.release import Release
from graph.things import catalogue

BEFORE = date(2016, 5, 24)
AFTER = date(2016, 6, 10)


def home_page(release: Release, day: date) -> HomePage:
    """Return what the release holds, and questions answered on their days."""
    things = release.manifest.things
    standing = sum(a.holding is Holding.HOLDS for a in agreements_on(release, day))
    return HomePage(
        counts=(
            Count(f"agreements in force on {long_day(day)}", standing),
            Count("agreements recorded", things.get("Agreement", 0)),
            Count("participations", things.get("Participation", 0)),
            Count("commitments", things.get("Provision", 0)),
            Count("firms", things.get("Firm", 0)),
            Count("programmes", things.get("Program", 0)),
            Count("source documents", things.get("Source", 0), "/sources"),
        ),
        examples=(_procurement(release, BEFORE), _procurement(release, AFTER), _pair(release, day), _hub(release, day)),
    )


def _procurement(release: Release, day: date) -> Example:
    found = ask_agreement_gaps(release, day, ["usa"], "rdp-mou")
    lacking = [gap for gap in found if gap.lack is not Lack.UNKNOWN]
    japan = any("jpn" in gap.pair for gap in lacking)
    return Example(
        text=f"Which US treaty allies had no reciprocal procurement memorandum on {long_day(day)}?",
        answer=f"{counted(len(lacking), 'ally', 'allies')}, Japan {'among them' if japan else 'no longer among them'}.",
        href=f"/api/v1/gaps/agreement?states=usa&expects=rdp-mou&asOf={day}",
    )


def _pair(release: Release, day: date) -> Example:
    kinds = [kind for kind in pair_on(release, "jpn", "usa", day) if kind.holding is Holding.HOLDS]
    count = len({agreement for kind in kinds for agreement in kind.agreements})
    return Example(
        text="What binds Japan and the United States to each other?",
        answer=f"{counted(count, 'agreement')} in force on {long_day(day)}.",
        href=f"/explore?focus=jpn,usa&asOf={day}",
    )


def _hub(release: Release, day: date) -> Example:
    _, found = ask_structural(release, day, "information")
    known = catalogue(release)
    points = [known[c.members[0]].label for c in found if len(c.members) == 1]
    named = listed(points[:3]) if points else "none"
    return Example(
        text="Whose loss would split the network of information-security agreements?",
        answer=f"{counted(len(points), 'party', 'parties')}: {named}{' and others' if len(points) > 3 else ''}.",
        href=f"/api/v1/chokepoints/structural?layer=information&asOf={day}",
    )
