"""MT5xx: names, titles and abbreviations."""
