"""Protocols: what is measured, on which texts left out; and the floors that the results must reach."""
