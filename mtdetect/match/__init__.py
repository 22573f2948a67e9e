"""Copy mode: finds the origin of an article among candidates, aligns the two, and says which is the copy."""
