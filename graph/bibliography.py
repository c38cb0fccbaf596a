"""Writes the sources of a release as BibTeX: their own entry where the card has one, else one made from the card."""

from typing import Final

from graph.release import Release, SourceEntry

_SPECIAL: Final = {
    **{sign: f"\\{sign}" for sign in "&%$#_"},
    # BibTeX counts braces even after a backslash, so they are written by name.
    "{": r"\lbrace{}",
    "}": r"\rbrace{}",
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
_TABLE: Final = str.maketrans(_SPECIAL)


def bibtex(release: Release) -> str:
    """Return an entry for each source in use, in the order of their keys."""
    return "\n\n".join(_entry(source) for source in sorted(release.manifest.sources, key=lambda s: s.key)) + "\n"


def _entry(source: SourceEntry) -> str:
    if source.bibtex.strip():
        return source.bibtex.strip()
    fields = {
        "title": escaped(source.title),
        "author": f"{{{escaped(source.publisher)}}}",
        "year": source.version[:4],
        "version": escaped(source.edition or source.version),
        "url": source.url,
        "note": escaped(f"{source.citation} Licence: {source.licence}."),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items()]
    return "\n".join([f"@misc{{kaname-{source.key},", *lines, "}"])


def escaped(words: str) -> str:
    """Return words as LaTeX sets them, with braces in pairs, in one line."""
    return " ".join(words.translate(_TABLE).split())
