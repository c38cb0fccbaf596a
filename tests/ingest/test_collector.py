import gc

import pytest

from ingest.collector import uncollected


def test_cycles_are_searched_for_again_afterwards_even_after_an_error() -> None:
    assert gc.isenabled()
    with pytest.raises(ValueError, match="bad"), uncollected():
        assert not gc.isenabled()
        raise ValueError("bad")
    assert gc.isenabled()


def test_one_pause_within_another_does_not_end_it() -> None:
    with uncollected():
        with uncollected():
            pass
        assert not gc.isenabled()
