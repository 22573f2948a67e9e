"""Counts of what each rule does in the corpora."""
