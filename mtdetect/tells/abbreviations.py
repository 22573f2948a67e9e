"""What stands beside or for an abbreviation: countries, titles, offices, zones, as parts of expressions."""

import re

from mtdetect.tells.lexicon import entries

_LIST = "abbreviation_parts"


def alternatives(*kinds: str) -> str:
    """An expression for the entries of some kinds, without a group around it; a longer entry comes first."""
    found = {entry.phrase for entry in entries(_LIST) if entry.cause in kinds}
    return "|".join(re.escape(phrase).replace(r"\ ", " ") for phrase in sorted(found, key=lambda one: (-len(one), one)))
