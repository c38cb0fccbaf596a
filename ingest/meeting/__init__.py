"""Where sources meet: one agreement told by several of them, every claim kept, every difference listed."""
