"""Sends an English text through another language and back, as the makers of copied articles do.

    python -m training.tools.round_trip --pivot pt IN.txt OUT.txt
    python -m training.tools.round_trip --pivot pt --cut stops IN.txt OUT.txt
    python -m training.tools.round_trip --engine apertium --pivot es IN.txt OUT.txt

What the engine gives is written as it is. Careless scripts do not give an engine whole sentences, but pieces of some
other kind, in both directions; `--cut` does likewise, and the pieces are joined again by spaces.
"""

import argparse
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from mtdetect.document import Unreadable
from mtdetect.errors import MtdetectError, UsageError
from mtdetect.readers import read
from training.tools.mozilla import Translate, load_leg

Cut = Callable[[str, str], list[str]]

# The engine's time grows with the square of a piece, and its quality falls: longer ones are cut at a space.
_LONGEST = 2_000  # characters
_PIECE = re.compile(rf"\S(?:.{{0,{_LONGEST - 2}}}\S)?(?=\s|$)|\S{{{_LONGEST}}}")
APERTIUM_SECONDS = 300  # that it may take for a text
_APERTIUM = {"en": "eng", "es": "spa", "ca": "cat"}
PIVOTS = {"mozilla": ("pt",), "apertium": ("es", "ca")}


@dataclass(frozen=True, slots=True)
class Leg:
    """One direction of a round trip: the language (ISO 639-1) of what goes in, and the engine."""

    language: str
    translate: Translate


def round_trip(text: str, legs: Iterable[Leg], cut: Cut | None) -> str:
    """The text after all legs. Each line is cut by itself and keeps its place; without `cut` the text goes in whole."""
    for leg in legs:
        text = _translate(text, leg, cut)
    return text


def _translate(text: str, leg: Leg, cut: Cut | None) -> str:
    if cut is None:
        return leg.translate(text)
    return "\n".join(_translate_line(line, leg, cut) for line in text.split("\n"))


def _translate_line(line: str, leg: Leg, cut: Cut) -> str:
    pieces = (piece for part in cut(line, leg.language) for piece in _PIECE.findall(part))
    # An engine invents words for a piece that has none.
    return " ".join(leg.translate(piece) if re.search(r"\w", piece) else piece for piece in pieces)


def _at_sentences(line: str, language: str) -> list[str]:
    from sentencex import segment

    return list(segment(language, line))


def _at_stops(line: str, _: str) -> list[str]:
    return re.split(r"(?<=[.!?])(?=[\s\"”»])", line)


def _at_quotes(line: str, _: str) -> list[str]:
    return re.split(r"([\"“”«»])", line)


def _at_line_ends(line: str, _: str) -> list[str]:
    return [line]


CUTS: dict[str, Cut] = {
    "sentences": _at_sentences,
    "stops": _at_stops,
    "quotes": _at_quotes,
    "lines": _at_line_ends,
}


def apertium(source: str, target: str) -> Translate:
    """Apertium, the rule-based engine; unknown words stay as they are, without the asterisk that marks them.

    Raises UsageError where it is not installed; the function that it gives raises that where Apertium fails.
    """
    program = shutil.which("apertium")
    if program is None:
        raise UsageError("apertium: is not installed: apt-get install apertium apertium-en-es apertium-en-ca")
    command = [program, "-u", f"{_APERTIUM[source]}-{_APERTIUM[target]}"]

    def translate(text: str) -> str:
        try:
            done = subprocess.run(
                command, input=text, capture_output=True, encoding="utf-8", timeout=APERTIUM_SECONDS, check=True
            )
        except subprocess.TimeoutExpired as error:
            raise UsageError(f"apertium: took over {APERTIUM_SECONDS} s: give it a shorter text") from error
        except subprocess.CalledProcessError as error:
            cause = " ".join((error.stderr or error.stdout or "no message").split())[:200]
            raise UsageError(f"{' '.join(command)}: failed ({cause}): is the language pair installed?") from error
        return done.stdout

    return translate


ENGINES: dict[str, Callable[[str, str], Translate]] = {"mozilla": load_leg, "apertium": apertium}


def main(arguments: Sequence[str] | None = None) -> int:
    """The command; returns its exit code: 2 for bad usage or an input that cannot be read."""
    summary, _, details = (__doc__ or "").partition("\n\n")
    parser = argparse.ArgumentParser(
        "python -m training.tools.round_trip",
        description=summary,
        epilog=details,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("source", type=Path, metavar="IN", help="an English text")
    parser.add_argument("target", type=Path, metavar="OUT", help="the file to write")
    parser.add_argument("--engine", choices=ENGINES, default="mozilla", help="default: %(default)s")
    parser.add_argument("--pivot", required=True, help="the language in between: pt for mozilla; es, ca for apertium")
    parser.add_argument("--cut", choices=CUTS, help="where to cut what mozilla gets; default: sentences")
    options = parser.parse_args(arguments)
    try:
        options.target.write_text(
            _run(options.source, options.engine, options.pivot, options.cut), encoding="utf-8", newline=""
        )
    except MtdetectError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def _run(source: Path, engine: str, pivot: str, cut: str | None) -> str:
    if pivot not in PIVOTS[engine]:
        raise UsageError(f"--pivot {pivot}: {engine} has no such language: choose {' or '.join(PIVOTS[engine])}")
    if engine == "apertium" and cut:
        raise UsageError(f"--cut {cut}: apertium takes the text whole: leave it out")
    (found,) = read([source])
    if isinstance(found, Unreadable):
        raise UsageError(f"{source}: {found.message}")
    load = ENGINES[engine]
    legs = [Leg("en", load("en", pivot)), Leg(pivot, load(pivot, "en"))]
    return round_trip(found.text, legs, None if engine == "apertium" else CUTS[cut or "sentences"])


if __name__ == "__main__":
    raise SystemExit(main())
