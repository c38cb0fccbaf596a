"""Search by name among 100,000 things: milliseconds a query, each kind of query apart."""

import random
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from graph.search.find import Filter, search_in
from graph.search.fold import fold
from graph.search.index import Name, write_docs

COUNT: Final = 100_000
_SYLLABLES: Final = ("ka", "na", "me", "to", "ri", "lo", "gis", "tics", "ber", "lin", "mar", "os", "vel", "tan", "qui")
_KANJI: Final = "日米英仏独豪韓印防衛協定条約地位共同部品支援情報保護装備技術移転相互後方補給基地使用"
_QUERIES: Final = {
    "a whole name": "kaname 777",
    "a part that thousands have": "agreement",
    "two words": "agreement berlin",
    "two kanji": "防衛",
    "one kanji": "日",
    "a short word": "ka",
    "a misspelt word": "agrement berlni",
    "nothing": "zzzzqqqq",
}


def run() -> Iterator[str]:
    """Build an index and time queries."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "names.sqlite"
        started = time.perf_counter()
        write_docs(path, _docs())
        yield f"index of {COUNT:,} things: {time.perf_counter() - started:.1f} s, {path.stat().st_size / 1e6:.0f} MB"
        for what, text in _QUERIES.items():
            times = sorted(_seconds(path, text) for _ in range(15))
            found = len(search_in(path, text, Filter()))
            yield f"{what}: {times[7] * 1000:.1f} ms median, {times[-1] * 1000:.1f} ms worst, {found} found"


def _docs() -> Iterator[tuple[dict[str, Any], list[Name]]]:
    choose = random.Random(1)
    for number in range(COUNT):
        word = "".join(choose.choices(_SYLLABLES, k=3))
        place = choose.choice(("berlin", "tokyo", "canberra", "manila", "oslo"))
        label = f"{word.capitalize()} {place.capitalize()} {'Agreement' if number % 2 else 'Kaname'} {number}"
        label_ja = "".join(choose.choices(_KANJI, k=6))
        row = {"slug": f"x-{number}", "class": "agreement", "state": None, "kind": None, "label": label}
        yield row | {"label_ja": label_ja}, [("label", fold(label)), ("label", fold(label_ja)), ("id", f"x-{number}")]


def _seconds(path: Path, text: str) -> float:
    started = time.perf_counter()
    search_in(path, text, Filter())
    return time.perf_counter() - started
