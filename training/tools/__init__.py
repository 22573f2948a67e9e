"""Tools that make texts: round trips."""
