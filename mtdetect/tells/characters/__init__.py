"""Rules about how the characters of a text are encoded: what nobody sees, what looks like another letter."""
