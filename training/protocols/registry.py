"""The fixed protocols that make `metrics.json`, each of which can be run alone; and training with all of them."""

import json
import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from threadpoolctl import threadpool_limits

from mtdetect.errors import UsageError
from training.corpora import corpora_path
from training.deep.plain import write_scores
from training.fit.export import export
from training.paths import BASE_MODEL
from training.protocols.altered_texts import folding_figures, length_figures
from training.protocols.engine_guess import engine_guess_figures
from training.protocols.engines_and_pivots import engine_figures, pivot_figures
from training.protocols.evasion import evasion_figures
from training.protocols.figures import Figures
from training.protocols.left_out import (
    calibration_error_figures,
    called_translated_figures,
    dev_figures,
    left_out_figures,
)
from training.protocols.plain_words import plain_word_figures
from training.protocols.run import Run
from training.protocols.topic_floor import topic_figures
from training.protocols.wmt18 import wmt18_figures

FPR = 0.01
_THREADS = 1  # of linear algebra: with another number, sums differ in the last digits, and so does the model
_LIST = re.compile(r"\[\s+([^][{}]*?)\s+\]")


@dataclass(frozen=True, slots=True)
class Protocol:
    """A protocol: its name in commands, its heading in `metrics.json`, and the function that measures."""

    name: str
    heading: str
    measure: Callable[[Run], Figures]


PROTOCOLS = (
    Protocol("blocks", "left out", left_out_figures),
    Protocol("plain", "left out, plain words and pairs of words", plain_word_figures),
    Protocol("called", f"called translated at {FPR:.0%}", partial(called_translated_figures, fpr=FPR)),
    Protocol("fresh", f"called translated at {FPR:.0%}, sets never trained on", partial(dev_figures, fpr=FPR)),
    Protocol("calibration", "calibration error", calibration_error_figures),
    Protocol("engines", "engine left out", engine_figures),
    Protocol("pivots", "pivot left out", pivot_figures),
    Protocol("guess", "engine guessed, left out", engine_guess_figures),
    Protocol("wmt18", "trained on the German set only, news of 2018", wmt18_figures),
    Protocol("folded", "left out, marks and spaces folded", folding_figures),
    Protocol("length", "left out, by length", length_figures),
    Protocol("evasion", "left out, machine texts in disguise", evasion_figures),
    Protocol("topic", "left out, masked words alone", topic_figures),
)


def measure(corpora: Path | str | None, only: Sequence[str] = ()) -> str:
    """The figures of the protocols named in `only`, or of all, as JSON. Raises UsageError and CorpusError."""
    protocols = choose(only)
    with threadpool_limits(_THREADS):
        return _measure(Run(_corpora(corpora)), protocols)


def train_and_measure(
    corpora: Path | str | None,
    output: Path | None = None,
    only: Sequence[str] = (),
    scores: Path | None = None,
) -> str:
    """Train, measure, and write the model's folder (default: the shipped one); gives the figures as JSON.

    Scores of texts left out are written to the file `scores`, which the deep model is fitted on. Raises UsageError
    and CorpusError.
    """
    protocols = choose(only)
    run = Run(_corpora(corpora))
    with threadpool_limits(_THREADS):
        result = run.result
        if scores:
            write_scores(run, scores)
        export(output or BASE_MODEL, result, as_json({}))  # what is fitted on the scores need not wait for the figures
        metrics = _measure(run, protocols)
    export(output or BASE_MODEL, result, metrics)
    return metrics


def choose(names: Sequence[str]) -> Sequence[Protocol]:
    """The protocols of those names, or all where none is named. Raises UsageError for a name that is none."""
    known = {protocol.name: protocol for protocol in PROTOCOLS}
    if wrong := [name for name in names if name not in known]:
        raise UsageError(f"--only {wrong[0]}: is no protocol: choose of {', '.join(known)}")
    return [protocol for protocol in PROTOCOLS if not names or protocol.name in names]


def as_json(metrics: dict[str, Figures]) -> str:
    """Indented JSON in which a short list takes one line."""
    indented = json.dumps(metrics, indent=1)
    return _LIST.sub(lambda found: f"[{' '.join(found[1].split())}]", indented) + "\n"


def _measure(run: Run, protocols: Sequence[Protocol]) -> str:
    metrics = {}
    for protocol in protocols:
        print(f"protocol {protocol.name}", file=sys.stderr, flush=True)
        metrics[protocol.heading] = protocol.measure(run)
    return as_json(metrics)


def _corpora(path: Path | str | None) -> Path:
    return corpora_path(None if path is None else str(path))
