from collections.abc import Mapping
from datetime import date

import polars as pl
import pytest

from graph.dates import Holding
from graph.errors import NotFound
from graph.parties import Basis
from graph.release import Release
from graph.tables import read_tables
from graph.things import catalogue, holding, thing
from graph.touching import relations_of

ANZUS = "agr-us-anzus-1951"


def on(release: Release, name: str, day: str, basis: Basis = Basis.IN_FORCE) -> dict[str, Holding]:
    found = relations_of(release, [name], date.fromisoformat(day), basis)
    return {s.head: s.holding for s in found if s.holding is not Holding.NOT}


@pytest.mark.parametrize("name", ["jpn", "JPN", " Jpn "])
def test_a_thing_is_found_by_its_id_in_any_case(release: Release, name: str) -> None:
    found = thing(release, name)
    assert (found.id, found.type, found.label, found.label_ja, found.state) == ("jpn", "state", "Japan", "日本", "jpn")


@pytest.mark.parametrize(
    ("name", "said"),
    [("jpnn", "did you mean jpn"), ("", "search"), ("kind/sofa", ""), ("x" * 5_000, "search"), ("日本", "search")],
)
def test_an_id_that_nothing_has_is_answered_with_the_next_step(release: Release, name: str, said: str) -> None:
    with pytest.raises(NotFound) as raised:
        thing(release, name)
    assert repr(name) in str(raised.value)
    assert said in str(raised.value)


def test_every_end_of_a_relation_is_a_thing_with_a_label(release: Release) -> None:
    known = catalogue(release)
    relations = read_tables(release).relations
    ends = {*relations["head"], *relations["tail"]}
    assert ends <= set(known)
    assert [name for name in ends if known[name].label == name] == []


def test_new_zealand_is_bound_by_anzus_until_its_suspension_and_the_others_after(release: Release) -> None:
    assert set(on(release, ANZUS, "1986-08-10")) == {"aus", "nzl", "usa"}
    assert set(on(release, ANZUS, "1986-08-11")) == {"aus", "usa"}
    assert set(on(release, ANZUS, "1952-04-28")) == set()


def test_each_member_of_a_multilateral_treaty_has_its_own_dates(release: Release) -> None:
    starts = {
        s.head: s.since
        for s in relations_of(release, ["agr-us-nato-1949"], date(2024, 4, 1))
        if s.type == "participation"
    }
    assert starts["usa"] == "1949-08-24"
    assert starts["mne"] == "2017-06-05"
    assert starts["swe"] == "2024-03-07"
    assert len(set(starts.values())) >= 9


def test_relations_come_in_order_of_their_ids(release: Release) -> None:
    ids = [s.id for s in relations_of(release, ["jpn", "usa"], date(2020, 1, 1))]
    assert ids == sorted(ids)
    assert len(ids) > 100


def judged(day: date, cells: Mapping[str, str | date], basis: Basis = Basis.IN_FORCE) -> str:
    """Say how one relation with these cells stands on a day."""
    columns = ("class", "from", "until", "maybe_from", "maybe_until", "signed")
    schema = {name: pl.String() if name == "class" else pl.Date() for name in columns}
    frame = pl.DataFrame({name: [cells.get(name)] for name in columns}, schema=schema)
    return str(frame.select(holding(day, basis)).item())


FIRST, LAST, OPEN = date(2000, 1, 1), date(2000, 12, 31), date(9999, 12, 31)


@pytest.mark.parametrize(
    ("day", "standing"),
    [(date(1999, 12, 31), "not"), (FIRST, "unknown"), (date(2000, 6, 1), "unknown"), (LAST, "holds")],
)
def test_inside_an_imprecise_start_nobody_can_say(day: date, standing: str) -> None:
    cells = {"from": LAST, "until": OPEN, "maybe_from": FIRST, "maybe_until": OPEN}
    assert judged(day, cells) == standing


def test_the_last_day_is_outside() -> None:
    cells = {"from": FIRST, "until": LAST, "maybe_from": FIRST, "maybe_until": LAST}
    assert judged(date(2000, 12, 30), cells) == "holds"
    assert judged(LAST, cells) == "not"


def test_signed_is_not_in_force() -> None:
    cells = {"maybe_from": FIRST, "maybe_until": OPEN, "signed": FIRST}
    assert judged(LAST, cells) == "unknown"
    assert judged(LAST, cells, Basis.SIGNED) == "holds"


def test_without_any_day_a_relation_is_not_and_a_requirement_always_is() -> None:
    assert judged(FIRST, {}) == "not"
    assert judged(FIRST, {"class": "requirement"}) == "holds"
