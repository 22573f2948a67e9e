"""Copy mode: the origin of an article among candidates, their alignment, and which of the two is the copy."""
