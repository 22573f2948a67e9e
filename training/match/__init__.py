"""Training and measuring of copy mode: alignment, direction and relation."""
