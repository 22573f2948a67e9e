"""mtdetect beside what others filter text with: speed, memory, and what each finds in blocks left out.

`python -m bench.peers --scores FILE [--readings FILE] [--blocks NAME ...] [--texts N] [--learnt N] [--documents N]
[--runs N] [--kept FILE] [--output FILE] [--plot FILE]`. The scores are those of `python -m training --scores FILE`:
each text's by a model that has not seen its block; those of the reader are from `python -m training.deep --readings
FILE`. TF-IDF and fastText learn from `--learnt` texts of each set and label, whole, with the block left out (mtdetect
from up to 2,000), and all are tested on `--texts` of them; the filters of datatrove learn nothing. What a block gave is
kept in `--kept`, so that a run that was stopped goes on. Speeds are processor time a document without start-up, on one
core, the best of some runs in turn, as ratios to TF-IDF's. Needs `pip install -e .[bench]`.
"""

import argparse
import json
import os
import platform
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import numpy as np

from bench.documents import corpora_files, spread_rows, write_rows
from bench.measure import processor_seconds, python, run
from bench.peer_plot import draw_peers
from bench.peer_scorers import PlainWords, fasttext_scorer, filter_scorer, train_fasttext
from mtdetect.evaluation.metrics import auc_of
from training.corpora import Row, block_folds, corpora_path, outside
from training.deep.fit import WEIGHTS
from training.deep.plain import Key, PlainScores, read_scores
from training.protocols.figures import Sample, comparisons
from training.protocols.run import Run
from training.sample import sample

_FILTERS = ("gopher", "c4", "fineweb")
_CHARACTERS, _TRAINED_ON = 1_600, 2_000
_FPR = 0.01
Costs = dict[str, tuple[float, float]]
Made = dict[str, list[float]]
_VERDICTS = ("--fields", "id,likelihood,human_share,verdict")
_NAMES = {"gopher": "Gopher's filter", "c4": "C4's filter", "fineweb": "FineWeb's filter"}


@dataclass(frozen=True, slots=True)
class Found:
    """Of a block and a tool: the AUC of its first comparison, the share of machine texts found at 1 % of human ones,
    and the share of machine and of human texts that a filter drops (NaN for what is no filter)."""

    auc: float
    at_one_percent: float
    dropped: tuple[float, float]


def main() -> None:
    """Measure and print tables in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", help="the corpora's folder (default: MTDETECT_CORPORA, or ../shared/corpora)")
    parser.add_argument("--scores", type=Path, required=True)
    parser.add_argument("--readings", type=Path)
    parser.add_argument("--blocks", nargs="+", default=())
    parser.add_argument("--documents", type=int, default=2_000, help="for the speeds; 0: do not measure them")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--output", type=Path, help="also write the tables there")
    parser.add_argument("--texts", type=int, default=100, help="tested, of each set and label (default: %(default)s)")
    parser.add_argument("--learnt", type=int, default=300, help="learnt from, likewise (default: %(default)s)")
    parser.add_argument("--kept", type=Path, help="keeps what each block gave, and is read where it exists")
    parser.add_argument("--plot", type=Path, help="draws speed and ranking there, as SVG")
    options = parser.parse_args()
    lines, costs = [_machine(), ""], {}
    if options.documents:
        costs = _speeds(options.corpora, options.documents, options.runs)
        lines += _speed_table(costs, options.documents, options.runs)
        print("\n".join(lines), flush=True)
    found = _found_by_block(options)
    lines += [*_as_table(found, options.texts, options.learnt), ""]
    print("\n".join(lines))
    if options.output:
        options.output.write_text("\n".join(lines) + "\n", encoding="utf-8")
    if options.plot:
        options.plot.write_text(draw_peers(found, costs), encoding="utf-8")


def _machine() -> str:
    packages = ", ".join(f"{name} {version(name)}" for name in ("scikit-learn", "fasttext-numpy2-wheel", "datatrove"))
    return f"{os.cpu_count()} cores ({platform.machine()}), Python {platform.python_version()}, {packages}."


def _speeds(corpora: str | None, documents: int, runs: int) -> Costs:
    """The processor seconds a document and the peak memory (MB) of each tool."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["XDG_CACHE_HOME"] = str(folder / "cache")
        scored, single, learnt = (folder / f"{part}.jsonl" for part in ("scored", "single", "learnt"))
        files = corpora_files(corpora)
        write_rows(spread_rows(files, documents, characters=_CHARACTERS), scored, _CHARACTERS)
        single.write_bytes(scored.read_bytes().splitlines(keepends=True)[0])
        write_rows(spread_rows(files, _TRAINED_ON, 1), learnt)
        tfidf, fast = folder / "tfidf.joblib", folder / "fast.bin"
        run(python("-m", "bench.reference", "train", str(learnt), str(tfidf)), Path(os.devnull))
        rows = [json.loads(line) for line in learnt.open(encoding="utf-8")]
        train_fasttext([row["text"] for row in rows], [row["label"] for row in rows], fast)
        score = ("-m", "mtdetect", "score", "{}", "--jobs", "1")
        commands: dict[str, tuple[str, ...]] = {
            "TF-IDF and logistic regression": ("-m", "bench.reference", "score", "{}", str(tfidf)),
            "mtdetect, verdict alone": (*score, *_VERDICTS),
            "mtdetect, with tells and reasons": (*score, "--format", "jsonl"),
            "fastText": ("-m", "bench.peer_scorers", "fasttext", "{}", str(fast)),
            **{_NAMES[one]: ("-m", "bench.peer_scorers", one, "{}") for one in _FILTERS},
        }
        return _costs(commands, scored, single, folder / "rows", documents, runs)


def _speed_table(costs: Costs, documents: int, runs: int) -> list[str]:
    first = next(iter(costs.values()))[0]
    head = ["| tool | microseconds a document | speed, of TF-IDF's | memory, MB |", "|---|---|---|---|"]
    table = [
        f"| {name} | {seconds * 1e6:,.0f} | {first / seconds:.2f} | {memory:.0f} |"
        for name, (seconds, memory) in costs.items()
    ]
    return [f"{documents:,} texts of {_CHARACTERS:,} characters, the best of {runs}:", "", *head, *table, ""]


def _costs(
    commands: Mapping[str, tuple[str, ...]], scored: Path, single: Path, out: Path, documents: int, runs: int
) -> Costs:
    best: dict[tuple[str, Path], float] = {}
    memory: dict[str, float] = {}
    for number in range(runs + 1):
        for name, command in commands.items():
            for file in (single, scored):
                filled = python(*(str(file) if part == "{}" else part for part in command))
                if not number:  # the first run fills caches, and is watched
                    memory[name] = run(filled, out).peak_mb
                    continue
                seconds = processor_seconds(filled, out)
                best[name, file] = min(best.get((name, file), seconds), seconds)
    return {name: ((best[name, scored] - best[name, single]) / (documents - 1), memory[name]) for name in commands}


def _found_by_block(options: argparse.Namespace) -> dict[str, dict[str, Found]]:
    """What each tool found in each block that has machine texts, by tool and block."""
    base, reader = read_scores(options.scores), read_scores(options.readings) if options.readings else None
    rows = sample(Run(corpora_path(options.corpora)).rows, max(options.learnt, options.texts))
    chosen = {(row.set, row.id) for row in sample(rows, options.texts)}
    folds, words = block_folds(rows), PlainWords([row.text for row in rows], [row.label for row in rows])
    kept: dict[str, Made] = json.loads(options.kept.read_bytes()) if options.kept and options.kept.exists() else {}
    found: dict[str, dict[str, Found]] = {}
    for block in sorted({fold for fold in folds if not options.blocks or fold in options.blocks}):
        keys = _keys(base, block)
        tested = [at for at, row in enumerate(rows) if (row.set, row.id, False) in keys and (row.set, row.id) in chosen]
        if not any(rows[at].label for at in tested):
            continue
        key = f"{block}, {options.texts} of {options.learnt}"
        if key not in kept:
            kept[key] = _scores(rows, outside(rows, folds, block), tested, words)
            if options.kept:
                options.kept.write_text(json.dumps(kept), encoding="utf-8")
        texts = [rows[at] for at in tested]
        mine = _own(base, reader, block, [(row.set, row.id, False) for row in texts])
        for name, values in (mine | kept[key]).items():
            if (figures := _found(texts, np.array(values))) is not None:
                found.setdefault(name, {})[block] = figures
    return found


def _own(base: PlainScores, reader: PlainScores | None, block: str, keys: Sequence[Key]) -> Made:
    """The scores of mtdetect with a block left out, and those with the reader, where that has read."""
    plain = np.array([base.of(block, key) for key in keys])
    made = {"mtdetect": plain.tolist()}
    if reader:
        read = np.array([reader.of(block, key) for key in keys])
        made["mtdetect --deep"] = WEIGHTS.scores(plain, read).tolist()
    return made


def _scores(rows: Sequence[Row], learnt: Sequence[int], tested: Sequence[int], words: PlainWords) -> Made:
    """What tools that learn from some rows, and filters that learn nothing, say of others; both are given as places."""
    texts = [rows[at] for at in tested]
    made = {
        "TF-IDF and logistic regression": words.scores(learnt, tested),
        "fastText": _fasttext_scores([rows[at] for at in learnt], texts),
    }
    return made | {_NAMES[one]: [*map(filter_scorer(one), [row.text for row in texts])] for one in _FILTERS}


def _keys(scores: PlainScores, block: str) -> set[tuple[str, str, bool]]:
    return {key for fold, key in scores.scores if fold == block}


def _fasttext_scores(learnt: Sequence[Row], tested: Sequence[Row]) -> list[float]:
    with tempfile.TemporaryDirectory() as folder:
        model = Path(folder) / "fast.bin"
        train_fasttext([row.text for row in learnt], [row.label for row in learnt], model, threads=1)
        scorer = fasttext_scorer(model)
        return [scorer(row.text) for row in tested]


def _found(rows: Sequence[Row], scores: np.ndarray) -> Found | None:
    """The figures of the first comparison that the kinds of text allow."""
    known = ~np.isnan(scores)
    kinds = {row.kind for row in rows}
    samples = {}
    for kind in kinds:
        at = [place for place, row in enumerate(rows) if row.kind == kind and known[place]]
        samples[kind] = Sample(scores[at], [rows[place].group for place in at])
    for machine, human, both, labels in comparisons(samples):
        if not len(samples[machine].scores) or not len(samples[human].scores):
            continue
        ones = np.ones(len(both.scores))
        line = float(np.quantile(samples[human].scores, 1 - _FPR))
        shares = (float(np.mean(samples[kind].scores > 0)) for kind in (machine, human))
        dropped = tuple(shares) if set(np.unique(both.scores)) <= {0.0, 1.0} else (float("nan"), float("nan"))
        at_one = float(np.mean(samples[machine].scores > line))
        return Found(float(auc_of(both.scores, labels)(ones)), at_one, (dropped[0], dropped[1]))
    return None


def _as_table(found: Mapping[str, Mapping[str, Found]], texts: int, learnt: int) -> list[str]:
    blocks = sorted({block for of in found.values() for block in of})
    head = [
        "| tool | mean AUC | found at 1 % of the block's human texts | drops, machine and human |",
        "|---|---|---|---|",
    ]
    table = []
    for name, of in found.items():
        machine, human = (float(np.mean([one.dropped[at] for one in of.values()])) for at in (0, 1))
        drops = "-" if np.isnan(machine) else f"{machine:.1%}, {human:.1%}"
        at_one = "-" if not np.isnan(machine) else f"{np.mean([one.at_one_percent for one in of.values()]):.3f}"
        table.append(f"| {name} | {np.mean([one.auc for one in of.values()]):.3f} | {at_one} | {drops} |")
    by_block = [f"| block | {' | '.join(found)} |", f"|---|{'---|' * len(found)}"]
    by_block += [f"| {block} | {' | '.join(f'{found[name][block].auc:.3f}' for name in found)} |" for block in blocks]
    said = (
        f"{len(blocks)} blocks, each left out; {texts} texts of a set and label tested, {learnt} learnt from at most:"
    )
    return [
        said,
        "",
        *head,
        *table,
        "",
        "AUC by block:",
        "",
        *by_block,
    ]


if __name__ == "__main__":
    main()
