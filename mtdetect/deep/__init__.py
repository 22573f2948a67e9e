"""The reader of `--deep`: the first blocks of a small language model read a text, and a probe judges their states.

Imported only where texts are read.
"""
