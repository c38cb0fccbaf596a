"""Worked example. a and b are allies without a procurement memorandum; a has air 4 of 4, b 3: single. What if both were
mended? The gap of the agreement closes, and so does the capability gap: two nations meet what is asked."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.dates import OPEN, Holding, Interval, PartialDate
from graph.release import Release, file_entry
from graph.scene import scene as scene_of
from graph.whatif.apply import PREFIX, overlaid
from graph.whatif.changes import AddSupplier, Change, Conclude, Denounce, Fund, LoseSupplier, SetLevel, read_overlay
from graph.whatif.compare import WhatIf, what_if
from graph.world.impediments import Impediment
from graph.world.industry import Dependency
from graph.world.promises import Provision
from graph.world.world import World
from graph.world.world import world as whole_world
from tests.graph.worked import bilateral, parties
from tests.graph.worlds import DAY, EVER, assess, require, scene, world

ITEM = Dependency("dep-1", "ore", "material", ("z",), ("a",), 1.0, "", "", EVER)
LACK = Impediment(
    "imp-1", "missing-agreement", "a", ("b", "c"), "listed-partners", "active", "", "", (), ("rdp-mou",), EVER
)
PROMISE = Provision("prov-1", "mdt-ab", "reciprocal-procurement", "", "", PartialDate.parse("1990-01-01"))


def small() -> World:
    return world(
        parties(bilateral("mdt-ab", "a", "b", "1990-01-01"), bilateral("mdt-bc", "b", "c", "1990-01-01")),
        assessments=(assess("a", "air", 4), assess("b", "air", 3)),
        requirements=(require("air", 4),),
        dependencies=(ITEM,),
        impediments=(LACK,),
        provisions=(PROMISE,),
    )


def asked(*changes: Change, of: World | None = None) -> WhatIf:
    return what_if(of or small(), scene("a", "b"), changes)


def told(done: WhatIf) -> dict[str, tuple[list[str], list[str]]]:
    return {
        d.measure: ([f.key for f in d.closed], [f.key for f in d.opened]) for d in done.differences if not d.is_idle
    }


def test_a_concluded_memorandum_closes_the_gap_carries_out_the_promise_and_ends_the_lack() -> None:
    found = told(asked(Conclude("rdp-mou", ("a", "b"))))
    assert found["agreement"] == (["a–b rdp-mou"], [])
    assert found["commitment"] == (["prov-1"], [])
    assert found["environment"] == (["imp-1 b"], [])
    assert found["last link: industry"] == ([], [f"{PREFIX}conclude:rdp-mou:a,b"])


def test_the_lack_still_stands_for_the_others_who_are_listed() -> None:
    (left,) = overlaid(small(), [Conclude("rdp-mou", ("a", "b"))], DAY).impediments
    assert left.partners == ("c",)
    assert left.span.on(DAY) is Holding.HOLDS
    (gone,) = overlaid(small(), [Conclude("rdp-mou", ("a", "b", "c"))], DAY).impediments
    assert gone.span.on(DAY) is Holding.NOT


def test_a_raised_level_makes_two_and_the_value_stays() -> None:
    done = asked(SetLevel("b", "air", 4))
    assert told(done)["capability"] == (["air single"], [])
    assert (done.before.known, done.after.known) == (4.0, 4.0)


def test_a_lowered_level_shows_as_one_gone_and_one_new() -> None:
    done = asked(SetLevel("a", "air", 0))
    assert told(done)["capability"] == (["air single"], ["air partial"])
    assert done.after.known == 3.0


def test_a_denounced_treaty_parts_the_pair_in_its_layer() -> None:
    done = asked(Denounce("mdt-ab"))
    assert told(done)["last link: security"] == (["mdt-ab"], [])
    expected = {f"a–b {kind}" for kind in ("gsomia", "acsa", "access-and-status", "rdp-mou", "sosa")}
    assert set(told(done)["agreement"][0]) == expected  # nobody expects them of two who are no allies
    one_leaves = asked(Denounce("mdt-ab", "a"))
    assert told(one_leaves)["last link: security"] == (["mdt-ab"], [])


def test_a_lost_supplier_leaves_none_and_a_second_one_frees_the_item() -> None:
    assert told(asked(LoseSupplier("z")))["supply"] == (["dep-1 sole"], ["dep-1 none-left"])
    assert told(asked(AddSupplier("dep-1", "b")))["supply"] == (["dep-1 sole"], [])


def test_a_programme_closes_the_gap_in_funding() -> None:
    assert told(asked(Fund("air", ("a", "b"))))["funding"] == (["air"], [])


def test_what_is_in_place_already_changes_nothing() -> None:
    assert asked(LoseSupplier("nobody")).is_idle
    assert asked(AddSupplier("dep-1", "z")).is_idle


def test_what_is_made_up_says_so_in_its_evidence() -> None:
    done = asked(Conclude("sofa", ("a", "b")))
    made = {s for d in done.differences for f in d.opened for s in f.evidence.statements if s.startswith(PREFIX)}
    assert made == {f"{PREFIX}conclude:sofa:a,b/a", f"{PREFIX}conclude:sofa:a,b/b"}


CHANGES = st.lists(
    st.sampled_from(
        [
            Conclude("rdp-mou", ("a", "b")),
            Conclude("sofa", ("b", "c")),
            Denounce("mdt-ab"),
            SetLevel("b", "air", 4),
            LoseSupplier("z"),
            AddSupplier("dep-1", "b"),
            Fund("air", ("a",)),
        ]
    ),
    max_size=4,
    unique=True,
)


@given(CHANGES)
def test_an_overlay_never_touches_the_world_it_is_laid_over(changes: list[Change]) -> None:
    before, same = small(), small()
    overlaid(before, changes, DAY)
    assert before == same


@given(CHANGES)
def test_before_and_after_differ_by_what_closed_and_opened(changes: list[Change]) -> None:
    for d in asked(*changes).differences:
        assert d.after == d.before - len(d.closed) + len(d.opened)


def test_a_signature_before_the_day_leaves_no_trace_after_a_denunciation() -> None:
    left = overlaid(small(), [Denounce("mdt-ab")], DAY).parties.members("mdt-ab", DAY)
    assert {holding for holding, _ in left.values()} == {Holding.NOT}


def test_the_release_is_as_it_was_after_a_what_if(release: Release) -> None:
    files = [release.tables / "relations.parquet", release.path / "manifest.json"]
    before = [file_entry(path) for path in files]
    asked_ = scene_of(release, ["usa", "jpn", "phl"], "taiwan-high-intensity", date(2026, 1, 1))
    done = what_if(whole_world(release), asked_, read_overlay(release, "denounce:agr-us-phl-mdt-1951;lose:chn"))
    assert not done.is_idle
    assert [file_entry(path) for path in files] == before
    again = what_if(whole_world(release), asked_, read_overlay(release, "level:usa:air-aar:4"))
    assert all(not d.closed for d in again.differences if d.measure == "supply")


@pytest.mark.parametrize("layer", ["security", "industry"])
def test_a_bridge_that_is_cut_is_no_chokepoint_any_more(layer: str) -> None:
    name = "mdt-xy" if layer == "security" else "rdp-xy"
    held = world(parties(bilateral(name, "x", "y", "1990-01-01")))
    done = asked(Denounce(name), of=replace(held))
    assert told(done)[f"structural: {layer}"] == (["bridge x–y"], [])


def test_an_interval_cut_on_a_day_holds_until_the_day_before() -> None:
    span = Interval(date(1990, 1, 1), OPEN, date(1990, 1, 1), OPEN)
    held = overlaid(small(), [Denounce("mdt-ab")], DAY).parties.spells["mdt-ab"][0].in_force
    assert (span.on(date(1999, 12, 31)), held.on(date(1999, 12, 31)), held.on(DAY)) == (
        Holding.HOLDS,
        Holding.HOLDS,
        Holding.NOT,
    )
