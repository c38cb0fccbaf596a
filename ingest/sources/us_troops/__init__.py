"""US troop reports: quarter-end counts of forces and civilians by host, 1950 to the last report in the file."""
