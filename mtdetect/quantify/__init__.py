"""The share of machine-translated documents in a corpus, from the scores of its documents, with an interval."""
