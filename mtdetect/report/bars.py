"""Weights as bars for a terminal: to the right what speaks for machine translation, to the left what speaks against."""

from mtdetect.report.base import Style

_EIGHTHS = "▏▎▍▌▋▊▉"
_NARROW = 72  # cells of a terminal below which there is no room for bars


def bar_width(style: Style) -> int:
    """The cells of a bar to one side; 0 where there is no room, or no colour and so no drawing."""
    return 0 if not style.colour or style.width < _NARROW else 8


def bar(weight: float, largest: float, width: int, *, blocks: bool = True) -> tuple[str, str]:
    """The two sides of a bar, each of `width` cells; a weight as large as `largest` (above 0) fills its side.

    With `blocks`, the right side is exact to an eighth of a cell. Anything that is not nothing shows.
    """
    cells = min(abs(weight) / largest, 1) * width
    if not blocks:
        drawn = "#" * max(round(cells), 1) if weight else ""
        return (drawn.rjust(width), " " * width) if weight < 0 else (" " * width, drawn.ljust(width))
    if weight < 0:
        full, part = divmod(round(cells * 2), 2)  # a cell's right half is all that there is for this side
        return (("▐" * (part or not full) + "█" * full).rjust(width), " " * width)
    full, part = divmod(round(cells * 8), 8)
    drawn = "█" * full + (_EIGHTHS[part - 1] if part else "")
    return " " * width, (drawn or "▏" * (weight > 0)).ljust(width)


def share_bar(share: float, width: int, *, blocks: bool = True) -> str:
    """A share (0-1) of a line of `width` cells."""
    return bar(share, 1, width, blocks=blocks)[1]
