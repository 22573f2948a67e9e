"""Tests; `golden.py` records what they hold still."""
