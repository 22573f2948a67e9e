"""What the model does on a user's own labelled texts, for `mtdetect evaluate FILE...`."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import PurePath

import numpy as np

from mtdetect.document import Document
from mtdetect.errors import UsageError
from mtdetect.evaluation.metrics import Statistic, auc_of, calibration_error_of, found_of, interval, share_of
from mtdetect.evaluation.rule_rates import Labelled, read_labelled
from mtdetect.results.row import Result

_UNNAMED = ("human", "machine")  # kinds of rows that name none, by label


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with its 95 % interval, all 0-1."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Judged:
    """A labelled text, by what is known of it and what the model said; None where it was not judged."""

    set: str
    kind: str
    label: int
    group: str
    raw: float | None
    likelihood: float | None
    human_share: float | None


@dataclass(frozen=True, slots=True)
class Compared:
    """How well a kind of machine text is told from a kind of human text."""

    machine: str
    human: str
    texts: tuple[int, int]
    auc: Figure
    found: Figure
    calibration_error: Figure


@dataclass(frozen=True, slots=True)
class Called:
    """How many texts of a set and kind were judged, how many were not, and the share called translated."""

    set: str
    kind: str
    label: int
    texts: int
    not_judged: int
    translated: Figure | None


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All figures; `fpr` (0-1) is the one at which texts are found and called translated."""

    signature: str
    fpr: float
    comparisons: tuple[Compared, ...]
    called: tuple[Called, ...]


def labelled_sets(
    files: Iterable[str], *, max_bytes: int, text_key: str
) -> tuple[Mapping[str, Sequence[Labelled]], list[Document]]:
    """The rows of each file, by the file's name without its endings, and their texts in that order.

    Raises UsageError for a row that cannot be used, and for two files of one name.
    """
    rows: dict[str, Sequence[Labelled]] = {}
    for file in files:
        name = PurePath(file).name.removesuffix(".gz").removesuffix(".jsonl")
        if name in rows:
            raise UsageError(f"{file}: a second file called {name}: rename one, for figures go by the name")
        rows[name] = list(read_labelled(file, max_bytes=max_bytes, text_key=text_key))
    return rows, [Document(name, row.text) for name, of_set in rows.items() for row in of_set]


def judged(rows: Mapping[str, Sequence[Labelled]], results: Iterable[Result]) -> Iterator[Judged]:
    """The results with what is known of their texts; `rows` by set, in the order of the results."""
    known = [(name, row) for name, of_set in rows.items() for row in of_set]
    for (name, labelled), result in zip(known, results, strict=True):
        row = result.row
        if error := row.get("error"):
            raise UsageError(f"{name}: {error['message']}")
        raw = None if row["abstained"] else row["base"] + sum(reason["log_odds"] for reason in row["reasons"])
        kind = labelled.kind or _UNNAMED[labelled.label]
        yield Judged(name, kind, labelled.label, labelled.group, raw, row["likelihood"], row["human_share"])


def evaluate(texts: Sequence[Judged], fpr: float, signature: str) -> Evaluation:
    """The figures of each set and kind, and of each machine kind against each human kind."""
    by_kind: dict[tuple[int, str], list[Judged]] = {}
    by_set: dict[tuple[str, int, str], list[Judged]] = {}
    for text in texts:
        by_set.setdefault((text.set, text.label, text.kind), []).append(text)
        if text.raw is not None:
            by_kind.setdefault((text.label, text.kind), []).append(text)
    machine, human = ({kind: of for (label, kind), of in by_kind.items() if label == wanted} for wanted in (1, 0))
    pairs = product(sorted(machine), sorted(human))
    return Evaluation(
        signature,
        fpr,
        tuple(_compared(machine[made], human[by], fpr) for made, by in pairs),
        tuple(_called(of_set, fpr) for _, of_set in sorted(by_set.items())),
    )


def _compared(made: Sequence[Judged], by_hand: Sequence[Judged], fpr: float) -> Compared:
    texts = [*made, *by_hand]
    machine = np.arange(len(texts)) < len(made)
    raw = np.array([text.raw for text in texts], float)
    likelihoods = np.array([text.likelihood for text in texts], float)
    return Compared(
        made[0].kind,
        by_hand[0].kind,
        (len(made), len(by_hand)),
        _figure(auc_of(raw, machine), texts),
        _figure(found_of(raw, machine, fpr), texts),
        _figure(calibration_error_of(likelihoods, machine), texts),
    )


def _called(texts: Sequence[Judged], fpr: float) -> Called:
    seen = [text for text in texts if text.human_share is not None]
    translated = np.array([text.human_share is not None and text.human_share <= fpr for text in seen])
    figure = _figure(share_of(translated), seen) if seen else None
    first = texts[0]
    return Called(first.set, first.kind, first.label, len(seen), len(texts) - len(seen), figure)


def _figure(statistic: Statistic, texts: Sequence[Judged]) -> Figure:
    return Figure(statistic(np.ones(len(texts))), *interval(statistic, [f"{text.set} {text.group}" for text in texts]))
