"""A file of either form: read once as a whole to find what is in it, then again where what is kept stands."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator
from typing import Generic, TypeVar

from ingest.quarantine import Quarantine
from ingest.registers import Place
from ingest.rows import Fault
from ingest.sheets import BadCell
from ingest.sources.gleif.records import LegalEntity, Link, Reason, Survey

R = TypeVar("R")
T = TypeVar("T")


class RegisterFile(ABC, Generic[R]):
    """One file, whose records are of the type R."""

    @abstractmethod
    def survey(self, faults: Quarantine) -> Survey:
        """Read the whole file, and put the records at fault into quarantine."""

    @abstractmethod
    def again(self, places: Iterable[Place]) -> Iterator[tuple[Place, R]]:
        """Yield the records that stand at these places."""

    @abstractmethod
    def fault(self, place: Place, record: R, bad: BadCell) -> Fault:
        """Return what is wrong with a record."""

    @staticmethod
    @abstractmethod
    def entity(record: R) -> LegalEntity:
        """Return the entity that a record describes."""

    @staticmethod
    @abstractmethod
    def link(record: R) -> Link:
        """Return the link that a record describes."""

    @staticmethod
    @abstractmethod
    def reason(record: R) -> Reason:
        """Return the reason that a record describes."""

    def made(self, places: Iterable[Place], make: Callable[[R], T], faults: Quarantine) -> Iterator[tuple[Place, T]]:
        """Yield what `make` makes of the records at these places, and put those at fault into quarantine."""
        for place, record in self.again(places):
            try:
                yield place, make(record)
            except BadCell as bad:
                faults.add(self.fault(place, record, bad))
