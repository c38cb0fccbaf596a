"""Cells of a CSV, which a spreadsheet may open: none of them runs."""

from typing import Final

FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the start of a formula (OWASP)."""


def cell(value: object) -> object:
    """Return a cell that no spreadsheet takes for a formula: a text that could start one gets an apostrophe."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value
