"""Asks a release for agreement gaps: what the command, the API and the pages share."""

from collections.abc import Sequence
from datetime import date

from graph.errors import BadParameter
from graph.gaps.agreement import AgreementGap, agreement_gaps, listings
from graph.gaps.rules import Rule, rule_book
from graph.parties import parties
from graph.release import Release
from graph.things import thing


def ask_agreement_gaps(
    release: Release, day: date, states: Sequence[str] = (), expects: str | None = None, premise: str | None = None
) -> list[AgreementGap]:
    """Return the agreement gaps of a release on a day.

    One state asks for its pairs, several for the pairs among them, none for all. `expects` and `premise` keep the rules
    with that kind.

    Raises
    ------
    NotFound
        A state has no such id.
    BadParameter
        A name is no state's or body's, or no rule has the kind.
    """
    found = [thing(release, name) for name in states]
    for item in found:
        if item.type not in ("state", "body"):
            raise BadParameter(f"{item.id} is a {item.type}; agreement gaps are asked of states, such as usa or jpn")
    asked = frozenset(item.id for item in found) if found else None
    return agreement_gaps(parties(release), listings(release), rules(expects, premise), day, asked)


def rules(expects: str | None = None, premise: str | None = None) -> tuple[Rule, ...]:
    """Return the rules of the book that expect a kind where a premise stands; without either, all."""
    book = rule_book().rules
    found = tuple(r for r in book if expects in (None, r.expects) and premise in (None, r.premise))
    if not found:
        kinds = ", ".join(sorted({r.expects for r in book}))
        premises = ", ".join(sorted({r.premise for r in book}))
        raise BadParameter(f"no rule expects {expects!r} from {premise!r}; rules expect {kinds} from {premises}")
    return found
