"""Wikidata: results of our own published queries on treaties, memberships and defence firms."""
