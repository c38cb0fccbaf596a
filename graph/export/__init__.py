"""Bulk exports: what holds on a day, in the formats of the field, each with its day, release and checksum."""
