"""Files that are RDF in our model: read in a process of their own, checked against the vocabulary, never followed."""
