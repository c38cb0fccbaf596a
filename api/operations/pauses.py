"""Pauses kept short: of the collector, which walks all objects it knows, and of the event loop behind analyses."""

import gc
import logging
import sys
from typing import Final

from graph.clock import ticks
from graph.documents import documents
from graph.fragility import citations
from graph.parties import parties
from graph.release import Release
from graph.things import catalogue
from graph.world.world import world

_log = logging.getLogger(__name__)
_YOUNG: Final = 50_000  # objects made before the collector looks at the young ones; Python's own is 700
_TURN: Final = 0.0005
"""Longest run of a thread while another waits [s]: analyses made each step of an answer wait Python's own 5 ms."""


def set_aside(release: Release) -> None:
    """Read what look-ups keep of a release, and let the collector never walk it again.

    Without it each full collection held every answer up for 150 to 900 ms.
    """
    started = ticks()
    for read in (catalogue, parties, world, documents, citations):
        read(release)
    gc.collect()
    gc.freeze()
    gc.set_threshold(_YOUNG, 20, 20)
    sys.setswitchinterval(_TURN)
    _log.info("release read", extra={"release": release.id, "seconds": round(ticks() - started, 2)})
