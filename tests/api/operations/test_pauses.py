import gc
import sys
from collections.abc import Iterator

import pytest

from api.operations.pauses import set_aside
from graph.release import Release


@pytest.fixture
def as_before() -> Iterator[None]:
    threshold, turn = gc.get_threshold(), sys.getswitchinterval()
    yield
    gc.unfreeze()
    gc.set_threshold(*threshold)
    sys.setswitchinterval(turn)


@pytest.mark.usefixtures("as_before")
def test_what_a_release_brings_is_never_walked_again(release: Release) -> None:
    set_aside(release)
    assert gc.get_freeze_count() > 10_000
    assert sys.getswitchinterval() < 0.001
