"""The one place that reads the clock."""

import time
from datetime import UTC, date, datetime


def today() -> date:
    """Return the current day in UTC, the default of every ``asOf``."""
    return datetime.now(UTC).date()


def now() -> float:
    """Return the seconds since 1970, to tell how old something is."""
    return time.time()


def ticks() -> float:
    """Return seconds that only ever grow, to tell how long something takes."""
    return time.monotonic()
