"""Verdicts on sites: what many articles of one site say together that one alone does not."""
