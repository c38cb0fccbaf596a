from graph.documents import documents
from graph.evidence import proofs
from graph.release import Release
from graph.tables import read_tables


def test_a_statement_leads_to_the_titles_addresses_and_kinds_of_its_sources(release: Release) -> None:
    part = "part-agr-jpn-us-rdpmou-2016-jpn-party-1"
    (cited,) = proofs(read_tables(release), [part]).values()
    assert len(cited) >= 1
    for proof in cited:
        assert proof.url.startswith("http")
        assert proof.confidence in ("A", "B")
        assert proof.title
        assert proof.source_kind
        assert (proof.licence, proof.cite_as) == ("CC BY 4.0", "")


def test_what_nothing_cites_has_no_proof(release: Release) -> None:
    assert proofs(read_tables(release), ["nobody"]) == {}
    assert proofs(read_tables(release), []) == {}


def test_documents_are_all_there_and_the_most_cited_first(release: Release) -> None:
    found = documents(release)
    assert len(found) == release.manifest.things["Source"]
    counts = [document.citations for document in found]
    assert counts == sorted(counts, reverse=True)
    assert sum(counts) == release.manifest.citations
    assert all(document.url.startswith("http") and document.title for document in found)
