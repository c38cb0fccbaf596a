"""Tests of the SPARQL guard, the workers and their pool."""
