"""Gold alignments: known from how a text was made, to measure the aligner on.

The round trips of some sets kept their lines. Where a line has one sentence on one side, or equally many on both, it is
known which sentences belong together; lines with other numbers are not counted. Some of the texts are then edited as
copies are: lines dropped, lines of another article put in, a run of lines moved, or two sentences of a line joined.
"""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mtdetect.match.links import link_sentences
from mtdetect.match.segmentation import SegmentedText, segment
from mtdetect.text.batch import parse
from training.corpora import Row, stable_number

SETS_WITH_LINES = ("portuguese_roundtrip_mozilla", "portuguese_careless_pipelines", "rule_based_roundtrip_apertium")
EDITS = ("whole", "dropped", "put in", "moved", "joined")
_FEWEST_LINES = 5
_STOP = re.compile(r"(?<=[a-z])\. (?=[A-Z])")

Cells = set[tuple[int, int]]  # pairs of a suspect's and an origin's sentence or line, by number


@dataclass(frozen=True, slots=True)
class Gold:
    """Two texts as lines; `numbers` has the origin's line number of each of the suspect's lines, -1 for one put in."""

    of_set: str
    edit: str
    suspect: tuple[str, ...]
    origin: tuple[str, ...]
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many links were found and are gold (`right`), were found at all, and are gold."""

    right: int
    found: int
    gold: int

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(self.right + other.right, self.found + other.found, self.gold + other.gold)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall (0-1)."""
        return 2 * self.right / max(self.found + self.gold, 1)


def sample(rows: Sequence[Row], size: int, skip: int = 0) -> list[Gold]:
    """`size` gold pairs, equally many of each set and edit, one of a group; the first `skip` of a set are left out."""
    origins = {row.group: row for row in rows if row.kind == "native"}
    foreign = [row.text.split("\n") for row in rows if row.kind == "native" and "\n" in row.text][:500]
    found: list[Gold] = []
    seen: set[str] = set()
    for at, name in enumerate(SETS_WITH_LINES):
        trips = [row for row in rows if row.set == name and row.kind == "round_trip" and row.group in origins]
        trips.sort(key=lambda row: stable_number(row.id))
        usable = (one for one in trips if _usable(one.text, origins[one.group].text) and one.group not in seen)
        wanted = size * (at + 1) // len(SETS_WITH_LINES) - len(found)
        for number, row in enumerate(usable):
            if number >= skip + wanted:
                break
            if number >= skip and row.group not in seen:
                seen.add(row.group)
                found.append(_gold(row, origins[row.group], EDITS[number % len(EDITS)], foreign))
    return found


def count_links(gold: Gold) -> Counts:
    """The aligner's links compared with the gold ones; a link is of one sentence to one."""
    suspect, origin = (segment(parse("\n".join(lines))) for lines in (gold.suspect, gold.origin))
    known, open_lines = _cells(gold, suspect, origin)
    line_of, line_of_origin = _lines(suspect, gold.suspect), _lines(origin, gold.origin)
    found = {
        (row, column)
        for one in link_sentences(suspect, origin)
        for row in range(*one.suspect)
        for column in range(*one.origin)
        if (line_of[row], line_of_origin[column]) not in open_lines
    }
    return Counts(len(found & known), len(found), len(known))


def _usable(text: str, origin: str) -> bool:
    return text.count("\n") == origin.count("\n") >= _FEWEST_LINES - 1


def _gold(trip: Row, origin: Row, edit: str, foreign: Sequence[Sequence[str]]) -> Gold:
    chance = random.Random(stable_number(trip.id))
    lines, there = trip.text.split("\n"), tuple(origin.text.split("\n"))
    numbered = list(enumerate(lines))
    if edit == "dropped":
        gone = set(chance.sample(range(len(lines)), len(lines) // 4 + 1))
        numbered = [one for one in numbered if one[0] not in gone]
    elif edit == "put in":
        for line in chance.sample(chance.choice([other for other in foreign if len(other) > 1]), 2):
            numbered.insert(chance.randrange(len(numbered) + 1), (-1, line))
    elif edit == "moved":
        first = chance.randrange(1, len(lines) - 1)
        run, rest = numbered[first : first + 2], [*numbered[:first], *numbered[first + 2 :]]
        goal = chance.randrange(len(rest) + 1)
        numbered = [*rest[:goal], *run, *rest[goal:]]
    elif edit == "joined":
        numbered = [(at, _STOP.sub("; ", line) if len(_STOP.findall(line)) == 1 else line) for at, line in numbered]
    return Gold(trip.set, edit, tuple(line for _, line in numbered), there, tuple(number for number, _ in numbered))


def _cells(gold: Gold, suspect: SegmentedText, origin: SegmentedText) -> tuple[Cells, Cells]:
    """The pairs of sentences that belong together, and the pairs of lines inside which that is not known."""
    here, there = _by_line(suspect, gold.suspect), _by_line(origin, gold.origin)
    known: Cells = set()
    unknown: Cells = set()
    for at, number in enumerate(gold.numbers):
        rows, columns = here.get(at, []), there.get(number, [])
        if not rows or not columns:
            continue
        if len(rows) == len(columns):
            known |= set(zip(rows, columns, strict=True))
        elif 1 in (len(rows), len(columns)):
            known |= {(row, column) for row in rows for column in columns}
        else:
            unknown.add((at, number))
    return known, unknown


def _by_line(of: SegmentedText, lines: Sequence[str]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for sentence, line in enumerate(_lines(of, lines)):
        found.setdefault(line, []).append(sentence)
    return found


def _lines(of: SegmentedText, lines: Sequence[str]) -> list[int]:
    """The number of the line in which each sentence begins."""
    return list(_walk(of, lines))


def _walk(of: SegmentedText, lines: Sequence[str]) -> Iterator[int]:
    line, end = 0, len(lines[0])
    for sentence in of.sentences:
        while sentence.span[0] > end:
            line += 1
            end += 1 + len(lines[line])
        yield line
