"""MT7xx: what only the whole text shows."""
