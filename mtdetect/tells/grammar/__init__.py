"""MT3xx: sentences that break the grammar of English as engines break it."""
