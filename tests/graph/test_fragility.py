"""Worked example. The only ally pair of three rests on a treaty cited by two sources; another on one source alone."""

from graph.fragility import Citations, citations, fragility
from graph.gaps.agreement import AgreementGap, agreement_gaps
from graph.gaps.rules import Rule
from graph.measures import MEASURES
from graph.release import Release
from graph.scene import Scene, scene
from graph.world.world import World
from graph.world.world import world as whole_world
from tests.graph.worked import bilateral, parties
from tests.graph.worlds import DAY, world

RULE = Rule("r", "mutual-defence-treaty", "rdp-mou", "because", "judgement")
SMALL = world(parties(bilateral("mdt-ab", "a", "b", "1990-01-01"), bilateral("mdt-cd", "c", "d", "1990-01-01")))
STATEMENTS = {s.id: s.agreement for spells in SMALL.parties.spells.values() for s in spells}
CITED = Citations(
    {s: frozenset({"src-1", "src-2"} if agreement == "mdt-ab" else {"src-1"}) for s, agreement in STATEMENTS.items()},
    frozenset(s for s, agreement in STATEMENTS.items() if agreement == "mdt-cd"),
)


def measure(world: World, scene: Scene) -> list[AgreementGap]:
    return agreement_gaps(world.parties, (), [RULE], scene.day)


def test_a_finding_of_two_sources_stays_and_one_of_a_single_source_breaks() -> None:
    asked = Scene((), "", DAY)
    found = fragility(measure, SMALL, asked, measure(SMALL, asked), CITED)
    assert (found["a–b rdp-mou"].stays, found["a–b rdp-mou"].runs, found["a–b rdp-mou"].share) == (2, 2, 1.0)
    assert found["c–d rdp-mou"].breaking == ("src-1",)
    assert found["c–d rdp-mou"].share == 0.0


def test_what_nobody_read_is_left_out_in_one_run() -> None:
    asked = Scene((), "", DAY)
    found = fragility(measure, SMALL, asked, measure(SMALL, asked), CITED)
    assert found["a–b rdp-mou"].stays_on_read
    assert not found["c–d rdp-mou"].stays_on_read


def test_without_findings_there_is_nothing_to_run() -> None:
    assert fragility(measure, SMALL, Scene((), "", DAY), [], CITED) == {}


def test_every_statement_of_the_release_s_findings_has_a_source(release: Release) -> None:
    cited, here = citations(release), whole_world(release)
    asked = scene(release, ["usa", "jpn", "kor"], "taiwan-high-intensity", DAY.replace(year=2026))
    for name, found in ((name, measure_(here, asked)) for name, measure_ in MEASURES.items()):
        assert found, name
        assert all(s in cited.sources for finding in found for s in finding.evidence.statements), name
