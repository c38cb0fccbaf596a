import pytest

from graph.errors import SourceError
from ingest.cards import Card, read_card
from ingest.quarantine import Quarantine
from ingest.rows import Fault
from ingest.source import SOURCES


def card(tolerance: float) -> Card:
    return read_card(SOURCES / "ftm" / "source.toml").model_copy(update={"tolerance": tolerance})


def filled(count: int, most: int) -> Quarantine:
    quarantine = Quarantine(most)
    for line in range(count):
        quarantine.add(Fault("f", line, "c", "v", "wrong"))
    return quarantine


def test_of_many_faults_the_first_are_kept_and_all_are_counted() -> None:
    quarantine = filled(5, 3)
    assert [fault.line for fault in quarantine.faults(card(0.5), 5)] == [0, 1, 2]
    assert (quarantine.count, quarantine.untold) == (5, 2)


def test_more_than_the_card_tolerates_fails_the_source_though_few_are_kept() -> None:
    with pytest.raises(SourceError, match=r"5 of 9 rows are at fault; the card tolerates 50\.00%"):
        filled(5, 3).faults(card(0.5), 4)
