"""All that the measures read, as typed values: built from the tables of a release, never from the store."""
