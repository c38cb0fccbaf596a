"""The backtest on the curated record and, where KANAME_SHARED has the file, on the agreements of DCAD.

No ratio of times: the figures are how well each ranking foresaw what came.
"""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.dcad import FILE, concluded_in, dcad_history, states_by_code
from graph.backtest.history import History, history_of
from graph.backtest.run import Backtest, backtest
from graph.store import open_release_store
from graph.world.world import world
from ingest.build import build


def run() -> Iterator[str]:
    """Test all rankings on each record that is there."""
    with tempfile.TemporaryDirectory() as folder:
        release = build(Path(folder)).release
        curated = history_of(world(release))
        yield from _told("curated, 1990 to 2021", curated, (1990, 2021))
        file = Path(os.environ.get("KANAME_SHARED", "")) / FILE
        if not file.is_file():
            yield "DCAD: no file; set KANAME_SHARED to a folder that holds " + str(FILE)
            return
        found = concluded_in(file, states_by_code(open_release_store(release.store)))
        treaties = [c for c in curated.concluded if c.kind == "mutual-defence-treaty"]
        yield from _told("DCAD alone, 1990 to 2005", dcad_history(found), (1990, 2005))
        yield from _told("DCAD with curated treaties, 1990 to 2005", dcad_history(found, treaties), (1990, 2005))


def _told(title: str, history: History, years: tuple[int, int]) -> Iterator[str]:
    done: Backtest = backtest(history, *years)
    yield f"{title}: {len(history.states)} states, {len(history.concluded):,} bonds"
    for m in done.methods:
        yield (
            f"  {m.name:31} AUC {m.auc.value:.3f} [{m.auc.low:.3f}, {m.auc.high:.3f}]"
            f"  precision {m.precision.value:.3f} [{m.precision.low:.3f}, {m.precision.high:.3f}]"
        )
    for name, lead in done.leads.items():
        yield f"  {name} against {done.best_baseline}: {lead.value:+.3f} [{lead.low:+.3f}, {lead.high:+.3f}]"
