from collections import Counter
from decimal import Decimal

import pytest

from ingest.source import SourceReading
from ingest.sources.sipri.comments import PATTERNS, found
from ingest.sources.sipri.register import DealRow, read_register
from tests.ingest.reading import reader
from tests.ingest.said import Said, values
from tests.ingest.shared import real_files

read = reader("sipri")

pytestmark = pytest.mark.slow

COUNTS = {
    "licence": 801,
    "licence_in": 757,
    "licence_hedged": 43,
    "unlicensed": 6,
    "assembled": 516,
    "kits": 123,
    "components": 259,
    "foreign_line": 376,
    "for_n": 2782,
    "for_n_from": 1558,
    "for_n_built": 948,
    "for_refit": 406,
    "second_hand": 7870,
    "second_hedged": 801,
    "aid": 2940,
    "aid_programme": 593,
    "aid_ukraine": 319,
    "deal_value": 3799,
    "part_of_deal": 882,
    "planned": 105,
    "via": 234,
    "financed_by": 233,
    "offset": 268,
    "option": 98,
    "lease": 222,
    "loan": 152,
    "embargo": 69,
    "cancelled": 125,
    "illegal": 46,
    "number_doubt": 195,
    "supplier_doubt": 135,
    "weapon_doubt": 244,
    "status_doubt": 57,
    "local_name": 2300,
}
"""Rows that each pattern was found in when the register was studied."""

READ = {
    "licencePlace": 721,
    "productionLine": 376,
    "platformOrigin": 1558,
    "platformBuiltIn": 948,
    "platform": 2782,
    "platformCount": 2782,
    "aidProgramme": 593,
    "localDesignation": 2300,
}


@pytest.fixture(scope="module")
def rows() -> list[DealRow]:
    return [found.row for _, found in read_register(real_files("sipri") / "trade-register.csv").sheet.rows]


@pytest.fixture(scope="module")
def reading() -> SourceReading:
    return read(real_files("sipri"))


@pytest.fixture(scope="module")
def transfers(reading: SourceReading) -> list[dict[str, list[str]]]:
    return [values(claim) for claim in Said(reading).typed("Transfer")]


def between(transfers: list[dict[str, list[str]]], **ends: str) -> list[dict[str, list[str]]]:
    return [v for v in transfers if all(v.get(name) == [actor] for name, actor in ends.items())]


def test_every_record_is_read_and_equal_ones_stay_apart(
    reading: SourceReading, rows: list[DealRow], transfers: list[dict[str, list[str]]]
) -> None:
    assert (dict(reading.rows), reading.quarantine) == ({"trade-register.csv": 28348}, ())
    assert len(transfers) == 28348
    assert sum(count - 1 for count in Counter(rows).values() if count > 1) == 8
    assert sum(Decimal(v["volumeDelivered"][0]) for v in transfers) == Decimal("2092177.35")


def test_flags_and_blanks_are_counted(transfers: list[dict[str, list[str]]]) -> None:
    marks = Counter(mark for v in transfers for mark in v.get("marked", ()))
    assert marks["mark-year-uncertain"] == 15152
    assert marks["mark-ordered-uncertain"] == 11970
    assert marks["mark-delivered-uncertain"] == 16515
    assert marks["mark-more-delivered-than-ordered"] == 2
    assert sum(1 for v in transfers if "numberOrdered" not in v) == 108
    assert Counter(v["kind"][0] for v in transfers) == {
        "transfer-new": 20904,
        "transfer-second-hand": 6942,
        "transfer-second-hand-modernised": 502,
    }


def test_each_pattern_is_found_in_as_many_rows_as_it_was(rows: list[DealRow]) -> None:
    assert set(COUNTS) == set(PATTERNS)
    assert Counter(name for row in rows for name in found(row.comments)) == COUNTS


def test_from_the_united_states_to_japan(transfers: list[dict[str, list[str]]]) -> None:
    deals = between(transfers, fromActor="usa", toActor="jpn")
    assert len(deals) == 349
    assert Counter(v["kind"][0] for v in deals).most_common(1) == [("transfer-new", 307)]
    assert sum(Decimal(v["volumeDelivered"][0]) for v in deals) == Decimal("66734.4")
    assert len(between(transfers, toActor="jpn")) == 397
    assert len(between(transfers, fromActor="jpn")) == 40
    assert between(transfers, fromActor="jpn", toActor="aus") == []


def test_the_f35_is_made_under_licence_in_japan(transfers: list[dict[str, list[str]]]) -> None:
    (deal,) = [v for v in between(transfers, toActor="jpn") if v["title"] == ["F-35A Lightning-2"]]
    assert (deal["numberOrdered"], deal["numberDelivered"]) == (["42"], ["40"])
    assert deal["deliveredIn"] == [str(year) for year in range(2016, 2025)]
    volumes = tuple(deal[name][0] for name in ("volumeEach", "volumeOrdered", "volumeDelivered"))
    assert volumes == ("55", "2310", "2200")
    assert "mark-licensed-production" in deal["marked"]
    assert {"mark-year-uncertain", "mark-delivered-uncertain"} <= set(deal["marked"])


def test_a_probable_licence_for_turbines_is_kept_apart(transfers: list[dict[str, list[str]]]) -> None:
    (deal,) = [v for v in between(transfers, fromActor="gbr", toActor="jpn") if v["title"] == ["MT-30"]]
    assert "mark-licence-hedged" in deal["marked"]
    assert "mark-licensed-production" not in deal["marked"]
    assert (deal["platformCount"], deal["platformBuiltIn"]) == (["12"], ["Japan"])


def test_years_of_delivery_may_skip_one(transfers: list[dict[str, list[str]]]) -> None:
    engines = [v for v in between(transfers, fromActor="swe", toActor="jpn") if v["numberOrdered"] == ["40"]]
    (deal,) = engines
    assert deal["deliveredIn"] == [str(year) for year in range(2009, 2020) if year != 2014]
    assert deal["platformBuiltIn"] == ["Japan"]


def test_what_comments_say_is_counted(transfers: list[dict[str, list[str]]]) -> None:
    # As many records as the patterns match, but for hedged licences, which name no place.
    counts = {name: sum(name in v for v in transfers) for name in READ}
    hedged = sum("mark-licence-hedged" in v["marked"] for v in transfers if "marked" in v)
    assert counts == READ
    assert hedged == 43


def test_australia_delivered_twice(transfers: list[dict[str, list[str]]]) -> None:
    deals = between(transfers, fromActor="aus", toActor="jpn")
    assert sorted((v["title"][0], v["deliveredIn"][0]) for v in deals if v["title"] == ["Bushmaster"]) == [
        ("Bushmaster", "2014"),
        ("Bushmaster", "2018"),
    ]


def test_volume_is_the_new_value_less_a_share_for_used_items(transfers: list[dict[str, list[str]]]) -> None:
    hercules = {v["kind"][0]: v["volumeEach"][0] for v in transfers if v["title"] == ["C-130H Hercules"]}
    assert hercules == {
        "transfer-new": "28",
        "transfer-second-hand": "11.2",
        "transfer-second-hand-modernised": "18.48",
    }
