"""US bases: sites abroad and in territories, without dates."""
