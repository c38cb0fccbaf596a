"""Gaps: what a coalition or a pair lacks on a day, each finding with its evidence."""
