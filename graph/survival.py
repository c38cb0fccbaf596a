"""Time to an event when some are still waiting: the Kaplan–Meier estimate."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wait:
    """How long something waited [days], and whether the event then came or the watch ended first."""

    days: int
    came: bool


def survival(waits: Iterable[Wait]) -> list[tuple[int, float]]:
    """Return the steps of the survival curve: after so many days, the share still waiting.

    Notes
    -----
    S(t) is the product over event times t(i) <= t of 1 - d(i) / n(i), with d(i) events among the n(i) still watched
    (Kaplan and Meier 1958, Journal of the American Statistical Association 53: 457-481). What waits still is counted as
    watched until its last day and drops out there, so leaving it out or counting it as never would bias the median.
    A watch that ends on the day of an event counts as watched on that day.
    """
    all_ = sorted(waits, key=lambda w: w.days)
    steps: list[tuple[int, float]] = []
    share = 1.0
    for day in sorted({w.days for w in all_ if w.came}):
        watched = sum(w.days >= day for w in all_)
        events = sum(w.days == day and w.came for w in all_)
        share *= 1 - events / watched
        steps.append((day, share))
    return steps


def median_wait(waits: Iterable[Wait]) -> int | None:
    """Return the first day by which half or fewer still wait, or None where more than half still do."""
    return next((day for day, share in survival(waits) if share <= 0.5), None)
