"""A run that lists the rules, or explains one."""

from typing import Literal

from mtdetect.errors import UsageError
from mtdetect.report.messages import print_text
from mtdetect.report.outputs import terminal_style
from mtdetect.report.rules import find_rule, listing, page


def run_rules(code: str | None, form: Literal["text", "json"]) -> None:
    """Print the list of rules, or the page of the one with this code or name; raises UsageError for another name."""
    if form != "text":
        raise UsageError(f"--format {form}: is for --audit: add it, or leave the format out")
    print_text(page(find_rule(code), terminal_style()) if code else listing(terminal_style()))
