"""MT4xx: spaces, marks, capitals, dates, figures and money in the manner of other languages."""
