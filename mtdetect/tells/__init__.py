"""The tells: one module a family, a rule under a code."""
