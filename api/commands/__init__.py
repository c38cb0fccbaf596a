"""The commands, thin: each calls one function and shows its result."""
