"""The parties of the register: states and bodies by name, armed groups by a star, and the unknown."""

import re
from functools import cache
from typing import Final, NamedTuple

from ingest.identity.codes import actor_ever
from ingest.sheets import BadCell

_UNKNOWN: Final = frozenset(("unknown supplier(s)", "unknown recipient(s)", "unknown rebel group*"))
_OUTSIDE: Final = re.compile(r"[^a-z0-9]+")


class Party(NamedTuple):
    """A party: the actor's id, and its name if it is an armed group."""

    actor: str
    name: str
    is_group: bool


@cache
def party(column: str, name: str) -> Party | None:
    """Return the party that a name stands for; nothing where the source does not know it."""
    if name in _UNKNOWN:
        return None
    if actor := actor_ever("sipri", name):
        return Party(actor, name, is_group=False)
    if name.endswith("*") and not name.endswith("**"):
        plain = name.rstrip("*")
        return Party(f"group-{_OUTSIDE.sub('-', plain.lower()).strip('-')}", plain, is_group=True)
    raise BadCell(column, name, "not a name of the crosswalk; add it there under the scheme sipri")
