"""What each rule does on a user's own labelled texts."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mtdetect.errors import UsageError
from mtdetect.readers.errors import ReadError, convert_os_errors, too_large
from mtdetect.readers.jsonl import parse_row
from mtdetect.readers.paths import display_path
from mtdetect.readers.stream import open_bytes, read_lines
from mtdetect.readers.tables import row_text
from mtdetect.tells.engine import find_tells
from mtdetect.tells.pages import Share
from mtdetect.tells.ratio import Ratio, Side, likelihood_ratio, precision
from mtdetect.tells.rule import Rule
from mtdetect.text.batch import parse


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text whose origin is known: `label` is 1 for machine, 0 for human; texts of one group share content.

    `kind` says more of the origin, such as `round_trip`; it is empty for a row that does not name one.
    """

    text: str
    label: int
    group: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Audited:
    """What one rule did."""

    rule: Rule
    machine: Share
    human: Share
    ratio: Ratio

    @property
    def hits(self) -> int:
        """The documents hit."""
        return self.machine.hits + self.human.hits

    @property
    def precision(self) -> float | None:
        """The share of hit documents that are machine texts, at equal numbers of both."""
        return precision(self.machine.rate, self.human.rate)


def read_labelled(path: str, *, max_bytes: int, text_key: str) -> Iterator[Labelled]:
    """The rows of a JSON Lines file, plain or gzipped, or of `-`: a text, `label` 1 or 0, and perhaps a `group`.

    Raises UsageError, which names the line, for the first row that cannot be used: rates without it would mislead.
    """
    place, found = display_path(path), False
    try:
        with convert_os_errors(), open_bytes(path) as stream:
            for number, line in enumerate(read_lines(stream, max_bytes), 1):
                if line is None or line.strip():
                    found = True
                    place = f"{display_path(path)}:{number}"
                    yield _labelled(line, number, max_bytes, text_key)
            place = display_path(path)
            if not found:
                raise ReadError("empty", "holds no rows: give a JSON object a line")
    except ReadError as failure:
        raise UsageError(f"{place}: {failure.message}") from failure


def _labelled(line: bytes | None, number: int, max_bytes: int, text_key: str) -> Labelled:
    if line is None:
        raise too_large(max_bytes)
    row, _ = parse_row(line)
    text, _ = row_text(row, text_key)
    label, group = row.get("label"), row.get("group")
    if label not in (0, 1):
        raise ReadError("no_label", "has no 'label' of 1 (machine) or 0 (human): add it to every row")
    if group is not None and not isinstance(group, (str, int)):
        raise ReadError("bad_group", "has a 'group' that is neither a string nor a number: mend or remove it")
    # A row of no group is a group of its own, under a name that no row can give.
    kind = row.get("kind")
    named = f"\0{number}" if group is None else str(group)
    return Labelled(text, int(label == 1), named, kind if isinstance(kind, str) else "")


def audit(rows: Iterable[Labelled], rules: Iterable[Rule]) -> tuple[Audited, ...]:
    """What each of the rules does in the rows, each read once; raises UsageError when one of the labels is absent."""
    documents: tuple[Counter[str], Counter[str]] = (Counter(), Counter())
    hits: defaultdict[tuple[str, int], Counter[str]] = defaultdict(Counter)
    for row in rows:
        documents[row.label][row.group] += 1
        for code in {tell.rule for tell in find_tells(parse(row.text))}:
            hits[code, row.label][row.group] += 1
    if not all(documents):
        absent = "human (0)" if documents[1] else "machine (1)"
        raise UsageError(f"--audit: no {absent} text among the rows: a rate needs texts of both labels")
    return tuple(
        _audited(rule, *(Side(documents[label], hits[rule.code, label]) for label in (1, 0))) for rule in rules
    )


def _audited(rule: Rule, machine: Side, human: Side) -> Audited:
    return Audited(rule, _share(machine), _share(human), likelihood_ratio((machine, human)))


def _share(side: Side) -> Share:
    return Share(side.hits.total(), side.documents.total())
