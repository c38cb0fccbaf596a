"""SPARQL from outside: checked before it runs, bound to a day, and run by workers that can be killed."""
