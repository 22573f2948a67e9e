"""Training, on the corpora: fits, measures and writes the models, counts the rules, mines word lists, draws pages."""
