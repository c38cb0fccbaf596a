"""Writes the sources of a release as BibTeX: their own entry where the card has one, else one made from the card."""

import re

from graph.release import Release, SourceEntry

_SPECIAL = re.compile(r"([&%$#_{}])")


def bibtex(release: Release) -> str:
    """Return an entry for each source in use, in the order of their keys."""
    return "\n\n".join(_entry(source) for source in sorted(release.manifest.sources, key=lambda s: s.key)) + "\n"


def _entry(source: SourceEntry) -> str:
    if source.bibtex.strip():
        return source.bibtex.strip()
    fields = {
        "title": source.title,
        "author": f"{{{source.publisher}}}",
        "year": source.version[:4],
        "version": source.edition or source.version,
        "url": source.url,
        "note": f"{source.citation} Licence: {source.licence}.",
    }
    lines = [
        f"  {name} = {{{value if name in ('url', 'author') else _escaped(value)}}}," for name, value in fields.items()
    ]
    return "\n".join([f"@misc{{kaname-{source.key},", *lines, "}"])


def _escaped(words: str) -> str:
    return _SPECIAL.sub(r"\\\1", words)
