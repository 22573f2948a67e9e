"""The HTTP API and the page of `mtdetect serve`: rows as the command line writes them, over loopback."""
