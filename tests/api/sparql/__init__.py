"""Tests of the SPARQL protocol."""
