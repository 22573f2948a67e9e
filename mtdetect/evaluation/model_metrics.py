"""Metrics of the model on labelled texts of the user, for `mtdetect evaluate FILE...`."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np

from mtdetect.errors import UsageError
from mtdetect.evaluation.labelled import LabelledText
from mtdetect.evaluation.metrics import Statistic, auc_of, calibration_error_of, interval, recall_of, share_of
from mtdetect.results.row import Result

_DEFAULT_KIND = ("human", "machine")  # of a row that names none, by its label


@dataclass(frozen=True, slots=True)
class Metric:
    """The value of a metric with its 95 % interval, all 0-1."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class ScoredText:
    """What is known of a labelled text, and its scores; these are None if it was not judged.

    `raw` is the score in log-odds before calibration; `likelihood` and `human_share` are 0-1.
    """

    set: str
    kind: str
    label: int
    group: str
    raw: float | None
    likelihood: float | None
    human_share: float | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """How well the model separates a kind of machine text from a kind of human text.

    `texts` are the numbers of both, machine texts first; `recall` is that of machine texts at the evaluation's `fpr`.
    """

    machine: str
    human: str
    texts: tuple[int, int]
    auc: Metric
    recall: Metric
    calibration_error: Metric


@dataclass(frozen=True, slots=True)
class CallRate:
    """The share of the judged texts of a set and kind that is called translated; `translated` is None without any."""

    set: str
    kind: str
    label: int
    texts: int
    not_judged: int
    translated: Metric | None


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All metrics; `fpr` (0-1) is the share of human texts that may be called translated."""

    signature: str
    fpr: float
    comparisons: tuple[Comparison, ...]
    call_rates: tuple[CallRate, ...]


def join_results(rows: Mapping[str, Sequence[LabelledText]], results: Iterable[Result]) -> Iterator[ScoredText]:
    """The scores of results with what is known of their texts; `rows` are by set, in the order of the results.

    Raises UsageError for a result that is an error.
    """
    texts = [(name, text) for name, set_rows in rows.items() for text in set_rows]
    for (name, text), result in zip(texts, results, strict=True):
        row = result.row
        if error := row.get("error"):
            raise UsageError(f"{name}: {error['message']}")
        raw = None if row["abstained"] else row["base"] + sum(reason["log_odds"] for reason in row["reasons"])
        kind = text.kind or _DEFAULT_KIND[text.label]
        yield ScoredText(name, kind, text.label, text.group, raw, row["likelihood"], row["human_share"])


def evaluate(texts: Sequence[ScoredText], fpr: float, signature: str) -> Evaluation:
    """The metrics of each set and kind, and of each kind of machine text against each kind of human text."""
    by_kind: dict[tuple[int, str], list[ScoredText]] = {}
    by_set: dict[tuple[str, int, str], list[ScoredText]] = {}
    for text in texts:
        by_set.setdefault((text.set, text.label, text.kind), []).append(text)
        if text.raw is not None:
            by_kind.setdefault((text.label, text.kind), []).append(text)
    machine, human = (
        {kind: kind_texts for (label, kind), kind_texts in by_kind.items() if label == wanted} for wanted in (1, 0)
    )
    pairs = product(sorted(machine), sorted(human))
    return Evaluation(
        signature,
        fpr,
        tuple(_comparison(machine[one], human[other], fpr) for one, other in pairs),
        tuple(_call_rate(set_texts, fpr) for _, set_texts in sorted(by_set.items())),
    )


def _comparison(machine: Sequence[ScoredText], human: Sequence[ScoredText], fpr: float) -> Comparison:
    texts = [*machine, *human]
    labels = np.arange(len(texts)) < len(machine)
    raw = np.array([text.raw for text in texts], float)
    likelihoods = np.array([text.likelihood for text in texts], float)
    return Comparison(
        machine[0].kind,
        human[0].kind,
        (len(machine), len(human)),
        _metric(auc_of(raw, labels), texts),
        _metric(recall_of(raw, labels, fpr), texts),
        _metric(calibration_error_of(likelihoods, labels), texts),
    )


def _call_rate(texts: Sequence[ScoredText], fpr: float) -> CallRate:
    judged = [text for text in texts if text.human_share is not None]
    translated = np.array([text.human_share is not None and text.human_share <= fpr for text in judged])
    share = _metric(share_of(translated), judged) if judged else None
    first = texts[0]
    return CallRate(first.set, first.kind, first.label, len(judged), len(texts) - len(judged), share)


def _metric(statistic: Statistic, texts: Sequence[ScoredText]) -> Metric:
    return Metric(statistic(np.ones(len(texts))), *interval(statistic, [f"{text.set} {text.group}" for text in texts]))
