"""The sources: each a folder with a card, its files and its connector."""
