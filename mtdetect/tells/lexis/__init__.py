"""MT2xx: words and phrases that follow the source language."""
