"""Parts cells that hold several values, at the signs between them and not at those inside of a name."""

import re
from typing import Final

import polars as pl

from ingest.mapping.codes import names_of
from ingest.mapping.nested import LIST
from ingest.mapping.rules import ColumnRule

_NOTHING: Final = "(?!)"


def parted(cells: pl.Series, rule: ColumnRule) -> pl.Series:
    """Return cells with LIST in place of each sign that parts values.

    A sign inside of a name stays: *Trinidad and Tobago* is one of the states, and what the mapping corrects or has a
    word for is one value too.
    """
    signs = sorted(rule.split, key=len, reverse=True)
    whole = [name for name in {*rule.corrections, *rule.values, *names_of(rule.code)} if _has(name, signs)]
    held = cells.filter(cells.str.contains_any(whole, ascii_case_insensitive=True)).unique() if whole else cells.clear()
    around = _NOTHING if not whole else "|".join(map(re.escape, sorted(whole, key=len, reverse=True)))
    either = re.compile(rf"(?P<name>(?<!\w)(?i:{around})(?!\w))|(?:{'|'.join(map(re.escape, signs))})")
    apart = {cell: either.sub(lambda found: found[0] if found["name"] else LIST, cell) for cell in held.to_list()}
    plain = pl.col("cells")
    for sign in signs:
        plain = plain.str.replace_all(sign, LIST, literal=True)
    told = plain if not apart else pl.col("cells").replace_strict(apart, default=plain, return_dtype=pl.String)
    return cells.alias("cells").to_frame().select(told.alias(cells.name)).to_series()


def _has(name: str, signs: list[str]) -> bool:
    return any(sign.casefold() in name.casefold() for sign in signs)
