"""Reconciliation: names and properties in, candidates with scores out; and the values of properties on a day."""
