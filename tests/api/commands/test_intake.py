"""What may be said with `kaname add` of the edition of a file, and what may not."""

from datetime import date, datetime
from pathlib import Path

import pytest

from api.commands.intake import add
from graph.errors import BadParameter
from ingest.added import added_sources

SITES = "countryname,ccode,iso3c,basename,lat,lon,base,lilypad,fundedsite\nJapan,740,JPN,Yokota AB,35.75,139.35,1,0,0\n"


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "basedata.csv"
    path.write_text(SITES, encoding="cp1252")
    return str(path)


def test_an_edition_is_kept_with_its_last_day(tmp_path: Path, file: str, capsys: pytest.CaptureFixture[str]) -> None:
    add(["us-bases", file], edition=" one site ", until=datetime(2019, 6, 30), home=tmp_path / "home")  # noqa: DTZ001
    (source,) = added_sources(tmp_path / "home")
    assert (source.card.edition, source.card.horizon) == ("one site", date(2019, 6, 30))
    assert "Run `kaname build`" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "edition", "until", "said"),
    [
        ("us-bases", None, datetime(2019, 6, 30), "--until: say of which edition, with --edition NAME"),  # noqa: DTZ001
        ("us-bases", "{", None, "--edition: field 'name': Value error, no braces"),
        ("us-bases", " ", None, "--edition: field 'name': String should have at least 1 character"),
        ("rdf", "mine", None, "--edition: a mapping and the card of RDF files say of which version they are"),
    ],
)
def test_what_cannot_be_said_is_refused_before_the_file_is_read(
    file: str, name: str, edition: str | None, until: datetime | None, said: str
) -> None:
    with pytest.raises(BadParameter, match=said):
        add([name, file], edition=edition, until=until, home=(home := Path(file).with_name("home")))
    assert not home.exists()
