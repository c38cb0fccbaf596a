"""Which of our code a module runs, by its imports: only a change of it reads a source or makes a release again."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

_ROOT: Final = Path(__file__).resolve().parent.parent
_OURS: Final = ("ontology", "graph", "ingest")
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
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return tuple(sorted(set(_names(tree))))


def _names(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.partition(".")[0] in _OURS:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.partition(".")[0] in _OURS)


def _file(module: str) -> Path | None:
    base = _ROOT.joinpath(*module.split("."))
    for path in (base.with_suffix(".py"), base / "__init__.py"):
        if path.is_file():
            return path
    return None
