import pytest

from graph.errors import BadParameter, NotFound
from graph.release import Release
from graph.whatif.changes import (
    AddSupplier,
    Conclude,
    Denounce,
    Fund,
    LoseSupplier,
    SetLevel,
    read_overlay,
    text_of,
)

ALL = (
    Conclude("rdp-mou", ("jpn", "usa")),
    Denounce("agr-us-phl-vfa"),
    Denounce("agr-us-nato-1949", "tur"),
    SetLevel("phl", "isr-mar-mpa", 3),
    LoseSupplier("chn"),
    AddSupplier("dep-d19", "nor"),
    Fund("mar-lift", ("jpn", "usa")),
)


def test_every_change_reads_back_as_it_was_written(release: Release) -> None:
    assert read_overlay(release, text_of(ALL)) == ALL


def test_states_are_read_by_code_and_put_in_order(release: Release) -> None:
    assert text_of(read_overlay(release, " conclude:rdp-mou:USA,JPN ; ")) == "conclude:rdp-mou:jpn,usa"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "no change is given"),
        ("frobnicate:usa", "no change 'frobnicate'; there are conclude"),
        ("level:usa:air-aar", "write level:STATE:CAPABILITY:LEVEL"),
        ("level:usa:air-aar:9", "levels run from 0 to 4"),
        ("conclude:rdp-mou:usa", "needs two states or more"),
        ("conclude:marriage:usa,jpn", "no kind of agreement 'marriage'"),
        ("conclude:rdp-mou:usa,firm-mhi", "firm-mhi is a firm"),
        ("denounce:usa", "usa is a state; an agreement can be denounced"),
        ("denounce::usa", "write denounce:AGREEMENT:STATE"),
        (";".join(["lose:chn"] * 21), "21 changes, at most 20"),
    ],
)
def test_a_bad_change_is_an_error_that_says_what_to_write(release: Release, text: str, told: str) -> None:
    with pytest.raises(BadParameter, match=told):
        read_overlay(release, text)


@pytest.mark.parametrize("text", ["level:usa:flying:3", "supply:dep-none:usa", "lose:atlantis", "denounce:agr-none"])
def test_a_name_that_is_not_there_is_not_found(release: Release, text: str) -> None:
    with pytest.raises(NotFound):
        read_overlay(release, text)
