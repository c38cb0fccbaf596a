import csv
from datetime import date
from pathlib import Path

import ingest.identity
from ingest.claims import Claim
from ingest.identity.actors import actor_claims
from ingest.identity.codes import actor_on

HERE = Path(ingest.identity.__file__ or "").parent


def rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((HERE / name).read_text(encoding="utf-8").splitlines()))


def said(actor: str) -> tuple[Claim, Claim]:
    document, claim = actor_claims([actor])
    return document, claim


def test_every_actor_cites_a_document_of_the_table() -> None:
    documents = {row["source_id"] for row in rows("documents.csv")}
    assert {row["source"] for row in rows("actors.csv")} == documents


def test_an_actor_that_no_list_has_is_named_and_never_dated() -> None:
    own = [row for row in rows("actors.csv") if row["source"] == "src-kaname-actors"]
    assert own
    assert {(row["established"], row["dissolved"]) for row in own} == {("", "")}


def test_a_dated_actor_names_the_place_in_its_source() -> None:
    dated = [row for row in rows("actors.csv") if row["established"] or row["dissolved"]]
    assert [row["actor_id"] for row in dated if not row["locator"]] == []


def test_the_last_day_of_a_list_is_the_day_before_the_end() -> None:
    document, claim = said("gdr-1949")
    facts = dict(claim.facts)
    assert document.iri.endswith("/src-gw-states")
    # Gleditsch and Ward: 265, from 1949-10-05 to 1990-10-02, both inside.
    assert (facts["kn:validFrom"], facts["kn:validTo"]) == (date(1949, 10, 5), date(1990, 10, 3))
    assert [evidence.locator for evidence in claim.evidence] == ["gwcode 265"]


def test_an_actor_of_no_list_of_ours_needs_no_document() -> None:
    assert actor_claims(["jpn"]) == ()


def test_every_scheme_of_codes_names_its_source_and_what_was_checked() -> None:
    sources = {row["scheme"]: row for row in rows("schemes.csv")}
    assert set(sources) >= {row["scheme"] for row in rows("codes.csv")}
    assert [name for name, row in sources.items() if not (row["source"] and row["url"] and row["checked"])] == []


def test_states_that_only_one_list_has_are_known_by_its_numbers() -> None:
    assert actor_on("gw", "711", date(1930, 1, 1)) == "tibet-1913"
    assert actor_on("gw", "563", date(1899, 10, 11)) == "transvaal-1852"
    assert actor_on("cow", "711", date(1930, 1, 1)) is None


def test_an_iso_code_ends_when_the_list_of_withdrawn_codes_says() -> None:
    assert actor_on("iso3", "DDR", date(1990, 10, 29)) == "gdr-1949"
    assert actor_on("iso3", "DDR", date(1990, 10, 30)) is None
