"""Sources in, release out: connectors, checks and the build."""
