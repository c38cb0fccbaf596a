"""The index of names: an SQLite file made once a build and only read afterwards.

`docs` holds things in the order of their prominence, so that the first finds are the likeliest. `names` finds whole
names and beginnings; `grams` (trigrams) any part of three letters or more; `short` words of one or two characters, a
whole name in Japanese; `typo` the words that a misspelt one may stand for. `grams` and `short` keep no text.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, Final

import polars as pl

from graph.search.fold import SHORTEST_TYPO, fold, is_cjk, short_tokens, variants, words

FILE: Final = "names.sqlite"
PROMINENCE: Final = {"state": 1.0, "body": 1.0, "agreement": 0.97, "provision": 0.75}
"""How much the score of a type of thing counts; of any other, `OTHER`."""
OTHER: Final = 0.95

_TABLES: Final = """
CREATE TABLE docs (id INTEGER PRIMARY KEY, slug TEXT, class TEXT, state TEXT, kind TEXT, label TEXT, label_ja TEXT,
    names TEXT);
CREATE TABLE names (folded TEXT, doc INTEGER, PRIMARY KEY (folded, doc)) WITHOUT ROWID;
CREATE VIRTUAL TABLE grams USING fts5(text, content='', columnsize=0, tokenize='trigram');
CREATE VIRTUAL TABLE short USING fts5(text, content='', columnsize=0, prefix='1 2',
    tokenize='unicode61 remove_diacritics 0');
CREATE TABLE typo (variant TEXT, word TEXT, PRIMARY KEY (variant, word)) WITHOUT ROWID;
"""

Name = tuple[str, str]
"""What a name is (`label`, `alias`, `code`, `kind`, `text` …) and the name, folded."""


def write_index(tables: Path, folder: Path) -> None:
    """Write the index of all entities of a release's tables."""
    folder.mkdir(parents=True)
    entities = pl.read_parquet(tables / "entities.parquet").filter(pl.col("label").is_not_null())
    own = _by_slug(pl.read_parquet(tables / "names.parquet"))
    kinds = _kind_names(pl.read_parquet(tables / "kinds.parquet"), own)
    rows = sorted(entities.iter_rows(named=True), key=_prominence)
    write_docs(folder / FILE, ((row, _names(row, own, kinds)) for row in rows))


def write_docs(path: Path, docs: Iterable[tuple[dict[str, Any], list[Name]]]) -> None:
    """Write things with their names, the most prominent first; a full disk is an `OSError`, as for any other file."""
    try:
        _write_index(path, docs)
    except sqlite3.OperationalError as error:
        raise OSError(f"{path} cannot be written ({error})") from error


def _write_index(path: Path, docs: Iterable[tuple[dict[str, Any], list[Name]]]) -> None:
    with closing(sqlite3.connect(path)) as index, index:
        index.executescript(f"PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; {_TABLES}")
        seen: set[str] = set()
        for number, (row, names) in enumerate(docs, start=1):
            _write(index, number, row, names)
            seen.update(w for what, name in names if what != "text" for w in words(name) if _may_slip(w))
        found = sorted((variant, word) for word in seen for variant in variants(word))
        index.executemany("INSERT INTO typo VALUES (?, ?)", found)
        index.execute("INSERT INTO grams(grams) VALUES ('optimize')")
        index.execute("INSERT INTO short(short) VALUES ('optimize')")


def _write(index: sqlite3.Connection, number: int, row: dict[str, Any], names: list[Name]) -> None:
    columns = (row[name] for name in ("slug", "class", "state", "kind", "label", "label_ja"))
    stored = "\n".join(f"{what}\t{name}" for what, name in names)
    index.execute("INSERT INTO docs VALUES (?,?,?,?,?,?,?,?)", (number, *columns, stored))
    own = {name for what, name in names if what not in ("kind", "text")}
    index.executemany("INSERT INTO names VALUES (?, ?)", ((name, number) for name in sorted(own)))
    everything = "\n".join(name for _, name in names)
    index.execute("INSERT INTO grams(rowid, text) VALUES (?, ?)", (number, everything))
    tokens = dict.fromkeys(token for what, name in names if what != "text" for token in short_tokens(name))
    index.execute("INSERT INTO short(rowid, text) VALUES (?, ?)", (number, " ".join(tokens)))


def _may_slip(word: str) -> bool:
    return len(word) >= SHORTEST_TYPO and not is_cjk(word) and not word.isdecimal()


def _prominence(row: dict[str, Any]) -> tuple[float, int, str]:
    return -PROMINENCE.get(row["class"], OTHER), len(row["label"]), row["slug"]


def _names(row: dict[str, Any], own: dict[str, list[Name]], kinds: dict[str, list[Name]]) -> list[Name]:
    columns = (("label", "label"), ("label", "label_ja"), ("code", "code"), ("id", "slug"))
    found = [(what, fold(_one_line(row[column]))) for what, column in columns if row[column]]
    return [*dict.fromkeys([*found, *own.get(row["slug"], []), *kinds.get(row["kind"] or "", [])])]


def _by_slug(names: pl.DataFrame) -> dict[str, list[Name]]:
    found: dict[str, list[Name]] = {}
    for slug, what, text in names.sort("slug", "property", "text").iter_rows():
        found.setdefault(slug, []).append((what, fold(_one_line(text))))
    return found


def _kind_names(kinds: pl.DataFrame, own: dict[str, list[Name]]) -> dict[str, list[Name]]:
    """Return the names of each kind and of all that are broader, by the kind's id."""
    rows = {row["kind"]: row for row in kinds.iter_rows(named=True)}
    found: dict[str, list[Name]] = {}
    for kind in rows:
        for name in _up(kind, rows):
            labels = [text for text in (rows[name]["label"], rows[name]["label_ja"]) if text]
            texts = [*(fold(text) for text in labels), *(folded for _, folded in own.get(f"kind/{name}", []))]
            found.setdefault(kind, []).extend(("kind", text) for text in texts)
    return found


def _up(kind: str, rows: dict[str, dict[str, Any]]) -> Iterator[str]:
    current: str | None = kind
    while current in rows:
        yield current
        current = rows[current]["broader"]


def _one_line(text: str) -> str:
    return " ".join(text.split())
