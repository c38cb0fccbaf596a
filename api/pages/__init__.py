"""Pages for people: typed contexts in, HTML out, nothing from another host."""
