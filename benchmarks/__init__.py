"""Benchmarks: scripts that measure, with their limits; `python -m benchmarks` runs them all."""
