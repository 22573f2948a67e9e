"""What a user excuses, and what that changes: never the score, but what counts (docs/excuses.md)."""
