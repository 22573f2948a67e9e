"""Surrogate translation, for `--deep`: a text is translated by a small engine and back, and compared with itself.

The output of a machine changes less when a machine translates it again. Imported only with `--deep`.
"""
