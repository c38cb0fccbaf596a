"""Under which name a source reads a file, whatever a browser or a person made of the name."""

import re
from collections.abc import Sequence
from fnmatch import fnmatchcase
from typing import Final

_COPY: Final = re.compile(r"(?i)^copy of |(?: ?\(\d+\)| - copy| copy)+(?=\.[^.]+$)")
"""What a second download or a copy adds to a name."""


def known_as(name: str, patterns: Sequence[str]) -> str:
    """Return the name under which a source with these patterns reads a file; blank where it has no use for it."""
    plain = _COPY.sub("", name)
    for pattern in patterns:
        if fnmatchcase(name, pattern):
            return name
        if fnmatchcase(plain.lower(), pattern.lower()):
            return plain if "*" in pattern else pattern
    return ""


def only_name(patterns: Sequence[str]) -> str:
    """Return the name of the only file that a source reads; blank where it reads several, or any.

    A file of another name may be taken for it, since its columns are held against the source's.
    """
    return patterns[0].replace("*", "") if len(patterns) == 1 and not patterns[0].startswith("*") else ""
