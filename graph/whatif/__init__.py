"""What-if: changes to the world that never touch the release, and what they would do to its gaps."""
