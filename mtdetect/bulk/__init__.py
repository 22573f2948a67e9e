"""Scoring many documents: one step that turns an input into its row, and thin wrappers that spread it."""
