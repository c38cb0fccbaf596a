"""The qualifying countries of the US defence acquisition rules: with whom a reciprocal memorandum stands."""
