"""The word lists of rule MT703: `python -m training.wording mine` writes them, `python -m training.wording check` says
what the rule finds in text that was not mined.

    python -m training.wording mine [--corpora PATH] [--top N]
    python -m training.wording check [--corpora PATH]
"""

import argparse
import sys

from mtdetect.errors import MtdetectError
from training.corpora import corpora_path
from training.wording import check, mine


def main() -> None:
    """Mine and show the strongest n-grams, or print the table of the check."""
    options = _parse_options()
    corpora = corpora_path(options.corpora)
    for line in mine.mine(corpora, options.top) if options.command == "mine" else check.check(corpora):
        print(line)


def _parse_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m training.wording", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(dest="command", required=True)
    for name, module in (("mine", mine), ("check", check)):
        command = commands.add_parser(
            name, description=module.__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
        )
        command.add_argument("--corpora", metavar="PATH", help="the corpora's folder")
        if name == "mine":
            command.add_argument(
                "--top", type=int, default=20, metavar="N", help="how many n-grams to show (default: 20)"
            )
    return parser.parse_args()


if __name__ == "__main__":
    try:
        main()
    except MtdetectError as error:
        sys.exit(f"training.wording: error: {error}")
