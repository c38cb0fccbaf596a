"""Reports that are written from a release: the theses on two days, and what the data hold."""
