"""What `mtdetect calibrate --group-by` is worth: half of the human texts of outlets learnt, the other half judged.

Machine versions of the outlets' articles are judged too: those whose originals were not learnt. Without scores of
models that have not seen the outlets, the shipped model's are used, which has learnt from these texts.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

import mtdetect
from mtdetect.evaluation.house_levels import Outlets, human_outlets, learn_houses
from mtdetect.model.additive import load_model
from mtdetect.model.calibration import Calibration
from mtdetect.model.conformal import Floats, fewest
from mtdetect.sites.model import load_sites
from training.corpora import Row
from training.progress import step
from training.protocols.figures import Figure, Figures
from training.sites.draws import pools
from training.sites.outlets import human_outlet

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
    """Human texts of outlets, and machine versions of them: number of words, raw score in log-odds, the number of the
    outlet and of the group of each, and whether a machine wrote it. `sets` has the set of each outlet."""

    words: Floats
    scores: Floats
    outlets: NDArray[np.intp]
    groups: NDArray[np.intp]
    machine: NDArray[np.bool_]
    names: Sequence[str]
    sets: Sequence[str]


def house_texts(rows: Sequence[Row], scores: Path | None) -> HouseTexts:
    """The texts, with scores of a file (JSON Lines with `set`, `id`, `words` and `score`), which is made if missing."""
    found = pools(rows, lambda row: human_outlet(row) if row.set in SETS else None, _FEWEST)
    names = list(found)
    number = {rows[at].group: place for place, name in enumerate(names) for at in found[name].tolist()}
    mine = {at for places in found.values() for at in places.tolist()}
    chosen = [at for at, row in enumerate(rows) if at in mine or (row.label and row.group in number)]
    lines = _read_or_make(scores, [rows[at] for at in chosen])
    used = [at for at in chosen if lines.get((rows[at].set, rows[at].id), (0, 0.0))[0] >= _FEWEST_WORDS]
    words, raw = np.array([lines[rows[at].set, rows[at].id] for at in used], np.float64).T
    groups = {group: place for place, group in enumerate(dict.fromkeys(rows[at].group for at in used))}
    return HouseTexts(
        words,
        raw,
        np.array([number[rows[at].group] for at in used], np.intp),
        np.array([groups[rows[at].group] for at in used], np.intp),
        np.array([bool(rows[at].label) for at in used], np.bool_),
        names,
        [rows[found[name][0]].set for name in names],
    )


def measure_houses(texts: HouseTexts) -> dict[str, Figures]:
    """By set of outlets, each a user's archive of its own; and by the number of texts learnt, all one archive."""
    of_sets = np.array(texts.sets)
    model, outlets = load_model().calibration, human_outlets(load_sites().mixture)
    before = np.array(list(map(model.human_share, texts.scores.tolist(), texts.words.astype(int).tolist()))) <= _FPR
    by_set = {
        name: _measure(texts, of_sets[texts.outlets] == name, None, before, model, outlets)
        for name in SETS
        if name in texts.sets
    }
    whole = np.ones(len(texts.words), np.bool_)
    sizes: Mapping[str, int | None] = {f"{size} of each": size for size in _SIZES} | {HALF: None}
    by_size = {name: _measure(texts, whole, size, before, model, outlets) for name, size in sizes.items()}
    return {"houses by set": dict(_filled(by_set)), "houses by texts learnt": dict(_filled(by_size))}


def _filled(table: Mapping[str, dict[str, Figure] | None]) -> Iterator[tuple[str, dict[str, Figure]]]:
    return ((name, figures) for name, figures in table.items() if figures)


def _measure(
    texts: HouseTexts,
    mine: NDArray[np.bool_],
    size: int | None,
    before: NDArray[np.bool_],
    model: Calibration,
    outlets: Outlets,
) -> dict[str, Figure] | None:
    """The shares called and found, before and after, over splits; None where too few texts can be learnt.

    `size` is the number of texts learnt of each outlet, half of them at most.
    """
    called: list[tuple[int, int, bool, bool]] = []  # outlet, machine, before, after
    learnt_texts = []
    for split in range(_SPLITS):
        learnt, judged = _split(texts, mine, size, np.random.default_rng(split))
        if len(learnt) < fewest(_FPR):
            return None
        learnt_texts.append(len(learnt))
        names = [texts.names[number] for number in texts.outlets[learnt].tolist()]
        houses = learn_houses(model, texts.scores[learnt], texts.words[learnt], names, outlets, "outlet", _FPR)
        for at in judged.tolist():
            of = houses.calibration(model, texts.names[texts.outlets[at]])
            after = of.human_share(float(texts.scores[at]), int(texts.words[at])) <= _FPR
            called.append((int(texts.outlets[at]), int(texts.machine[at]), bool(before[at]), after))
    found = np.array(called)
    human, machine = found[found[:, 1] == 0], found[found[:, 1] == 1]
    by_outlet = [human[human[:, 0] == outlet] for outlet in np.unique(human[:, 0])]
    shares = np.array([of[:, 2:].mean(axis=0) for of in by_outlet])
    machine_shares = machine[:, 2:].mean(axis=0) if len(machine) else (0.0, 0.0)
    return {
        "outlets": len(by_outlet),
        "texts learnt": round(float(np.mean(learnt_texts))),
        "human texts judged": len(human) // _SPLITS,
        **{f"called {when}": round(float(share), 4) for when, share in _times(human[:, 2:].mean(axis=0))},
        **{
            f"called of each outlet alike {when}": round(float(share), 4) for when, share in _times(shares.mean(axis=0))
        },
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


def _read_or_make(file: Path | None, rows: Sequence[Row]) -> dict[tuple[str, str], tuple[int, float]]:
    if file and file.exists():
        lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
        return {(line["set"], line["id"]): (line["words"], line["score"]) for line in lines}
    with step("scores of the shipped model"):
        detector = mtdetect.load(details=False)
        calibration = detector.model.calibration
        made = {}
        for row, verdict in zip(rows, detector.score_many(row.text for row in rows), strict=True):
            if verdict.likelihood is not None:
                raw = calibration.raw(verdict.likelihood, verdict.words, detector.prior)
                made[row.set, row.id] = (verdict.words, raw)
    if file:
        fields = ({"set": of, "id": name, "words": words, "score": raw} for (of, name), (words, raw) in made.items())
        file.write_text("".join(f"{json.dumps(line)}\n" for line in fields), encoding="utf-8")
    return made
