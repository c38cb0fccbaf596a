"""Finds things in the index of names and says why each was found."""

import json
import re
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from graph.errors import ReleaseError
from graph.release import Release
from graph.search.fold import SHORTEST_TYPO, fold, is_cjk, slips, variants, words
from graph.search.index import FILE, OTHER, PROMINENCE

MOST: Final = 500
"""How many finds are ranked; the most prominent things come first where there are more."""
_MOST_QUERY: Final = 200  # characters of a query that are read
_TRIGRAM: Final = 3
_LONG: Final = 8  # letters from which two slips are forgiven
_MOST_WORDS: Final = 5  # words that a misspelt one is taken for
_SCALE: Final = {"kind": 0.6, "text": 0.5}  # how much a find in the name of a kind, or in a text, counts
_WHAT: Final = {"kind": "the name of its kind", "text": "its text", "code": "its code", "id": "its id"}


@dataclass(frozen=True)
class Filter:
    """Which finds are wanted: of some types, and among some ids; without either, all."""

    types: tuple[str, ...] = ()
    among: frozenset[str] | None = None


@dataclass(frozen=True)
class Hit:
    """A thing found; `score` runs from 0 to 1, `why` says what matched, `matched` is the name that did, folded."""

    id: str
    type: str
    label: str
    label_ja: str | None
    state: str | None
    kind: str | None
    score: float
    why: str
    matched: str


def search(release: Release, query: str, wanted: Filter | None = None, limit: int = 20) -> list[Hit]:
    """Return the things whose names hold every word of the query, best first; an empty query finds nothing.

    Where nothing does, words that may be misspelt are taken for those of the index that are a slip away.
    """
    return search_in(release.path / "search" / FILE, query, wanted or Filter())[:limit]


def suggest(release: Release, query: str, wanted: Filter | None = None, limit: int = 10) -> list[Hit]:
    """Return the things of which a name, or a word of it, begins with the query, best first."""
    found = search_in(release.path / "search" / FILE, query, wanted or Filter())
    return [hit for hit in found if not hit.why.startswith(("part of", "every word"))][:limit]


def search_in(path: Path, query: str, wanted: Filter) -> list[Hit]:
    """Return what an index file holds for a query, best first, at most `MOST`."""
    text = " ".join(fold(query[:_MOST_QUERY]).split())
    if not words(text):
        return []
    if not path.is_file():
        raise ReleaseError(f"{path}: the search index is missing; run `kaname build` again")
    try:
        with closing(sqlite3.connect(f"file:{quote(str(path))}?mode=ro&immutable=1", uri=True)) as index:
            found = _ranked(_rows(index, text, wanted), text)
            return (found or _forgiving(index, text, wanted))[:MOST]
    except sqlite3.DatabaseError as error:
        raise ReleaseError(f"{path}: the search index cannot be read ({error}); run `kaname build` again") from error


def _forgiving(index: sqlite3.Connection, text: str, wanted: Filter) -> list[Hit]:
    hits: dict[str, Hit] = {}
    for meant in _meant(index, words(text)):
        for hit in _ranked(_rows(index, meant, wanted), meant):
            said = replace(hit, score=round(hit.score * 0.8, 3), why=f"{hit.why}, read as {meant!r}")
            hits.setdefault(hit.id, said)
    return sorted(hits.values(), key=_order)


def _meant(index: sqlite3.Connection, asked: Sequence[str]) -> list[str]:
    """Return what the words may have meant: one of them corrected at a time, the nearest first, then all."""
    options = [_near(index, word) for word in asked]
    if not all(options):
        return []
    changed = [i for i, word in enumerate(asked) if options[i][0] != word]
    best = [found[0] for found in options]
    others = ([*best[:i], option, *best[i + 1 :]] for i in changed for option in options[i][1:])
    return [" ".join(found) for found in (best, *others)] if changed else []


def _near(index: sqlite3.Connection, word: str) -> list[str]:
    """Return the words of the index that a word may stand for: itself where it is there, else those a slip away."""
    if len(word) < SHORTEST_TYPO or is_cjk(word):
        return [word]
    marks = sorted(variants(word))
    query = f"SELECT DISTINCT word FROM typo WHERE variant IN ({','.join('?' * len(marks))})"  # noqa: S608
    most = 2 if len(word) >= _LONG else 1
    found = sorted((slips(word, other), other) for (other,) in index.execute(query, marks))
    return [other for count, other in found if count <= most][:_MOST_WORDS] or _held(index, word)


def _held(index: sqlite3.Connection, word: str) -> list[str]:
    """Return a word that is part of some name, else nothing."""
    row = index.execute("SELECT 1 FROM grams WHERE grams MATCH ? LIMIT 1", (_quoted(word),)).fetchone()
    return [word] if row else []


def _rows(index: sqlite3.Connection, text: str, wanted: Filter) -> list[tuple[Any, ...]]:
    """Return whole names, beginnings, then any part, each in the order of prominence."""
    condition, values = _condition(wanted)
    begins = (text, f"{text}\U0010ffff", *values, MOST)
    found = index.execute(
        "SELECT DISTINCT docs.* FROM names JOIN docs ON docs.id = names.doc "  # noqa: S608
        "WHERE names.folded >= ? AND names.folded < ?"
        f"{condition} ORDER BY names.folded LIMIT ?",
        begins,
    ).fetchall()
    long = [word for word in words(text) if len(word) >= _TRIGRAM]
    short = [word for word in words(text) if len(word) < _TRIGRAM]
    table, match = ("grams", " AND ".join(map(_quoted, long))) if long else ("short", _short(short))
    narrowed = " AND docs.id IN (SELECT rowid FROM short WHERE short MATCH ?)" if long and short else ""
    more = (match, *([_short(short)] if narrowed else []), *values, MOST)
    found += index.execute(
        f"SELECT docs.* FROM {table} JOIN docs ON docs.id = {table}.rowid WHERE {table} MATCH ?{narrowed}"  # noqa: S608
        f"{condition} ORDER BY {table}.rowid LIMIT ?",
        more,
    ).fetchall()
    return found


def _condition(wanted: Filter) -> tuple[str, list[str]]:
    condition, values = "", []
    if wanted.types:
        condition += " AND docs.class IN (SELECT value FROM json_each(?))"
        values.append(json.dumps(wanted.types))
    if wanted.among is not None:
        condition += " AND docs.slug IN (SELECT value FROM json_each(?))"
        values.append(json.dumps(sorted(wanted.among)))
    return condition, values


def _short(found: Iterable[str]) -> str:
    """Return the match of short words: a beginning in Latin letters, the characters themselves in Japanese."""
    return " AND ".join(_quoted(word) if is_cjk(word) else f"{_quoted(word)} *" for word in found)


def _quoted(word: str) -> str:
    return '"' + word.replace('"', '""') + '"'


def _ranked(rows: Iterable[tuple[Any, ...]], text: str) -> list[Hit]:
    asked = words(text)
    pattern = re.compile(rf"\b{re.escape(text)}")
    hits: dict[str, Hit] = {}
    for _, slug, kind_of_thing, state, kind, label, label_ja, stored in rows:
        if slug in hits:
            continue
        names = [tuple(line.split("\t", 1)) for line in stored.split("\n")]
        score, why, matched = _best(names, text, asked, pattern)
        if score:
            weighted = round(score * PROMINENCE.get(kind_of_thing, OTHER), 3)
            hits[slug] = Hit(slug, kind_of_thing, label, label_ja, state, kind, weighted, why, matched)
    return sorted(hits.values(), key=_order)


def _order(hit: Hit) -> tuple[float, int, str]:
    # Of two names that hold the text, the shorter one is closer to it.
    return -hit.score, len(hit.matched), hit.id


def _best(
    names: Sequence[tuple[str, ...]], text: str, asked: Sequence[str], pattern: re.Pattern[str]
) -> tuple[float, str, str]:
    """Return the score of the best name, the reason and the name; nothing where some word is in no name."""
    best = (0.0, "", "")
    for what, name in names:
        if text not in name:
            continue
        score, why = _score(name, text, pattern)
        scaled = (score * _SCALE.get(what, 1.0), f"{why} of {_WHAT[what]}" if what in _WHAT else why, name)
        best = max(best, scaled, key=lambda found: found[0])
    if best[0]:
        return best
    whole = next((name for what, name in names if what not in _SCALE and all(word in name for word in asked)), None)
    if whole is not None:
        return 0.45, "every word of a name", whole
    everything = "\n".join(name for _, name in names)
    return (0.3, "every word, apart", names[0][1]) if all(word in everything for word in asked) else best


def _score(name: str, text: str, pattern: re.Pattern[str]) -> tuple[float, str]:
    if name == text:
        return 1.0, "the whole"
    if name.startswith(text):
        return 0.8, "the beginning"
    if pattern.search(name):
        return 0.6, "the beginning of a word"
    return 0.5, "part of a name"
