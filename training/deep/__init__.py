"""Training of the deep model: states of texts, a probe of them, adapters if wanted, and the second stage."""
