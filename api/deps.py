"""What routes take: the release, day and basis asked with, and which part of a list.

The functions are coroutines since a plain one would be sent to a thread at each request, at fifty times its cost.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, TypeVar

from fastapi import Depends, Query, Request
from fastapi.concurrency import run_in_threadpool

from api.served import Served, Shelf
from graph.dates import Holding, parse_day
from graph.errors import BadParameter
from graph.parties import Basis
from graph.release import Release
from graph.world.reading import Reading

T = TypeVar("T")


async def shelf(request: Request) -> Shelf:
    """Return the application's releases."""
    found: Shelf = request.app.state.shelf
    return found


async def served(
    shelf: Annotated[Shelf, Depends(shelf)],
    release: Annotated[str | None, Query(description="id of a release; the current one by default")] = None,
) -> Served:
    """Return the release that a request asks for."""
    # An older release is verified when it is first asked for, which takes its time.
    return shelf.current() if release is None else await run_in_threadpool(shelf.get, release)


async def as_of(
    request: Request,
    day: Annotated[
        str | None, Query(alias="asOf", description="the day, YYYY-MM-DD; today by default", examples=["2016-05-24"])
    ] = None,
) -> date:
    """Return the day that a request asks for, today by default."""
    if day is None:
        clock: Callable[[], date] = request.app.state.today
        return clock()
    try:
        return parse_day(day)
    except ValueError as error:
        raise BadParameter(f"asOf: {error}") from error


@dataclass(frozen=True)
class Window:
    """A part of a list."""

    offset: int
    limit: int

    def of(self, items: Sequence[T]) -> list[T]:
        """Return the items inside."""
        return list(items[self.offset : self.offset + self.limit])


async def window(
    offset: Annotated[int, Query(ge=0, description="items to skip")] = 0,
    limit: Annotated[int, Query(ge=1, le=1000, description="most items to give")] = 100,
) -> Window:
    """Return the part of a list that a request asks for."""
    return Window(offset, limit)


async def holdings(
    include: Annotated[str | None, Query(description="`unknown` adds what may hold but is not known to")] = None,
) -> tuple[Holding, ...]:
    """Return which standings a request wants to see."""
    if include is None:
        return (Holding.HOLDS,)
    if include == "unknown":
        return (Holding.HOLDS, Holding.UNKNOWN)
    raise BadParameter(f"include: {include!r} is not known; write include=unknown or leave it out")


async def basis(
    basis: Annotated[str, Query(description="`in-force` or `signed`", examples=["in-force"])] = "in-force",
) -> Basis:
    """Return what makes a party: being bound, or having signed."""
    try:
        return Basis(basis)
    except ValueError as error:
        raise BadParameter(f"basis: {basis!r} is not known; write in-force or signed") from error


async def fields(
    fields: Annotated[
        str | None, Query(description="names of fields by commas; the answer holds only these", examples=["label"])
    ] = None,
) -> None:
    """Document the parameter that the layer around all look-ups acts on."""


@dataclass(frozen=True)
class Asked:
    """What every look-up is asked with: a release, a day, a basis, and which standings to show."""

    served: Served
    day: date
    basis: Basis
    include: tuple[Holding, ...]

    @property
    def release(self) -> Release:
        """Return the release."""
        return self.served.release

    @property
    def reading(self) -> Reading:
        """Return how the records are to be read."""
        return Reading(self.basis, self.include)

    @property
    def measured(self) -> dict[str, Any]:
        """Return what every answer of a measure carries."""
        return {**self.stamp, "reading": str(self.reading)}

    @property
    def stamp(self) -> dict[str, Any]:
        """Return what every answer carries."""
        return {"as_of": self.day, "release": self.release.id, "observed_until": self.release.observed_until}


async def asked(
    served: Annotated[Served, Depends(served)],
    day: Annotated[date, Depends(as_of)],
    basis: Annotated[Basis, Depends(basis)],
    include: Annotated[tuple[Holding, ...], Depends(holdings)],
    _: Annotated[None, Depends(fields)],
) -> Asked:
    """Return what a request asks with."""
    return Asked(served, day, basis, include)


Ask = Annotated[Asked, Depends(asked)]


def asked_of_levels(ask: Ask) -> Asked:
    """Return what a request asks with, where a basis means nothing.

    Raises
    ------
    BadParameter
        A basis other than the default is asked for.
    """
    if ask.basis is not Basis.IN_FORCE:
        raise BadParameter(
            f"basis: {ask.basis.value!r} means nothing here: levels and supplies are not signed, and promises count "
            "from their signature in any case; leave basis out"
        )
    return ask


AskOfLevels = Annotated[Asked, Depends(asked_of_levels)]
Part = Annotated[Window, Depends(window)]
