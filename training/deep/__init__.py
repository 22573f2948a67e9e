"""Training of the deep model: round trips through the surrogate, kept in a file, and a few weights on top of them."""
