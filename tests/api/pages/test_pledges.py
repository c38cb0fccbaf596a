"""The page of an agreement tells what each party itself owes, as each source says, and on no day beyond its horizon."""

from datetime import date

import pytest

from api.page_data.pledges import pledges_on
from api.pages.board import Section
from graph.release import Release
from graph.views.language import Language, Say
from ingest.adding import add_mapped
from ingest.build import build
from ingest.progress import Progress
from tests.ingest import mapped
from tests.ingest.tiny import write_tiny

ENGLISH = Language("en", {}, {})
OWED = """
[[thing]]
class = "Participation"
id = "part-pact-{number}-usa-party-1"
[thing.facts]
"kn:owes" = { concept = "owes-defence" }
"kn:onCondition" = { concept = "if-consultation-place" }
"""


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    folder = tmp_path_factory.mktemp("pledges")
    mapping, table = mapped.write(folder / "mine")
    mapping.write_text(mapping.read_text(encoding="utf-8") + OWED, encoding="utf-8")
    add_mapped(folder / "home", mapping, [table], Progress())
    return build(folder / "home", sources=write_tiny(folder / "tiny")).release


def told(sections: tuple[Section, ...]) -> list[tuple[str, ...]]:
    return rows(sections[0])


def rows(section: Section) -> list[tuple[str, ...]]:
    return [tuple(plain(cell.text) for cell in row.cells) for row in section.rows]


def plain(said: str | Say) -> str:
    return said if isinstance(said, str) else ENGLISH.t(said.text, **said.parts)


def test_a_party_of_which_nothing_is_coded_owes_nothing_by_that_source(release: Release) -> None:
    assert told(pledges_on(release, "pact-1", date(2010, 1, 1))) == [
        ("Japan", "owes nothing", "", "Pacts of somebody"),
        ("United States", "defence", "consultation on a place", "Pacts of somebody"),
    ]


def test_after_the_horizon_and_before_the_start_nobody_is_said_to_owe(release: Release) -> None:
    assert told(pledges_on(release, "pact-1", date(2026, 2, 1))) == []
    assert told(pledges_on(release, "pact-1", date(2001, 5, 16))) == []


def test_what_was_owed_when_a_source_last_looked_stands_apart(release: Release) -> None:
    _, before = pledges_on(release, "pact-1", date(2026, 2, 1))
    assert rows(before) == [
        ("Japan", "owes nothing", "", "Pacts of somebody", "2026-01-31"),
        ("United States", "defence", "consultation on a place", "Pacts of somebody", "2026-01-31"),
    ]
    assert len(pledges_on(release, "pact-1", date(2010, 1, 1))) == 1


def test_an_agreement_of_which_nobody_codes_obligations_has_no_such_table(release: Release) -> None:
    assert pledges_on(release, "agr-mdt", date(2010, 1, 1)) == ()
