"""What a SARIF file may hold: code scanning refuses a file with more than 25,000 results or 10 MB.

The lightest findings are left out first, and room is kept for the verdicts of articles: notes are written up to three
tenths of what a file may hold, warnings up to a half, errors up to six tenths, and articles up to the whole. The size
is that of the file as written; code scanning measures it compressed.
Source: https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
"""

from collections import Counter
from dataclasses import dataclass, field

from mtdetect.report import words

MOST_RESULTS = 25_000
MOST_BYTES = 10_000_000
_FOR_RULES = 1_000_000  # bytes kept for what stands around the results: the rules with their pages
ARTICLE = "article"
_SHARE = {"note": 0.3, "warning": 0.5, "error": 0.6, ARTICLE: 1.0}


@dataclass(slots=True)
class Room:
    """What is written so far, in results and in bytes, and what was left out, by kind."""

    results: int = 0
    bytes: int = 0
    cut: Counter[str] = field(default_factory=Counter)

    def takes(self, kind: str, line: str) -> bool:
        """Whether a result of a kind (`note`, `warning`, `error`, `ARTICLE`) still goes in; counts it either way."""
        share, size = _SHARE[kind], len(line.encode()) + 2  # a comma and a line break
        fits = self.results < share * MOST_RESULTS and self.bytes + size <= share * (MOST_BYTES - _FOR_RULES)
        if fits:
            self.results += 1
            self.bytes += size
        else:
            self.cut[kind] += 1
        return fits

    def cut_text(self) -> str | None:
        """What was left out, why, and the way out; None where nothing was."""
        if not self.cut:
            return None
        counts = ", ".join(words.plural(self.cut[kind], kind) for kind in reversed(_SHARE) if self.cut[kind])
        return (
            f"{counts} left out, since code scanning takes {MOST_RESULTS:,} results and {MOST_BYTES // 1_000_000} MB a "
            "file: score fewer articles at a time, or see --output jsonl=FILE for all"
        )
