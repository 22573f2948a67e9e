"""What a user excuses: an excuse changes what counts, never the score (docs/excuses.md)."""
