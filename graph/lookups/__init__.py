"""Fixed look-ups in a release beside its tables: SPARQL files that run as they stand, and what reads their rows."""
