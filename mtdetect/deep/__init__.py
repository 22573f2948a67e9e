"""Surrogate translation, for `--deep`: a text is sent through a small engine and back, and compared with itself.

What a machine has written once changes less when a machine translates it again.
Nothing here is imported unless asked for.
"""
