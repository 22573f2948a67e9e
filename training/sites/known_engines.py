"""Scores of texts by models that know their engine and have not seen their outlet.

To leave out a block leaves out its engines, and says what happens with an engine never seen. Farms use engines that are
known; so here all texts of an outlet, and their round trips, are left out together, and other outlets' are not.
"""

import json
from collections.abc import Sequence
from pathlib import Path

from training.corpora import Row, stable_number
from training.deep.plain import PlainScores
from training.fit.crossfit import own_scores
from training.fit.train import train
from training.progress import step
from training.sample import sample
from training.sites.outlets import human_outlet

_FOLDS = 4
_MOST, _MOST_HUMAN = 700, 1500  # rows of a set: enough for sites, in half the time
_HOUSES = ("native_us_outlets", "native_bbc", "native_abc_australia")  # sets whose outlets are houses


def known_engine_scores(rows: Sequence[Row], file: Path) -> PlainScores:
    """Read the scores from a file, or make them (twenty minutes) and write that file."""
    if not file.exists():
        file.write_text("".join(f"{json.dumps(line)}\n" for line in _lines(rows)), encoding="utf-8")
    lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    keys = [(line["set"], line["id"], False) for line in lines]
    scores = {("", key): line["score"] for line, key in zip(lines, keys, strict=True)}
    return PlainScores("", scores, {key: line["words"] for line, key in zip(lines, keys, strict=True)})


def _lines(rows: Sequence[Row]) -> list[dict[str, str | int | float]]:
    drawn = sample(rows, _MOST, _MOST_HUMAN)
    houses = {row.group: name for row in rows if row.set in _HOUSES and (name := human_outlet(row))}
    folds = [str(stable_number(houses.get(row.group, row.group)) % _FOLDS) for row in drawn]
    with step("models without some outlets each"):
        result = train(drawn, folds, cuts=False)
    scores = own_scores(result.left_out, result.examples, folds)
    return [
        {"set": drawn[of.row].set, "id": drawn[of.row].id, "words": of.words, "score": float(score)}
        for of, score in zip(result.examples, scores, strict=True)
    ]
