"""Looks things up by name, in English and Japanese: substrings of labels, titles, codes and ids, folded and ranked.

The index is an SQLite file with trigrams; a word of one or two characters, too short for a trigram but a whole name in
Japanese, is found by a scan. Text is folded by NFKC, case, accents and kana,
so that ＮＡＴＯ finds NATO and カナ finds かな.
"""

import re
import sqlite3
import unicodedata
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import quote

import polars as pl

from graph.errors import ReleaseError
from graph.release import Release

_FILE: Final = "names.sqlite"
_COLUMNS: Final = "slug, class, state, kind, label, label_ja, folded_label, folded_all"
_TRIGRAM: Final = 3
_KATAKANA: Final = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}


@dataclass(frozen=True)
class Hit:
    """A thing found; `score` runs from 0 to 1 and `why` says what matched."""

    id: str
    type: str
    label: str
    label_ja: str | None
    state: str | None
    kind: str | None
    score: float
    why: str


def fold(text: str) -> str:
    """Return text as it is compared: width, case, accents and kana made equal."""
    wide = unicodedata.normalize("NFKC", text).casefold().translate(_KATAKANA)
    marks_off = "".join(c for c in unicodedata.normalize("NFD", wide) if not _is_accent(c))
    return unicodedata.normalize("NFC", marks_off)


def _is_accent(character: str) -> bool:
    # Latin accents only: the voicing marks of kana tell words apart.
    return "\u0300" <= character <= "\u036f"


def write_index(tables: Path, folder: Path) -> None:
    """Write the index of all entities of a release's tables; a full disk is an `OSError`, as for any other file."""
    folder.mkdir(parents=True)
    entities = pl.read_parquet(tables / "entities.parquet").filter(pl.col("label").is_not_null())
    try:
        with closing(sqlite3.connect(folder / _FILE)) as index, index:
            index.execute(f"CREATE VIRTUAL TABLE names USING fts5({_COLUMNS}, tokenize='trigram')")
            index.executemany("INSERT INTO names VALUES (?,?,?,?,?,?,?,?)", map(_entry, entities.iter_rows(named=True)))
            index.execute("INSERT INTO names(names) VALUES ('optimize')")
    except sqlite3.OperationalError as error:
        raise OSError(f"{folder / _FILE} cannot be written ({error})") from error


def _entry(entity: dict[str, str | None]) -> tuple[str | None, ...]:
    shown = [entity[name] or "" for name in ("label", "label_ja", "code", "slug")]
    names = ("slug", "class", "state", "kind", "label", "label_ja")
    return (*(entity[n] for n in names), fold(entity["label"] or ""), " \n ".join(fold(text) for text in shown))


def search(release: Release, query: str, types: Sequence[str] = (), limit: int = 20) -> list[Hit]:
    """Return the things whose names hold every word of the query, best first; an empty query finds nothing."""
    words = fold(query).split()
    if not words:
        return []
    path = release.path / "search" / _FILE
    if not path.is_file():
        raise ReleaseError(f"{path}: the search index is missing; run `kaname build` again")
    conditions, values = zip(*map(_condition, words), strict=True)
    condition = " AND ".join(conditions)
    with closing(sqlite3.connect(f"file:{quote(str(path))}?mode=ro&immutable=1", uri=True)) as index:
        found = index.execute(f"SELECT {_COLUMNS} FROM names WHERE {condition}", values).fetchall()  # noqa: S608
    hits = [_hit(row, fold(query).strip()) for row in found if _wanted(row, words, types)]
    return sorted(hits, key=lambda hit: (-hit.score, len(hit.label), hit.id))[:limit]


def _condition(word: str) -> tuple[str, str]:
    """Return how a word is looked up, and with what; every find is checked again by `_wanted`.

    LIKE without ESCAPE is what trigrams speed up, its wildcards matching too much. On a word shorter than a trigram it
    finds nothing when the word has three bytes (SQLite 3.40), as every kanji has.
    """
    if len(word) < _TRIGRAM:
        return "instr(folded_all, ?) > 0", word
    return "folded_all LIKE ?", "%" + word.replace("%", "_") + "%"


def _wanted(row: tuple[str, ...], words: Sequence[str], types: Sequence[str]) -> bool:
    return (not types or row[1] in types) and all(word in row[-1] for word in words)


def _hit(row: tuple[str, ...], wanted: str) -> Hit:
    slug, kind_of_thing, state, kind, label, label_ja, folded, everything = row
    score, why = _score(wanted, slug, folded, everything)
    weight = 1.0 if kind_of_thing in ("state", "body") else 0.97 if kind_of_thing == "agreement" else 0.95
    return Hit(slug, kind_of_thing, label, label_ja, state, kind, round(score * weight, 3), why)


def _score(wanted: str, slug: str, label: str, everything: str) -> tuple[float, str]:
    names = everything.split(" \n ")
    if wanted in (slug, *names):
        return 1.0, "the whole name or code"
    if any(name.startswith(wanted) for name in names):
        return 0.8, "the beginning of a name"
    if re.search(rf"\b{re.escape(wanted)}", label):
        return 0.6, "the beginning of a word"
    if wanted in everything:
        return 0.5, "part of a name"
    return 0.3, "every word, apart"
