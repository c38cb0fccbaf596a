"""Looks things up by name, in English and Japanese: folded, ranked, forgiving of a slip, each with the reason."""

from graph.search.find import Filter, Hit, search, suggest
from graph.search.index import write_index

__all__ = ["Filter", "Hit", "search", "suggest", "write_index"]
