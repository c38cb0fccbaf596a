"""The look-ups, one router a noun."""
