"""The colours of a terminal, as the parameters of ANSI codes: of verdicts, and of families of evidence."""

from collections.abc import Mapping

VERDICTS: Mapping[str, str] = {
    "translated": "33",
    "unsure": "36",
    "human": "32",
    "abstained": "2",
    "excused": "2",
    "unreadable": "31",
}
QUIET = "2"
_FAMILIES: Mapping[str, str] = {
    "markup": "36",
    "word choice": "93",
    "grammar": "35",
    "punctuation and spacing": "33",
    "names": "32",
    "residue of the machinery": "31",
    "flow": "34",
    "characters": "91",
    "several kinds": "1",
    "wording": "36",
    "language model": "95",
}
_UNDERLINED = "4"


def paint(text: str, code: str) -> str:
    """The text in a colour; an empty code leaves it as it is."""
    return f"\x1b[{code}m{text}\x1b[0m" if code and text else text


def of_family(family: str, *, underlined: bool = False) -> str:
    """The code of a family of `mtdetect.report.families`, an empty one where it has no colour; with a line below."""
    colour = _FAMILIES.get(family, "")
    return ";".join(filter(None, (_UNDERLINED if underlined else "", colour)))
