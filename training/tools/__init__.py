"""Tools that make texts."""
