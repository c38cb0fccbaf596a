"""Correlates of War: the spells of states in the interstate system and of major powers, version 2016."""
