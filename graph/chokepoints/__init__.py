"""Chokepoints: where an alliance hangs on one thread, each finding with what falls apart and the proof."""
