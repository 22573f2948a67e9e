"""Training: corpora, build, train, export, evaluate."""
