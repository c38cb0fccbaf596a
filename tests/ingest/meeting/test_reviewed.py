from ingest.meeting.match import SAME
from ingest.meeting.reviewed import reviewed
from ontology.iris import slug
from tests.ingest.merged import source


def test_every_pair_is_a_number_of_a_data_set_and_a_curated_agreement() -> None:
    curated = {line[1 : line.index(">")] for line in source("curated").lines if "def/Agreement>" in line}
    for pair, word in reviewed().items():
        assert word == SAME
        numbers = [name for name in pair if slug(name).startswith(("agr-atop-", "agr-cow-", "agr-dcad-"))]
        assert len(numbers) == 1
        assert {name for name in pair if name not in numbers} <= curated
