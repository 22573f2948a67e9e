"""Counts what each rule does in the corpora, for `seeds/rules/measured.json`, and writes `docs/rules.md` from that.

    python -m training.rules [--corpora PATH]
    python -m training.rules --pages

All documents of the training sets are counted; the `dev` sets are left out, so that figures of the model on them stay
those of sets which took no part in making it. `--pages` writes the page alone, as `python -m training.docs` does.
"""

import argparse
import sys

from mtdetect.errors import MtdetectError
from mtdetect.report.progress import track
from mtdetect.tells.measurement_file import forget_measured
from mtdetect.tells.pages import MEASURED
from training.corpora import corpora_path, load_rows
from training.docs.rules_page import rules_page
from training.paths import RULES, RULES_PAGE
from training.rules.measure import as_json, count_rules, find_rules


def main() -> None:
    """Count unless only the page is asked for, then write the page."""
    options = _parse_options()
    if not options.pages:
        rows = load_rows(corpora_path(options.corpora) / "train")
        counts = count_rules(list(track(find_rules(rows), sys.stderr, shared=False)))
        (RULES / MEASURED).write_text(as_json(counts), encoding="utf-8")
        forget_measured()
    RULES_PAGE.write_text(rules_page(), encoding="utf-8")


def _parse_options() -> argparse.Namespace:
    summary, _, details = (__doc__ or "").partition("\n\n")
    parser = argparse.ArgumentParser(
        prog="python -m training.rules",
        description=summary,
        epilog=details,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--corpora", metavar="PATH", help="the corpora's folder")
    parser.add_argument("--pages", action="store_true", help="write docs/rules.md alone")
    return parser.parse_args()


if __name__ == "__main__":
    try:
        main()
    except MtdetectError as error:
        sys.exit(f"training.rules: error: {error}")
