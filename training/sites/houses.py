"""What `mtdetect calibrate --group-by` is worth: half of the human texts of outlets learnt, the other half judged.

Machine versions of the outlets' articles are judged too: those whose originals were not learnt. The scores are those of
models that have not seen a text's block, or the shipped model's, which has learnt from most of these texts.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

import mtdetect
from mtdetect.evaluation.house_levels import human_outlets, learn_houses
from mtdetect.model.calibration import Calibration
from mtdetect.model.conformal import Floats, fewest, standardise, threshold
from mtdetect.sites.model import load_sites
from training.corpora import Row
from training.deep.plain import PlainScores
from training.fit.calibration import calibrate
from training.fit.examples import Example
from training.protocols.figures import Figure, Figures
from training.sites.draws import pools
from training.sites.outlets import human_outlet

Scores = Mapping[tuple[str, str], tuple[int, float]]
"""Of a text, by its set and id: the number of words, and the raw score in log-odds."""

SETS = (
    "native_us_outlets",
    "native_bbc",
    "native_abc_australia",
    "native_masakhane_eng",
    "human_english_africa_voices",
    "essays_roundtrip_google",
    "learner_posts_lang8",  # this set and the next are none that the shipped model has learnt from
    "politics_real_fake_satire_2016",
)
HALF = "half"
_FEWEST = 10  # texts of an outlet
_SIZES = (1, 3, 5, 10, 20, 50)  # texts learnt of each outlet
_SPLITS = 20
_FPR = 0.01
_TOO_OFTEN = 0.05
_FEWEST_WORDS = 50


@dataclass(frozen=True, slots=True)
class HouseTexts:
    """Human texts of outlets, and machine versions of them, with the calibration of the model that scored them.

    Of each: its number of words, its raw score in log-odds, the numbers of its outlet and of its group, and whether a
    machine wrote it. `sets` has the set of each outlet.
    """

    calibration: Calibration
    words: Floats
    scores: Floats
    outlets: NDArray[np.intp]
    groups: NDArray[np.intp]
    machine: NDArray[np.bool_]
    names: Sequence[str]
    sets: Sequence[str]


def house_texts(rows: Sequence[Row], scores: Scores, calibration: Calibration) -> HouseTexts:
    """The texts that have a score and are long enough to be judged."""
    found = pools(rows, lambda row: human_outlet(row) if row.set in SETS else None, _FEWEST)
    names = list(found)
    number = {rows[at].group: place for place, name in enumerate(names) for at in found[name].tolist()}
    mine = {at for places in found.values() for at in places.tolist()}
    chosen = [at for at, row in enumerate(rows) if at in mine or (row.label and row.group in number)]
    used = [at for at in chosen if scores.get((rows[at].set, rows[at].id), (0, 0.0))[0] >= _FEWEST_WORDS]
    words, raw = np.array([scores[rows[at].set, rows[at].id] for at in used], np.float64).T
    groups = {group: place for place, group in enumerate(dict.fromkeys(rows[at].group for at in used))}
    return HouseTexts(
        calibration,
        words,
        raw,
        np.array([number[rows[at].group] for at in used], np.intp),
        np.array([groups[rows[at].group] for at in used], np.intp),
        np.array([bool(rows[at].label) for at in used], np.bool_),
        names,
        [rows[found[name][0]].set for name in names],
    )


def left_out_scores(rows: Sequence[Row], plain: PlainScores) -> tuple[Scores, Calibration]:
    """Scores of models that have not seen a text's block, and the calibration that is fitted to them."""
    keys = [(row.set, row.id, False) for row in rows]
    raw = np.array([plain.of(row.block, key) for row, key in zip(rows, keys, strict=True)])
    words = np.array([plain.words.get(key, 0) for key in keys])
    usable = (~np.isnan(raw) & (words >= _FEWEST_WORDS)).nonzero()[0].tolist()
    examples = [Example(row=at, cut=False, words=int(words[at]), tells={}, measures={}, tokens=[]) for at in usable]
    calibration = calibrate(raw[usable], examples, [rows[at] for at in usable])
    return {keys[at][:2]: (int(words[at]), float(raw[at])) for at in usable}, calibration


def shipped_scores(rows: Sequence[Row], file: Path | None) -> tuple[Scores, Calibration]:
    """Scores of the shipped model of the texts of outlets and of their machine versions; those of a file are kept."""
    outlets = {row.group for row in rows if row.set in SETS and human_outlet(row)}
    wanted = [row for row in rows if row.group in outlets and (row.label or human_outlet(row))]
    detector = mtdetect.load(deep="never", details=False)
    calibration = detector.model.calibration
    made: dict[tuple[str, str], tuple[int, float]] = {}
    if file and file.exists():
        for line in map(json.loads, file.read_text(encoding="utf-8").splitlines()):
            made[line["set"], line["id"]] = line["words"], line["score"]
    missing = [row for row in wanted if (row.set, row.id) not in made]
    for row, verdict in zip(missing, detector.score_many(row.text for row in missing), strict=True):
        if verdict.likelihood is not None:
            raw = calibration.raw(verdict.likelihood, verdict.words, detector.prior)
            made[row.set, row.id] = (verdict.words, raw)
    if file:
        fields = ({"set": of, "id": name, "words": words, "score": raw} for (of, name), (words, raw) in made.items())
        file.write_text("".join(f"{json.dumps(line)}\n" for line in fields), encoding="utf-8")
    return made, calibration


def measure_houses(texts: HouseTexts) -> dict[str, Figures]:
    """By set of outlets, each a user's archive of its own; and by the number of texts learnt, all one archive."""
    of_sets = np.array(texts.sets)
    by_set = {name: _measure(texts, of_sets[texts.outlets] == name, None) for name in SETS if name in texts.sets}
    whole = np.ones(len(texts.words), np.bool_)
    sizes: Mapping[str, int | None] = {f"{size} of each": size for size in _SIZES} | {HALF: None}
    by_size = {name: _measure(texts, whole, size) for name, size in sizes.items()}
    return {"houses by set": dict(_filled(by_set)), "houses by texts learnt": dict(_filled(by_size))}


def _filled(table: Mapping[str, dict[str, Figure] | None]) -> Iterator[tuple[str, dict[str, Figure]]]:
    return ((name, figures) for name, figures in table.items() if figures)


def _measure(texts: HouseTexts, mine: NDArray[np.bool_], size: int | None) -> dict[str, Figure] | None:
    """The shares called and found, before and after, over splits; None where too few texts can be learnt.

    `size` is the number of texts learnt of each outlet, half of them at most.
    """
    general = human_outlets(load_sites().mixture)
    distances = standardise(texts.calibration, texts.scores, texts.words)
    thresholds = [threshold(texts.calibration, _FPR, words) for words in texts.words.astype(int).tolist()]
    before = texts.scores >= np.array(thresholds)
    parts, learnt_texts = [], []
    for split in range(_SPLITS):
        learnt, judged = _split(texts, mine, size, np.random.default_rng(split))
        if len(learnt) < fewest(_FPR):
            return None
        learnt_texts.append(len(learnt))
        names = [texts.names[number] for number in texts.outlets[learnt].tolist()]
        houses = learn_houses(
            texts.calibration, texts.scores[learnt], texts.words[learnt], names, general, "outlet", _FPR
        )
        place = houses.shares.tolist().index(_FPR)
        reached = np.array([houses.thresholds[texts.names[of]][place] for of in texts.outlets[judged].tolist()])
        after = distances[judged] >= reached
        parts.append(np.stack([texts.outlets[judged], texts.machine[judged], before[judged], after], axis=1))
    found = np.concatenate(parts)
    human, machine = found[found[:, 1] == 0], found[found[:, 1] == 1]
    shares = np.array([human[human[:, 0] == outlet, 2:].mean(axis=0) for outlet in np.unique(human[:, 0])])
    machine_shares = machine[:, 2:].mean(axis=0) if len(machine) else (0.0, 0.0)
    return {
        "outlets": len(shares),
        "texts learnt": round(float(np.mean(learnt_texts))),
        "human texts judged": len(human) // _SPLITS,
        **{f"called {when}": round(float(share), 4) for when, share in _times(human[:, 2:].mean(axis=0))},
        **{
            f"called of one outlet at most {when}": round(float(share), 4) for when, share in _times(shares.max(axis=0))
        },
        **{f"outlets over 5 % {when}": int(count) for when, count in _times((shares > _TOO_OFTEN).sum(axis=0))},
        "machine texts judged": len(machine) // _SPLITS,
        **{f"found {when}": round(float(share), 3) for when, share in _times(machine_shares)},
    }


def _times(pair: Sequence[Any]) -> Iterator[tuple[str, Any]]:
    return zip(("before", "after"), pair, strict=True)


def _split(
    texts: HouseTexts, mine: NDArray[np.bool_], size: int | None, chance: np.random.Generator
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """The human texts that are learnt, and the texts that are judged: those of the other half of groups."""
    half = chance.random(int(texts.groups.max()) + 1) < 0.5
    learnable = (mine & half[texts.groups] & ~texts.machine).nonzero()[0]
    judged = (mine & ~half[texts.groups]).nonzero()[0]
    order = chance.permutation(learnable)
    if size is not None:
        order = np.concatenate([order[texts.outlets[order] == one][:size] for one in np.unique(texts.outlets[order])])
    known = np.isin(texts.outlets[judged], texts.outlets[order])
    return order, judged[known]
