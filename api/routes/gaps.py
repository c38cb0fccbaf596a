"""Gaps."""

from typing import Annotated

from fastapi import APIRouter, Query

from api.deps import Ask, Part
from api.models import AgreementGapOut, ClosingOut, GapsOut, ListingOut, Named, Statement
from graph.evidence import proofs
from graph.gaps.agreement import VERSION, AgreementGap, Lack, Listing
from graph.gaps.ask import ask_agreement_gaps
from graph.gaps.rules import rule_book
from graph.release import Release as ReleaseOnDisk
from graph.tables import read_tables
from graph.things import catalogue

router = APIRouter(prefix="/gaps", tags=["gaps"])

States = Annotated[str | None, Query(description="one state: its pairs; several, by commas: the pairs among them")]


@router.get("/agreement")
def agreement(
    ask: Ask,
    part: Part,
    states: States = None,
    expects: Annotated[str | None, Query(description="kind expected", examples=["rdp-mou"])] = None,
    premise: Annotated[str | None, Query(description="kind that raises the expectation")] = None,
) -> GapsOut:
    """Return the pairs that stand in a rule's premise and lack the agreement that it expects."""
    names = [name for name in (states or "").split(",") if name.strip()]
    found = ask_agreement_gaps(ask.release, ask.day, names, expects, premise)
    missing = [gap for gap in found if gap.lack is not Lack.UNKNOWN]
    return GapsOut(
        **ask.stamp,
        total=len(found),
        unknown=len(found) - len(missing),
        items=gaps_out(ask.release, part.of(found)),
        measure=f"gaps/agreement {VERSION}",
        rules=rule_book().version,
    )


def gaps_out(release: ReleaseOnDisk, gaps: list[AgreementGap]) -> list[AgreementGapOut]:
    """Return gaps as JSON, each statement with its citations."""
    known = catalogue(release)
    cited = proofs(read_tables(release), (s for gap in gaps for s in gap.evidence.statements))
    return [
        AgreementGapOut(
            pair=[Named.of(known[name]) for name in gap.pair],
            rule=gap.rule.id,
            premise=gap.rule.premise,
            expects=gap.rule.expects,
            because=gap.rule.because,
            basis=gap.rule.basis,
            lack=gap.lack.value,
            missing_since=gap.since,
            premise_agreements=[Named.of(known[name]) for name in gap.premise],
            closed=ClosingOut(on=gap.closing.on, agreement=Named.of(known[gap.closing.agreement]))
            if gap.closing
            else None,
            list_complete=_listing(gap.list_before),
            list_again=_listing(gap.list_after),
            evidence=Statement.all_of(gap.evidence, cited),
        )
        for gap in gaps
    ]


def _listing(listing: Listing | None) -> ListingOut | None:
    if listing is None:
        return None
    return ListingOut(
        id=listing.id, kind=listing.kind, actor=listing.actor, day=listing.day, members=len(listing.members)
    )
