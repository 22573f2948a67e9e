"""Results as rows of schema 1, saved rows, and what is decided over many of them."""
