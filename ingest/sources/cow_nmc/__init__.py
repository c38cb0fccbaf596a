"""Correlates of War: National Material Capabilities 6.0."""
