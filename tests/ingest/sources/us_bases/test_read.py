from collections import Counter
from pathlib import Path

from tests.ingest.reading import reader
from tests.ingest.said import Said, problems
from tests.ingest.shared import real_files

read = reader("us_bases")

HEADER = "countryname,ccode,iso3c,basename,lat,lon,base,lilypad,fundedsite"


def written(folder: Path, *rows: str) -> Path:
    (folder / "basedata.csv").write_bytes("\n".join([HEADER, *rows, ""]).encode("cp1252"))
    return folder


def test_a_site_has_a_host_a_kind_a_point_and_no_dates(tmp_path: Path) -> None:
    site = Said(read(written(tmp_path, "Japan,740,JPN,Yokota AB,35.75,139.35,1,0,0"))).of("presence-usa-site-2018-2")
    assert (site["toActor"], site["kind"], site["lat"]) == (["jpn"], ["presence-base"], ["35.75"])
    assert not {"validFrom", "validTo", "attestedOn"} & set(site)


def test_a_site_without_a_point_or_name_is_kept(tmp_path: Path) -> None:
    site = Said(read(written(tmp_path, "Canada,20,CAN,NA,NA,NA,0,1,1"))).of("presence-usa-site-2018-2")
    assert (site["label"], site["kind"], "lat" in site) == (
        ["Unnamed site in Canada"],
        ["presence-small-funded-site"],
        False,
    )


def test_a_point_off_the_globe_goes_to_quarantine(tmp_path: Path) -> None:
    reading = read(written(tmp_path, "Japan,740,JPN,Yokota AB,135.75,139.35,1,0,0"))
    assert problems(reading) == ["basedata.csv:2: column 'lat', value '135.75': more than 90 degrees"]


def test_the_real_list_is_read_whole() -> None:
    reading = read(real_files("us_forces"))
    said = Said(reading)
    assert (dict(reading.rows), reading.quarantine) == ({"basedata.csv": 414}, ())
    kinds = Counter(v["kind"][0] for v in said.where("Presence"))
    assert kinds == {
        "presence-base": 255,
        "presence-small-site": 113,
        "presence-funded-site": 45,
        "presence-small-funded-site": 1,
    }
    hosts = Counter(v["toActor"][0] for v in said.where("Presence"))
    assert (hosts["deu"], hosts["jpn"], hosts["kor"], hosts["aus"], hosts["phl"]) == (44, 42, 32, 4, 6)
    assert {v["kind"][0] for v in said.where("Presence", toActor="jpn")} == {"presence-base"}
    assert sum(1 for v in said.where("Presence") if "lat" not in v) == 7


def test_a_tab_in_a_name_is_a_blank(tmp_path: Path) -> None:
    site = Said(read(written(tmp_path, "Cuba,40,CUB,Guantanamo Bay\tCuba,20,-75,1,0,0"))).of("presence-usa-site-2018-2")
    assert site["label"] == ["Guantanamo Bay Cuba"]
