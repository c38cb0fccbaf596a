from ingest.identity.known import known_firms


def test_a_firm_is_known_by_its_identifier_wherever_it_sits() -> None:
    assert known_firms().has(("MINO79WLOO247M1IL051",), None, ())
    assert known_firms().has(("Q739416",), "zwe", ("Another name",))


def test_a_name_is_known_in_its_country_whatever_the_legal_form() -> None:
    assert known_firms().has((), "gbr", ("BAE SYSTEMS PLC",))
    assert not known_firms().has((), "jpn", ("BAE SYSTEMS PLC",))
    assert not known_firms().has((), "gbr", ("BAE Systems Pensions", "", "Ltd"))


def test_an_agency_is_known_by_its_name() -> None:
    assert known_firms().has((), "aus", ("Australian Submarine Agency",))
