"""The two days on which the reports answer."""

from datetime import date
from typing import Final

BEFORE: Final = date(2016, 5, 24)
AFTER: Final = date(2026, 11, 24)
