"""The fixed protocols that make `metrics.json`, each of which can be run alone."""

import json
import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from threadpoolctl import threadpool_limits

from mtdetect.errors import UsageError
from training.corpora import corpora_path
from training.deep.plain import write_scores
from training.fit.engine_type import engine_guess_figures
from training.fit.export import export
from training.paths import BASE_MODEL
from training.protocols.altered_texts import folded_figures, length_figures
from training.protocols.engines_and_pivots import engine_figures, pivot_figures
from training.protocols.figures import Figures
from training.protocols.left_out import calibration_error_figures, flagged_figures, fresh_figures, left_out_figures
from training.protocols.run import Run
from training.protocols.topic_floor import topic_figures
from training.protocols.wmt18 import wmt18_figures

FPR = 0.01
_THREADS = 1  # for sums: how many take part changes the last digits, and then the model
_LIST = re.compile(r"\[\s+([^][{}]*?)\s+\]")


@dataclass(frozen=True, slots=True)
class Protocol:
    """A protocol: its name in commands, its heading in `metrics.json`, and what it does."""

    name: str
    heading: str
    measure: Callable[[Run], Figures]


PROTOCOLS = (
    Protocol("blocks", "left out", lambda run: left_out_figures(run.trained, run.rows, run.folds)),
    Protocol(
        "called",
        f"called translated at {FPR:.0%}",
        lambda run: flagged_figures(run.trained, run.rows, run.folds, FPR),
    ),
    Protocol(
        "fresh",
        f"called translated at {FPR:.0%}, sets never trained on",
        lambda run: fresh_figures(run.trained, run.rows, run.fresh, FPR),
    ),
    Protocol(
        "calibration",
        "calibration error",
        lambda run: calibration_error_figures(run.trained, run.rows, run.folds),
    ),
    Protocol("engines", "engine left out", engine_figures),
    Protocol("pivots", "pivot left out", pivot_figures),
    Protocol("guess", "engine guessed, left out", lambda run: engine_guess_figures(run.trained.examples, run.rows)),
    Protocol("wmt18", "trained on the German set only, news of 2018", wmt18_figures),
    Protocol("folded", "left out, marks and spaces folded", folded_figures),
    Protocol("length", "left out, by length", length_figures),
    Protocol("topic", "left out, masked words alone", topic_figures),
)


def measure(corpora: Path | str | None, only: Sequence[str] = (), trips: Path | None = None) -> str:
    """The figures of the protocols named, or of all, as JSON. Raises UsageError and CorpusError."""
    wanted = choose(only)
    with threadpool_limits(_THREADS):
        return _measured(Run(corpora_path(_text(corpora)), trips=trips), wanted)


def train_and_measure(
    corpora: Path | str | None,
    output: Path | None = None,
    only: Sequence[str] = (),
    scores: Path | None = None,
    trips: Path | None = None,
) -> str:
    """Train, measure, and write the model folder (default: the shipped one); gives the figures as JSON.

    Left-out scores go to the file `scores`, which the deep model is fitted on; round trips that `training.deep` has
    made are in `trips`, and teach as well.
    """
    wanted = choose(only)
    run = Run(corpora_path(_text(corpora)), trips=trips)
    with threadpool_limits(_THREADS):
        model = run.trained
        if scores:
            write_scores(run, scores)
        metrics = _measured(run, wanted)
    folder = output or BASE_MODEL
    export(folder, model, metrics)
    return metrics


def choose(names: Sequence[str]) -> Sequence[Protocol]:
    """The protocols of those names, or all where none is named. Raises UsageError for a name that is none."""
    known = {protocol.name: protocol for protocol in PROTOCOLS}
    if wrong := [name for name in names if name not in known]:
        raise UsageError(f"--only {wrong[0]}: is no protocol: choose of {', '.join(known)}")
    return [protocol for protocol in PROTOCOLS if not names or protocol.name in names]


def as_json(metrics: dict[str, Figures]) -> str:
    """Indented JSON in which a short list takes one line."""
    shown = json.dumps(metrics, indent=1)
    return _LIST.sub(lambda found: f"[{' '.join(found[1].split())}]", shown) + "\n"


def _measured(run: Run, protocols: Sequence[Protocol]) -> str:
    metrics = {}
    for protocol in protocols:
        print(f"protocol {protocol.name}", file=sys.stderr, flush=True)
        metrics[protocol.heading] = protocol.measure(run)
    return as_json(metrics)


def _text(path: Path | str | None) -> str | None:
    return None if path is None else str(path)
