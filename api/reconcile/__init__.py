"""The Reconciliation Service API: version 0.2, which OpenRefine speaks, and the draft of 1.0 beside it."""
