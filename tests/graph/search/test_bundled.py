from graph.release import Release
from graph.search.find import Filter, search


def test_the_release_finds_its_states_by_code_name_and_japanese_name(release: Release) -> None:
    for query in ("jpn", "Japan", "日本", "ＪＰＮ"):
        assert search(release, query)[0].id == "jpn"
    found = {hit.id for hit in search(release, "指針", Filter(types=("agreement",)))}
    assert "agr-jpn-us-guidelines-2015" in found
