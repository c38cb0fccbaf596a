"""The one place that reads the clock."""

from datetime import UTC, date, datetime


def today() -> date:
    """Return the current day in UTC, the default of every ``asOf``."""
    return datetime.now(UTC).date()
