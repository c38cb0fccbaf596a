"""Recommendation: candidate actions ranked by what they change in the gaps, each with its what-if and evidence."""
