"""An article for a terminal, with numbered lines and its evidence marked. Overlapping marks are split, not nested."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from mtdetect.report import article
from mtdetect.report.colours import QUIET, of_family, paint
from mtdetect.report.excerpt import display_width, safe
from mtdetect.report.families import family
from mtdetect.report.marks import Evidence, Piece, Span, cut, evidence_of, number_marks
from mtdetect.results.row import Row

_WORDING = "wording"


_WORD = re.compile(r"(?:\x1b\[[\d;]{0,20}m|[^\s\x1b])+|\s+")
_CODE = re.compile(r"\x1b\[([\d;]{0,20})m")
_TAB = 4  # cells
_FEWEST = 20  # cells of a line, also in a terminal that is too narrow for it


def number_lines(text: str, width: int | None = None) -> Iterator[str]:
    """The lines of a text with their numbers, counted as the tells' are, from 1.

    With `width`, lines of more cells are broken between words; colours go on behind the break.
    """
    lines = text.removesuffix("\n").split("\n")
    digits = len(str(len(lines)))
    for number, line in enumerate(lines, 1):
        first, *others = _break(line, max(width - digits - 3, _FEWEST)) if width else [line]
        yield f"{number:>{digits}} | {first}".rstrip()
        yield from (f"{'':{digits}} | {other}" for other in others)


def _break(line: str, width: int) -> list[str]:
    """A line with colours in lines of at most `width` cells; a longer word stays whole."""
    broken, used, active = [""], 0, ""
    for word in _WORD.findall(line.expandtabs(_TAB)):
        codes = _CODE.findall(word)
        cells = display_width(_CODE.sub("", word))
        if used and used + cells > width:
            broken[-1] = broken[-1].rstrip(" ") + ("\x1b[0m" if active else "")
            broken.append(active)
            used = 0
            if word.isspace():
                continue
        broken[-1] += word
        used += cells
        if codes:
            active = f"\x1b[{codes[-1]}m" if codes[-1] != "0" else ""
    return broken


def mark_text(text: str, row: Row, *, colour: bool) -> str:
    """The text with its line breaks and tabs, safe to print, and the evidence of its row marked.

    With `colour`, evidence is underlined in the colour of its family, and the numbers of its marks
    (`mtdetect.report.marks.number_marks`) stand behind it; else it is `[[...|MT401]]`. Where marks overlap, each piece
    names all that stand over it. Double brackets in the article itself are escaped, so that it cannot imitate marks.
    """
    found = evidence_of(row)
    marks = number_marks(found)
    pieces = cut(text, marks)
    return "".join(_coloured(text, row, found, marks, pieces) if colour else _plain(text, found, marks, pieces))


def _plain(text: str, found: list[Evidence], marks: Mapping[Span, int], pieces: Iterator[Piece]) -> Iterator[str]:
    labels = defaultdict[int, list[str]](list)
    for one in found:
        if number := marks.get((one.start, one.end)):
            labels[number].append(safe(one.tell["rule"]) if one.tell else _WORDING)
    for piece in pieces:
        shown = _escape(text, piece).replace("[[", "[\\x5b").replace("]]", "]\\x5d")
        names = dict.fromkeys(name for number in piece.marks for name in labels[number])
        yield f"[[{shown}|{'+'.join(names)}]]" if names else shown


def _coloured(
    text: str, row: Row, found: list[Evidence], marks: Mapping[Span, int], pieces: Iterator[Piece]
) -> Iterator[str]:
    families = dict.fromkeys(marks.values(), "")
    heaviest = dict.fromkeys(marks.values(), -1.0)
    for one in found:
        number = marks.get((one.start, one.end))
        weight = abs(row["reasons"][one.reason]["log_odds"]) if one.reason is not None else 0.0
        if number and weight > heaviest[number]:
            heaviest[number], families[number] = weight, _family(one, row)
    for piece in pieces:
        shown = _escape(text, piece)
        if not piece.marks:
            yield shown
            continue
        code = of_family(families[max(piece.marks, key=lambda number: heaviest[number])], underlined=True)
        yield "\n".join(paint(line, code) for line in shown.split("\n"))
        yield paint(f"[{'+'.join(map(str, piece.marks))}]", QUIET)


def _family(one: Evidence, row: Row) -> str:
    if one.reason is None:
        return family(f"tell:{one.tell['rule']}", [one.tell]) if one.tell else ""
    reason = row["reasons"][one.reason]
    return family(reason["name"], article.tells_of(reason, row))


def _escape(text: str, piece: Piece) -> str:
    shown = text[piece.start : piece.end]
    if text[piece.end - 1 : piece.end + 1] == "\r\n":
        shown = shown[:-1]  # the piece ends between the two characters of one line break
    lines = shown.replace("\r\n", "\n").split("\n")
    return "\n".join("\t".join(map(safe, line.split("\t"))) for line in lines)
