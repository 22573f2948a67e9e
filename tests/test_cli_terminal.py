"""What commands print on a real terminal, and without its colours."""

import os
import re
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
TRANSLATED = "seeds/articles/bees.pt-quotes.txt"


def on_a_terminal(*command: str, **environment: str) -> str:
    """What a command prints on a terminal of 100 cells, as it is."""
    import pty
    import termios

    inherited = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "COLUMNS", "LINES")}
    main, end = pty.openpty()
    termios.tcsetwinsize(end, (40, 100))
    process = subprocess.Popen(
        [sys.executable, "-m", "mtdetect", *command],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=end,
        stderr=subprocess.DEVNULL,
        env={**inherited, "TERM": "xterm", **environment},
    )
    os.close(end)
    printed = b""
    with suppress(OSError):  # the terminal's end
        while piece := os.read(main, 1 << 16):
            printed += piece
    os.close(main)
    assert process.wait(60) == 0
    return printed.decode().replace("\r\n", "\n")


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
@pytest.mark.parametrize(
    "command",
    [("explain", TRANSLATED), ("score", "seeds/articles/bees.txt", TRANSLATED)],
    ids=lambda given: given[0],
)
def test_without_colour_a_terminal_gets_what_a_file_gets(command: tuple[str, ...]) -> None:
    plain = on_a_terminal(*command, NO_COLOR="1")
    coloured = on_a_terminal(*command)

    printed = subprocess.run(
        [sys.executable, "-m", "mtdetect", *command],
        cwd=ROOT,
        env={**os.environ, "COLUMNS": "100"},
        capture_output=True,
        check=True,
    )
    assert printed.stdout.decode() == plain
    assert ("\x1b[" in plain, "\x1b[4;3" in coloured or "\x1b[33m" in coloured, "[[" in coloured) == (
        False,
        True,
        False,
    )
    assert "█" in coloured


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_on_a_terminal_reasons_have_bars_and_lead_to_the_numbers_of_their_marks() -> None:
    shown = re.sub(r"\x1b\[[\d;]*m", "", on_a_terminal("explain", TRANSLATED))

    assert re.search(r'" We\[\d+\] expected a difference, but not so, "\[\d+\] said', shown)
    assert re.search(r"^  [+-]\d\.\d\d {2,10}(│████████|████████│)  ", shown, re.M)
    assert re.search(r"\(punctuation and spacing; marks \d+, \d+, ", " ".join(shown.split()))
    assert [] == [line for line in shown.splitlines() if len(line) > 100]
