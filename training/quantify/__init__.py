"""Fits and measures what `mtdetect estimate` computes with."""
