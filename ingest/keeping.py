"""What a register keeps: all of a small one; of a large one what is known or named, and what links join to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ingest.cards import Card
from ingest.registers import Keys, Marks, above, joined, key_of, keys_of


@dataclass(frozen=True)
class Kept:
    """The entities that are kept, by number; nothing stands for all of them."""

    keys: Keys | None
    entities: int
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Found:
    """What the first reading of a register's files found: entities, links between them, and those that are known."""

    entities: Sequence[Marks]
    links: Sequence[Marks]
    known: frozenset[int]
    successions: Sequence[Marks] = ()
    """Links to those that took the place of others, which are kept with them."""


def choose(card: Card, found: Found, named: Mapping[str, str]) -> Kept:
    """Return what to keep; `named` has the ids that the user wants kept, with where they stand."""
    total = sum(map(len, found.entities))
    notes = [f"{place}: {name} stands in none of the files" for name, place in named.items() if _absent(name, found)]
    if total <= card.whole_up_to:
        return Kept(None, total, tuple(notes))
    keys = joined({*found.known, *map(key_of, named)}, [*found.links, *found.successions])
    keys = above(keys, found.successions)
    kept = sum(marks.count(keys) for marks in found.entities)
    notes.append(_why(total - kept, total, card))
    return Kept(keys, kept, tuple(notes))


def _why(left_out: int, total: int, card: Card) -> str:
    return (
        f"{left_out:,} of {total:,} entities are left out: of more than {card.whole_up_to:,} those are kept that the "
        "graph knows (by LEI or Wikidata item, or by name and country), their owners up to the ultimate one, and all "
        "below them. To keep more, add a text file with the others, an id a line"
    )


def _absent(name: str, found: Found) -> bool:
    return not any(len(marks.among(keys_of([name]))) for marks in found.entities)
