"""mtdetect: tells machine-translated articles from human ones, with evidence."""
