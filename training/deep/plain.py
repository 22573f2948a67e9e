"""The plain model's scores of texts whose block was left out, whole and cut: what the deep model is fitted on.

The plain model is the base model, which looks at the text alone. Its scores are kept in a file of JSON Lines, since
making them takes a whole training run: first a line with the `digest` of the model of that run, then a line for each
text and each fold that it was scored with; `fold` is empty for texts of sets never trained on. The reader's scores are
kept in such a file too, for the training of copy mode.
"""

import json
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mtdetect.errors import CorpusError
from mtdetect.model.additive import load_model
from mtdetect.model.digest import digest
from training.corpora import Row
from training.fit.examples import Example, build_examples
from training.fit.export import export
from training.fit.train import TrainingResult
from training.protocols.run import Run

Key = tuple[str, str, bool]  # set, id, and whether it is the cut of that text

_NO_FOLD = ""


@dataclass(frozen=True, slots=True)
class PlainScores:
    """Raw scores (log-odds) by fold and text, and the number of words of each text."""

    digest: str
    scores: dict[tuple[str, Key], float]
    words: dict[Key, int]

    def of(self, fold: str, key: Key) -> float:
        """The score of a text with a fold left out, or as a text never trained on; NaN where there is none."""
        return self.scores.get((fold, key), self.scores.get((_NO_FOLD, key), float("nan")))


def plain_scores(run: Run, file: Path | None) -> PlainScores:
    """Read the scores from a file, or make them and write that file. Raises CorpusError."""
    return _scores(_read(file) if file and file.exists() else write_scores(run, file))


def read_scores(file: Path) -> PlainScores:
    """Read the scores from a file. Raises CorpusError."""
    return _scores(_read(file))


def _scores(lines: Sequence[Mapping[str, Any]]) -> PlainScores:
    head, *rest = lines
    keys = [(line["set"], line["id"], line["cut"]) for line in rest]
    return PlainScores(
        head["digest"],
        {(line["fold"], key): line["score"] for line, key in zip(rest, keys, strict=True)},
        {key: line["words"] for line, key in zip(rest, keys, strict=True)},
    )


def write_scores(run: Run, file: Path | None) -> list[dict[str, Any]]:
    """Make the lines, and write them to a file if one is given. Trains if the run has not trained yet."""
    lines = list(_lines(run))
    if file:
        write_lines(lines, file)
    return lines


def write_lines(lines: Iterable[Mapping[str, Any]], file: Path) -> None:
    """Write the lines of such a file; the first has the `digest`."""
    file.write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")


def _read(file: Path) -> list[dict[str, Any]]:
    try:
        return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    except (OSError, ValueError) as error:
        raise CorpusError(f"{file}: not the scores of a training run ({error}); remove it to make them anew") from error


def _lines(run: Run) -> Iterator[dict[str, Any]]:
    result, rows = run.result, run.rows
    yield {"digest": _digest(result)}
    for part in result.left_out:
        for at, score in zip(part.examples.tolist(), part.scores.tolist(), strict=True):
            yield {"fold": part.fold} | _line(result.examples[at], rows, score)
    groups = {row.group for row in rows}
    dev_rows = [row for row in run.dev_rows if row.group not in groups]
    examples = build_examples(dev_rows, cuts=False)
    for example, score in zip(examples, result.score(examples).tolist(), strict=True):
        yield {"fold": _NO_FOLD} | _line(example, dev_rows, score)


def _line(example: Example, rows: Sequence[Row], score: float) -> dict[str, Any]:
    row = rows[example.row]
    return {"set": row.set, "id": row.id, "cut": example.cut, "words": example.words, "score": score}


def _digest(result: TrainingResult) -> str:
    """The digest of the model as it would be shipped."""
    with tempfile.TemporaryDirectory() as folder:
        export(Path(folder), result, "{}\n")
        return digest(load_model(Path(folder)))
