"""The curated source: reviewed facts, one table a file, one fact a row, each with its source and confidence."""
