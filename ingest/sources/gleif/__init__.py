"""GLEIF: legal entities with their identifiers, and who consolidates whose accounts."""
