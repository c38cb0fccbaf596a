import json

from graph.views.picture import page_payload
from tests.graph.views import demo


def test_the_table_has_the_same_rows_as_the_drawing() -> None:
    picture = page_payload(demo.pair())
    drawn = json.loads(picture.island)
    assert sorted(row.id for row in picture.rows) == sorted(name for line in drawn["lineMembers"] for name in line)
    assert [row.id for row in picture.rows] == [detail["id"] for detail in drawn["edgeDetail"]]
    assert [node["id"] for node in drawn["nodes"]] == [detail["id"] for detail in drawn["nodeDetail"]]


def test_the_legend_counts_what_is_drawn_and_nothing_else() -> None:
    picture = page_payload(demo.pair())
    counts = {(entry.group, entry.key): entry.count for entry in picture.legend}
    assert sum(count for (group, _), count in counts.items() if group == "layer") == len(picture.rows)
    assert sum(count for (group, _), count in counts.items() if group == "status") == len(picture.rows)
    assert sum(count for (group, _), count in counts.items() if group == "kind") == picture.nodes
    assert 0 not in counts.values()
    assert counts["status", "suspended"] == 1
    assert ("layer", "transfer") not in counts


def test_parties_are_named_and_evidence_says_how_sure_it_is() -> None:
    picture = page_payload(demo.pair())
    rdp = next(detail for detail in json.loads(picture.island)["edgeDetail"] if detail["id"] == "rdp")
    assert rdp["parties"] == ["United States", "Japan"]
    assert rdp["evidence"][0]["confidence"] == "B, widely documented"
    assert rdp["evidence"][0]["sourceKind"] == "canonical page"
    assert rdp["evidence"][0]["url"].startswith("https://")


def test_a_script_address_of_a_source_is_dropped() -> None:
    drawn = json.loads(page_payload(demo.hostile("javascript:alert(1)")).island)
    assert drawn["edgeDetail"][0]["evidence"][0]["url"] == ""


def test_unknown_relations_are_counted_not_drawn() -> None:
    assert page_payload(demo.pair()).unknown == 2
