"""Figures on a user's own labelled texts, and thresholds by a user's own human texts."""
