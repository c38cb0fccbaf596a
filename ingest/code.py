"""Which of our code a module runs, by its imports: only a change of it reads a source or makes a release again."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

_ROOT: Final = Path(__file__).resolve().parent.parent
_OURS: Final = ("ontology", "graph", "ingest")
_FROM: Final = re.compile(r"^[ \t]*from[ \t]+([\w.]+)[ \t]+import[ \t]+(\([^)]*\)|[^\n]+)", re.MULTILINE)
_IMPORT: Final = re.compile(r"^[ \t]*import[ \t]+([^\n]+)", re.MULTILINE)
_COMMENT: Final = re.compile(r"#[^\n]*")
BESIDE: Final = frozenset(("ingest.progress", "ingest.source", "ingest.cards"))
"""What decides when a connector runs, never what it says."""


def modules_of(module: str, without: frozenset[str] = frozenset()) -> tuple[Path, ...]:
    """Return the files of a module of ours and of all of ours that it imports, in the order of their names."""
    found: set[str] = set()
    waiting = [module]
    while waiting:
        name = waiting.pop()
        if name not in found and name not in without:
            found.add(name)
            waiting += _imported(name)
    files = {path for name in found if (path := _file(name)) is not None}
    return tuple(sorted(files))


@cache
def _imported(module: str) -> tuple[str, ...]:
    path = _file(module)
    if path is None:
        return ()
    return tuple(sorted(set(_names(path.read_text(encoding="utf-8")))))


def _names(code: str) -> Iterator[str]:
    """Yield the modules of ours that code imports anywhere; to parse it takes thirty times as long."""
    for module, names in _FROM.findall(code):
        if module.partition(".")[0] in _OURS:
            yield module
            yield from (f"{module}.{name}" for name in _listed(names))
    for names in _IMPORT.findall(code):
        yield from (name for name in _listed(names) if name.partition(".")[0] in _OURS)


def _listed(names: str) -> Iterator[str]:
    for name in _COMMENT.sub("", names).strip("()").split(","):
        if name.strip():
            yield name.split()[0]


def _file(module: str) -> Path | None:
    base = _ROOT.joinpath(*module.split("."))
    for path in (base.with_suffix(".py"), base / "__init__.py"):
        if path.is_file():
            return path
    return None
