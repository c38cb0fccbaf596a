"""The Model Context Protocol: eight read-only tools over the same functions as the API."""
