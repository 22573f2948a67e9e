"""How long a person waits: one article from cold, and `--help`. `python -m bench.cold [ARTICLE]`.

The medians of seven runs after a warm-up, as separate processes. Bounds: an article within half the time of
`python -c "import sklearn.linear_model"` on the same machine, and the help within 0.3 s.
"""

import sys
from pathlib import Path

from bench.measure import median_seconds, python

_ARTICLES = Path(__file__).resolve().parents[1] / "seeds" / "articles"
_HELP_BOUND = 0.3  # seconds


def main() -> None:
    """Measure, print and compare with the bounds."""
    article = sys.argv[1] if len(sys.argv) > 1 else str(next(iter(sorted(_ARTICLES.glob("*.txt")))))
    yardstick = median_seconds(python("-c", "import sklearn.linear_model"))
    _print("python -c 'import sklearn.linear_model'", yardstick, None)
    _print("mtdetect score ARTICLE", median_seconds(python("-m", "mtdetect", "score", article)), yardstick / 2)
    _print("mtdetect --help", median_seconds(python("-m", "mtdetect", "--help")), _HELP_BOUND)


def _print(name: str, seconds: float, bound: float | None) -> None:
    verdict = "" if bound is None else f"  at most {bound:.3f} s: {'met' if seconds <= bound else 'NOT MET'}"
    print(f"{name:42} {seconds:6.3f} s{verdict}")


if __name__ == "__main__":
    main()
