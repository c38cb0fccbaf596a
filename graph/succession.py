"""What became of an id that is no longer used: merged into another, or withdrawn."""

from functools import lru_cache

from graph.errors import Merged, Withdrawn
from graph.release import Release
from graph.tables import read_tables


def follow(release: Release, name: str) -> None:
    """Pass an id that was never given up.

    Raises
    ------
    Merged
        The id was given up for another.
    Withdrawn
        The id was withdrawn without another.
    """
    fates = _fates(release)
    plain = name.strip() if name.strip() in fates else name.strip().lower()
    if plain not in fates:
        return
    successor, reason = fates[plain]
    if successor:
        raise Merged(f"{plain!r} was merged into {successor!r}; {reason or 'ask for that'}", name, successor)
    raise Withdrawn(f"{plain!r} was withdrawn; {reason or 'nothing replaces it'}")


@lru_cache(maxsize=4)
def _fates(release: Release) -> dict[str, tuple[str | None, str | None]]:
    return {old: (new, reason) for old, new, reason in read_tables(release).redirects.iter_rows()}
