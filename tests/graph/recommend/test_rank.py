"""Worked example. a and b are allies (so five kinds of agreement are expected), a promised reciprocal procurement, and
keep up a lack of a memorandum. Concluding one closes one expected agreement (1), one promise (0.5) and one impediment
(0.5): 2.0."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.dates import PartialDate
from graph.recommend.objective import burden, findings
from graph.recommend.rank import recommendations
from graph.release import Release
from graph.scene import Scene
from graph.weights import Objective
from graph.whatif.apply import PREFIX, overlaid
from graph.whatif.changes import Conclude, SetLevel
from graph.world.capabilities import Assessment
from graph.world.impediments import Impediment
from graph.world.promises import Provision
from graph.world.world import World
from graph.world.world import world as whole_world
from tests.graph.worked import bilateral, parties
from tests.graph.worlds import EVER, assess, require, scene, world

LACK = Impediment(
    "imp-1", "missing-agreement", "a", ("b",), "listed-partners", "active", "", "", (), ("rdp-mou",), EVER
)
PROMISE = Provision("prov-1", "mdt-ab", "reciprocal-procurement", "", "", PartialDate.parse("1990-01-01"))
NO_CAPABILITY = scene("a", "b", scenario="")


def allies(*assessments: Assessment) -> World:
    return world(
        parties(bilateral("mdt-ab", "a", "b", "1990-01-01")),
        impediments=(LACK,),
        provisions=(PROMISE,),
        assessments=assessments,
        requirements=(require("air", 4), require("sea", 4, "low")),
    )


def test_the_worked_example_ranks_the_memorandum_first_with_before_and_after() -> None:
    first = recommendations(allies(), NO_CAPABILITY)[0]
    assert first.action == Conclude("rdp-mou", ("a", "b"))
    assert first.score == 2.0
    assert {name: (first.before[name], first.after[name]) for name in first.before} == {
        "agreement": (5.0, 4.0),
        "commitment": (1.0, 0.0),
        "environment": (1.0, 0.0),
    }
    assert {"prov-1", "imp-1", "part-mdt-ab-a-1990-01-01"} <= set(first.evidence.statements)


def test_weights_decide_the_rank() -> None:
    two = allies(assess("a", "air", 4), assess("b", "air", 3))
    plain = recommendations(two, scene("a", "b"))
    heavy = recommendations(two, scene("a", "b"), Objective(single=1000.0))
    assert plain[0].action == Conclude("rdp-mou", ("a", "b"))
    assert heavy[0].action == SetLevel("b", "air", 4)


def test_no_recommendation_rests_on_what_is_made_up() -> None:
    for found in recommendations(allies(assess("a", "air", 2)), scene("a", "b")):
        assert not any(s.startswith(PREFIX) for s in found.evidence.statements)


ASSESSMENTS = st.lists(
    st.builds(assess, st.sampled_from("ab"), st.sampled_from(("air", "sea")), st.integers(0, 4)),
    max_size=4,
    unique_by=lambda a: (a.state, a.capability),
)


@given(ASSESSMENTS)
def test_each_score_is_what_laying_the_action_over_the_world_gives(found: list[Assessment]) -> None:
    here, asked = allies(*found), scene("a", "b")
    before = burden(findings(here, asked), 5.0)
    for advice in recommendations(here, asked):
        after = burden(findings(overlaid(here, [advice.action], asked.day), asked), 5.0)
        assert advice.score == pytest.approx(Objective().score(before, after))
        assert advice.score > 0


@given(ASSESSMENTS)
def test_actions_come_in_the_order_of_their_scores(found: list[Assessment]) -> None:
    scores = [r.score for r in recommendations(allies(*found), scene("a", "b"))]
    assert scores == sorted(scores, reverse=True)


def test_in_may_2016_the_memorandum_is_the_first_thing_to_do_for_the_two(release: Release) -> None:
    asked = Scene(("usa", "jpn"), "", date(2016, 5, 24))
    found = recommendations(whole_world(release), asked)
    assert found[0].action == Conclude("rdp-mou", ("jpn", "usa"))
    closed = {f.key for d in found[0].differences for f in d.closed}
    assert {"jpn–usa rdp-mou", "prov-g15-7a3", "imp-us-rdp-jp jpn"} <= closed
    assert not any("rdpmou-2016" in s for s in found[0].evidence.statements)  # nothing that came later


def test_after_its_conclusion_the_memorandum_is_recommended_no_more(release: Release) -> None:
    found = recommendations(whole_world(release), Scene(("usa", "jpn"), "", date(2016, 6, 10)))
    assert "conclude:rdp-mou:jpn,usa" not in [r.key for r in found]
