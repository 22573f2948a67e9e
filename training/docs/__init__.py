"""Pages that are drawn from figures and transcripts."""
