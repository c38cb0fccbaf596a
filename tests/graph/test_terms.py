"""What a citation bears out comes under the licence of the data set that tells it, or under none that is guessed."""

from graph.terms import Dataset, Terms, terms_by_document


def dataset(key: str, licence: str, *, bundled: bool = False) -> Dataset:
    return Dataset(f"Title of {key}", "Somebody", licence, f"Cite {key}", bundled)


OURS = dataset("ours", "CC BY 4.0", bundled=True)
THEIRS = dataset("theirs", "No licence stated")
DOCUMENTS = [("src-theirs", "Title of theirs", "Somebody"), ("src-text", "A treaty", "A ministry")]


def test_a_data_set_stands_behind_the_document_of_its_own_name() -> None:
    found = terms_by_document(DOCUMENTS, [OURS, THEIRS])
    assert found["src-theirs"] == Terms("No licence stated", "Cite theirs")
    assert found["src-text"] == Terms("CC BY 4.0")


def test_nothing_is_said_of_documents_that_an_added_source_may_have_brought() -> None:
    found = terms_by_document(DOCUMENTS, [OURS, THEIRS, dataset("rdf", "not stated")])
    assert found["src-theirs"].licence == "No licence stated"
    assert found["src-text"] == Terms()


def test_without_data_sets_nothing_is_said() -> None:
    assert terms_by_document(DOCUMENTS, []) == {"src-theirs": Terms(), "src-text": Terms()}
