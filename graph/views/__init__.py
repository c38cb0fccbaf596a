"""Pictures of a snapshot: values in, text out."""
