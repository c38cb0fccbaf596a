"""Rows of the real files that are known by heart, each as the connector tells it."""

from collections import Counter

import pytest

from tests.ingest.reading import reader
from tests.ingest.said import Said
from tests.ingest.shared import real_files

read_alliances = reader("cow_alliances")
read_nmc = reader("cow_nmc")
read_dcad = reader("dcad")
read_sipri = reader("sipri")

pytestmark = pytest.mark.slow
Values = dict[str, list[str]]


@pytest.fixture(scope="module")
def alliances() -> Said:
    return Said(read_alliances(real_files("cow")))


@pytest.fixture(scope="module")
def dcad() -> Said:
    return Said(read_dcad(real_files("dcad")))


@pytest.fixture(scope="module")
def sipri() -> Said:
    return Said(read_sipri(real_files("sipri")))


def test_the_pact_of_1951_is_open_in_cow_and_the_treaty_of_1960_is_not_there(alliances: Said) -> None:
    agreement = alliances.of("agr-cow-233")
    assert (agreement["kind"], "validTo" in agreement) == (["security-treaty"], False)
    spells = alliances.where("Participation", participatesIn="agr-cow-233")
    assert {(s["involves"][0], s["validFrom"][0], s["observedUntil"][0]) for s in spells} == {
        ("jpn", "1951-09-08", "2013-01-01"),
        ("usa", "1951-09-08", "2013-01-01"),
    }
    joining = Counter(s["participatesIn"][0] for actor in ("jpn", "usa") for s in _spells(alliances, actor))
    assert [agreement for agreement, count in joining.items() if count > 1] == ["agr-cow-233"]


def _spells(alliances: Said, actor: str) -> list[Values]:
    return [s for s in alliances.where("Participation", involves=actor) if s["validFrom"][0] > "1945"]


def test_nato_has_twenty_rows_of_which_nineteen_are_open(alliances: Said) -> None:
    spells = alliances.where("Participation", participatesIn="agr-cow-227")
    assert (len(spells), sum("validTo" not in s for s in spells)) == (20, 19)
    of_1999 = {s["involves"][0] for s in spells if s["validFrom"] == ["1999-03-12"]}
    assert of_1999 == {"pol", "hun", "cze"}
    germany = sorted((s["validFrom"][0], s.get("validTo", [""])[0]) for s in spells if s["involves"] == ["deu"])
    assert germany == [("1954-10-23", "1990-10-03"), ("1990-10-03", "")]
    (turkey,) = [s for s in spells if s["involves"] == ["tur"]]
    assert "owes-non-aggression" not in turkey["owes"]


def test_the_first_six_by_their_share_of_the_worlds_capability() -> None:
    reading = read_nmc(real_files("cow"))
    of_2016 = (line for line in reading.statements if "measure-national-capability-" in line and "-2016-" in line)
    shares = ((float(line.split('"')[1]), line) for line in of_2016 if "def/value>" in line)
    first = [line.split("measure-national-capability-")[1][:3] for _, line in sorted(shares, reverse=True)[:6]]
    assert first == ["chn", "usa", "ind", "rus", "jpn", "kor"]


@pytest.mark.parametrize(
    ("number", "kind", "signed", "mark"),
    [
        ("0133", "defence-industry-cooperation", "1983-11-08", "mark-category-atypical"),
        ("0134", "rdte-agreement", "1990-01-01", "mark-category-low"),
        ("0148", "rdte-agreement", "1994-10-21", "mark-category-high"),
        ("0149", "procurement-agreement", "1995-04-19", "mark-category-high"),
        ("0150", "defence-cooperation-agreement", "1995-12-01", "mark-category-atypical"),
        ("0151", "procurement-agreement", "2007-09-05", "mark-category-high"),
        ("1845", "training-and-exchange", "2003-09-29", "mark-category-high"),
        ("1846", "training-and-exchange", "2008-12-18", "mark-category-atypical"),
    ],
)
def test_cooperation_among_three_allies(dcad: Said, number: str, kind: str, signed: str, mark: str) -> None:
    agreement = dcad.of(f"agr-dcad-{number}")
    assert (agreement["kind"], agreement["signedOn"]) == ([kind], [signed])
    assert mark in agreement["marked"]


@pytest.mark.parametrize(
    ("number", "term"),
    [
        ("0133", "span=-77;renewType=-77;renewYears=-77"),
        ("0148", "span=25;renewType=-58;renewYears=-88"),
        ("0149", "span=10;renewType=-66;renewYears=-66"),
    ],
)
def test_terms_are_kept_in_the_words_of_the_codebook(dcad: Said, number: str, term: str) -> None:
    assert dcad.of(f"prov-dcad-{number}-term")["notation"] == [term]


def test_what_news_told_of_a_year_alone_says_so(dcad: Said) -> None:
    agreement = dcad.of("agr-dcad-0134")
    assert "mark-from-news" in agreement["marked"]
    assert (agreement["signedOn"], agreement["signedOnLatest"]) == (["1990-01-01"], ["1990-12-31"])


def deals(sipri: Said, supplier: str, *titles: str) -> list[Values]:
    found = sipri.where("Transfer", fromActor=supplier, toActor="jpn")
    return sorted((v for v in found if not titles or v["title"][0] in titles), key=lambda v: v["validFrom"])


def test_what_the_united_states_delivered_to_japan(sipri: Said) -> None:
    found = deals(sipri, "usa")
    assert Counter(v["kind"][0] for v in found) == {
        "transfer-new": 307,
        "transfer-second-hand": 40,
        "transfer-second-hand-modernised": 2,
    }
    assert (found[0]["validFrom"], found[-1]["validFrom"]) == (["1951-01-01"], ["2020-01-01"])
    licences = ("mark-licence", "mark-licence-hedged")
    licensed = [v for v in sipri.where("Transfer", toActor="jpn") if set(v.get("marked", ())) & set(licences)]
    assert (len(licensed), sum(v["fromActor"] == ["usa"] for v in licensed)) == (55, 41)


def test_the_turbines_are_half_delivered(sipri: Said) -> None:
    (deal,) = deals(sipri, "gbr", "MT-30")
    assert (deal["validFrom"], deal["numberOrdered"], deal["numberDelivered"]) == (["2018-01-01"], ["12"], ["6"])
    assert deal["deliveredIn"] == ["2022", "2023", "2024"]
    assert {"mark-year-uncertain", "mark-delivered-uncertain", "mark-licence-hedged"} <= set(deal["marked"])
    assert "licencePlace" not in deal


def test_the_engines_of_ten_submarines_are_made_under_licence(sipri: Said) -> None:
    (deal,) = [v for v in deals(sipri, "swe") if v["numberOrdered"] == ["40"]]
    assert (deal["validFrom"], deal["numberDelivered"]) == (["2005-01-01"], ["40"])
    assert (deal["licencePlace"], deal["platformCount"]) == (["Japan"], ["10"])


def test_each_bushmaster_deal_has_one_for_its_engine(sipri: Said) -> None:
    vehicles = deals(sipri, "aus", "Bushmaster")
    assert [(v["validFrom"][0][:4], v["numberOrdered"], v["numberDelivered"]) for v in vehicles] == [
        ("2014", ["4"], ["4"]),
        ("2017", ["4"], ["4"]),
    ]
    assert "AUD3.6 m" in vehicles[0]["description"][0]
    assert "mark-year-uncertain" in vehicles[1]["marked"]
    engines = [v for v in deals(sipri, "usa", "vehicle engine") if "Bushmaster" in v["description"][0]]
    assert [v["validFrom"][0][:4] for v in engines] == ["2014", "2017"]
