"""Any table by a mapping that the user writes: columns to our model, set by set, with the strictness of a connector."""
