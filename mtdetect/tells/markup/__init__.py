"""MT1xx: what the markup of a page declares."""
