"""The connector of National Material Capabilities: one number a state, year and indicator; no number for "missing".

Written column by column, since the table is long and simple: a row becomes up to seven measures of eight statements.
"""

from decimal import Decimal
from pathlib import Path
from typing import Final

import polars as pl

from graph.dates import PartialDate
from graph.errors import SourceError
from ingest.cards import Card
from ingest.claims import full
from ingest.decoding import read_text
from ingest.documented import document, document_id
from ingest.headings import heading_faults
from ingest.identity.actors import actor_claims
from ingest.identity.codes import actor_ever, stretches
from ingest.nquads import literal
from ingest.progress import passed
from ingest.rows import Fault
from ingest.source import SourceReading
from ontology.iris import PREFIXES, mint

_FILE: Final = "NMC-60-abridged.csv"
_MISSING: Final = "-9"
INDICATORS: Final = {
    "milper": "military-personnel",
    "irst": "iron-and-steel",
    "pec": "energy",
    "tpop": "population",
    "upop": "urban-population",
    "cinc": "national-capability",
}
"""Columns with their indicators, each in the unit of its concept; `milex` stands apart, for its two currencies."""
_DOLLARS: Final = 1914
"""From this year on spending is in US dollars, before it in pounds sterling: never one series."""
_KEY: Final = ("ccode", "year")
_COLUMNS: Final = (*_KEY, "milex", *INDICATORS)


def read(files: Path, card: Card) -> SourceReading:
    """Read the state-years and return every number that is not missing; zeros are numbers.

    Raises
    ------
    SourceError
        The file is missing, or has other columns than those of version 6.0.
    """
    table = _table(card, files / _FILE)
    passed(table.height)
    good, faults = _parted(table)
    named, unknown = _with_actors(good)
    long = _long(named)
    actors = actor_claims(named["actor"].unique().to_list())
    statements = (*_measures(long), *_citations(long, card))
    rows, counts = {_FILE: table.height}, {"values": long.height}
    return SourceReading((document(card), *actors), rows, (*faults, *unknown), statements, counts=counts)


def _table(card: Card, path: Path) -> pl.DataFrame:
    content = read_text(card.key, path, "ascii").encode("ascii")
    try:
        table = pl.read_csv(content, infer_schema=False)
    except pl.exceptions.PolarsError as error:
        raise SourceError(card.key, [f"{path.name}: broken CSV ({str(error).splitlines()[0]})"]) from error
    if faults := heading_faults(path.name, table.columns, _COLUMNS, card.ignore):
        raise SourceError(card.key, faults)
    table = table.with_row_index("line", offset=2)
    return table.select("line", *_COLUMNS)


def _parted(table: pl.DataFrame) -> tuple[pl.DataFrame, list[Fault]]:
    """Part the rows whose cells are all numbers, or the mark of a missing one, from the rest."""
    number = r"^[0-9]+(\.[0-9]+)?([eE]-?[0-9]+)?$"
    sound = {
        column: pl.col(column).str.contains(number) | ((pl.col(column) == _MISSING) & (column not in _KEY))
        for column in _COLUMNS
    }
    faults = [
        Fault(_FILE, line, column, value or "", "not a number, and not the mark -9 of a missing one")
        for column, good in sound.items()
        for line, value in table.filter(~good.fill_null(value=False)).select("line", column).iter_rows()
    ]
    return table.filter(pl.all_horizontal(sound.values())), faults


def _with_actors(table: pl.DataFrame) -> tuple[pl.DataFrame, list[Fault]]:
    """Give each row its state; where a code names two in a year, the one that the year ends with."""
    pairs = table.select("ccode", "year").unique()
    names = [_actor(code, year) for code, year in pairs.iter_rows()]
    joined = table.join(pairs.with_columns(pl.Series("actor", names, pl.String)), on=["ccode", "year"])
    unknown = joined.filter(pl.col("actor").is_null()).sort("line")
    problem = "not a code of a state in that year; add it to the crosswalk of codes"
    faults = [Fault(_FILE, line, "ccode", code, problem) for line, code in unknown.select("line", "ccode").iter_rows()]
    return joined.filter(pl.col("actor").is_not_null()), faults


def _actor(code: str, year: str) -> str | None:
    if steady := actor_ever("cow", code):
        return steady
    whole_year = PartialDate.parse(year.zfill(4))
    parts = stretches("cow", code, whole_year.earliest, whole_year.latest)
    return parts[-1].actor if parts else None


def _long(table: pl.DataFrame) -> pl.DataFrame:
    """Return a row for each number that is given."""
    dollars = pl.when(pl.col("year").cast(pl.Int32) >= _DOLLARS)
    money = dollars.then(pl.lit("military-spending-usd")).otherwise(pl.lit("military-spending-gbp"))
    long = table.unpivot(
        on=["milex", *INDICATORS], index=["ccode", "year", "actor"], variable_name="column", value_name="value"
    ).filter(pl.col("value") != _MISSING)
    other = pl.col("column").replace_strict(INDICATORS, default=None, return_dtype=pl.String)
    return long.with_columns(
        indicator=pl.when(pl.col("column") == "milex").then(money).otherwise(other),
        value=_canonical(pl.col("value")),
    )


def _canonical(number: pl.Expr) -> pl.Expr:
    """Write a number the way that all our decimals are written: no exponent, no zeros that say nothing."""
    plain = number.str.replace(r"^0+(\d)", "$1").str.replace(r"(\.\d*?)0+$", "$1").str.strip_suffix(".")
    spelled = number.map_elements(lambda cell: literal(Decimal(cell)).split('"')[1], return_dtype=pl.String)
    return pl.when(number.str.contains("[eE]").any()).then(spelled).otherwise(plain)


def _measures(long: pl.DataFrame) -> list[str]:
    subject = pl.format(
        "<{}-{}-{}-{}-{}>", pl.lit(mint("id", "measure")), "indicator", "actor", "year", pl.col("ccode")
    )
    following = (pl.col("year").cast(pl.Int32) + 1).cast(pl.String)
    facts = (
        (PREFIXES["rdf"] + "type", pl.lit(f"<{full('kn:Measure')}>")),
        (full("kn:involves"), pl.format("<{}{}>", pl.lit(PREFIXES["id"]), "actor")),
        (full("kn:kind"), pl.format("<{}indicator-{}>", pl.lit(PREFIXES["knk"]), "indicator")),
        (full("kn:value"), _typed(pl.col("value"), "decimal")),
        (full("kn:validFrom"), _typed(pl.format("{}-01-01", "year"), "date")),
        (full("kn:validTo"), _typed(pl.format("{}-01-01", following), "date")),
        (full("kn:datePrecision"), pl.lit('"day"')),
        (full("kn:evidence"), pl.format("<{}-{}>", pl.lit(mint("id", "cit-cow-nmc-ccode")), "ccode")),
    )
    lines = [pl.format("{} <{}> {}", subject, pl.lit(name), value) for name, value in facts]
    return pl.concat([long.select(line.alias("line")) for line in lines])["line"].to_list()


def _citations(long: pl.DataFrame, card: Card) -> list[str]:
    """Return one citation a code, shared by all its numbers: the year and the indicator lead to the cell."""
    found: list[str] = []
    for code in long["ccode"].unique().sort().to_list():
        subject = f"<{mint('id', 'cit-cow-nmc-ccode', code)}>"
        found += [
            f"{subject} <{PREFIXES['rdf']}type> <{full('kn:Citation')}>",
            f"{subject} <{full('kn:cites')}> <{mint('id', document_id(card))}>",
            f"{subject} <{full('kn:confidence')}> <{mint('kind', 'confidence-a')}>",
            f'{subject} <{full("kn:locator")}> "ccode {code}"',
        ]
    return found


def _typed(value: pl.Expr, kind: str) -> pl.Expr:
    return pl.format('"{}"^^<{}{}>', value, pl.lit(PREFIXES["xsd"]), pl.lit(kind))
