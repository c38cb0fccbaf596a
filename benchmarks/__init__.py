"""Benchmarks: ratios against a named peer in one run, never tests. `python -m benchmarks [NAME …]` runs them."""
