"""Correlates of War: formal alliances 4.1, from the user's own copy and on the user's own wish."""
