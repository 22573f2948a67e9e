"""The word lists of rule MT703: mined from paired text, weighed, and checked on text that was not mined."""
