"""DCAD 1.0: bilateral defence cooperation agreements, with how sure the coders were of each."""
