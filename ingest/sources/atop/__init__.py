"""ATOP 5.1: alliances, their phases and provisions, who took part when, and what each member itself owes."""
