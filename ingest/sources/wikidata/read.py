"""The connector of Wikidata: what anybody may have written is a hint, so parties are signatories and never certain."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final

from graph.errors import SourceError
from ingest.cards import Card
from ingest.claims import Claim
from ingest.documented import document
from ingest.progress import counted
from ingest.rows import Fault
from ingest.sheets import BadCell
from ingest.source import SourceReading
from ingest.sources.wikidata.bodies import body_claims
from ingest.sources.wikidata.firms import firm_claims
from ingest.sources.wikidata.results import Solution, read_results
from ingest.sources.wikidata.treaties import treaty_claims

Telling = Callable[[list[Solution], Card], Iterable[Claim]]

_TELLINGS: Final[dict[str, tuple[str, Telling]]] = {
    "firms": ("firm", firm_claims),
    "memberships": ("body", body_claims),
    "treaties": ("treaty", treaty_claims),
}
"""For each query, the variable that names the thing, and what turns all rows of a thing into claims."""


def read(files: Path, card: Card) -> SourceReading:
    """Read every result file; a thing with a row at fault goes to quarantine as a whole."""
    paths = sorted(files.glob("*.json"))
    if not paths:
        raise SourceError(card.key, ["no .json file; save the results of our queries as JSON and add them"])
    claims: list[Claim] = [document(card)]
    faults: list[Fault] = []
    rows: dict[str, int] = {}
    for path in paths:
        name, solutions = read_results(card.key, path)
        rows[path.name] = len(solutions)
        subject, telling = _TELLINGS[name]
        for first, group in _groups(solutions, subject):
            try:
                claims.extend(tuple(telling(group, card)))
            except BadCell as bad:
                faults.append(Fault(path.name, first, bad.column, bad.value, bad.problem))
    return SourceReading(tuple(claims), rows, tuple(faults), notes=_notes(card))


def _notes(card: Card) -> tuple[str, ...]:
    if card.edition:
        return ()
    day = f"the results say no day, so they are taken to be of {card.horizon}"
    return (f"{day}; if you asked on another, add them with --edition NAME --until DAY",)


def _groups(solutions: list[Solution], subject: str) -> Iterator[tuple[int, list[Solution]]]:
    """Yield the rows of each thing with the number of its first row."""
    found: dict[str, tuple[int, list[Solution]]] = {}
    for number, row in enumerate(counted(solutions, len(solutions)), start=1):
        found.setdefault(row[subject], (number, []))[1].append(row)
    yield from found.values()
