"""SIPRI Arms Transfers Database: the trade register as exported by the user."""
