"""Whether copy mode finds the origin among all human texts of the corpora, and how it grows with their number.

`python -m bench.match [--corpora PATH] [--sample N] [--compare] [--growth 1000,10000,100000]`. Counts, for each set of
round trips, how often the origin is ranked first, and how often one is named for texts whose origin is not among the
candidates: those of their group are left out, and all of the WMT sets for a text of these, since they share documents
under other groups (Apertium's are of them).
`--compare` also lets the whole comparison decide, which needs the trained model and far longer.
"""

import argparse
import random
import resource
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from scipy.stats import binomtest

from mtdetect.document import Document
from mtdetect.match.compare import compare
from mtdetect.match.index import Index
from mtdetect.match.index_build import build
from mtdetect.match.index_file import load, save
from mtdetect.match.matcher import ORIGIN, is_copy
from mtdetect.match.model import MatchModel, load_match
from mtdetect.match.rank import RankedCandidate, rank, text_similarity
from mtdetect.match.stems import stems
from mtdetect.text.batch import parse
from training.corpora import Row, corpora_path, load_rows

_LOOKED_AT = 40  # so that some are left when those that share content are out
_OF_WMT = ("wmt", "apertium")  # blocks whose articles are in several sets of WMT
_SAME = 0.9  # similarity from which two human texts are one article, printed in two sets
_SEED = 7
_QUERIES = 300  # timed at each size


def main() -> None:
    """Build, find, and grow."""
    parser = argparse.ArgumentParser(prog="python -m bench.match", description=__doc__)
    parser.add_argument("--corpora", help="the corpora's folder")
    parser.add_argument("--sample", type=int, default=0, help="texts of each set; 0 for all")
    parser.add_argument("--compare", action="store_true", help="let the comparison decide as well")
    parser.add_argument("--growth", default="1000,10000,100000", help="numbers of candidates, or nothing")
    options = parser.parse_args()
    rows = [row for part in ("train", "dev") for row in load_rows(corpora_path(options.corpora) / part)]
    human = [row for row in rows if row.label == 0]
    with TemporaryDirectory() as folder:
        index = _built("all human texts", (_document(row) for row in human), Path(folder))
        model = load_match() if options.compare else None
        copies = [row for row in rows if row.kind == "round_trip"]
        _origins(copies, human, index, options.sample, model)
        _false_origins(rows, human, index, options.sample, model)
        for size in filter(None, options.growth.split(",")):
            texts = chain((row.text for row in human), _mixed(human))
            documents = (Document(str(number), text) for number, text in zip(range(int(size)), texts, strict=False))
            grown = _built(f"{int(size):,} candidates (beyond {len(human):,} synthetic)", documents, Path(folder))
            _timed(grown, [row.text for row in _some(copies, _QUERIES)])


def _document(row: Row) -> Document:
    return Document(row.id, row.text)


def _built(name: str, documents: Iterator[Document], folder: Path) -> Index:
    file = folder / f"{name.split(' ')[0]}.index"
    started, worked = time.perf_counter(), time.process_time()
    made = build(documents)
    save(made.arrays, file)
    built, used = time.perf_counter() - started, time.process_time() - worked
    started = time.perf_counter()
    index = Index(load(file))
    opened = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    size = file.stat().st_size / 2**20
    print(
        f"{name}: {len(index):,} candidates built and written in {built:.1f} s ({used:.1f} s of a core), {size:.0f} MB,"
    )
    print(
        f"  opened and checked in {opened * 1000:.0f} ms; highest memory of the process so far {peak:.0f} MB",
        flush=True,
    )
    return index


def _timed(index: Index, texts: Sequence[str]) -> None:
    """What a query takes, with cutting the suspect into index terms and comparing the best exactly."""
    rank(texts[0], [index])
    found, exact = [], []
    for text in texts:
        wanted = stems(text)
        started = time.process_time()  # of this process alone, whatever else runs
        index.query(wanted, 8)
        found.append(time.process_time() - started)
        started = time.process_time()
        rank(text, [index])
        exact.append(time.process_time() - started)
    look, whole = np.array(found) * 1000, np.array(exact) * 1000
    print(f"  look-up {np.median(look):.1f} ms, with exact ranking {np.median(whole):.1f} ms", end="")
    print(f" (95 % under {np.quantile(whole, 0.95):.1f} ms)", flush=True)


def _origins(copies: Sequence[Row], human: Sequence[Row], index: Index, sample: int, model: MatchModel | None) -> None:
    natives = {row.id: row for row in human}
    of_group: defaultdict[str, list[Row]] = defaultdict(list)
    for row in human:
        if row.kind == "native":
            of_group[row.group].append(row)
    with_origin = [row for row in copies if row.group in of_group]
    print(f"round trips without their original in the corpora, left out: {len(copies) - len(with_origin)}")
    for name in sorted({row.set for row in with_origin}):
        queries = _some([row for row in with_origin if row.set == name], sample)
        first = same = alike = named = 0
        for row in queries:
            ranked = rank(row.text, [index])
            top = natives[ranked[0].candidate.id] if ranked else None
            own = top is not None and top.group == row.group
            first += own
            same += own or (top is not None and _is_same(top, of_group[row.group]))
            enough = bool(ranked) and ranked[0].similarity >= ORIGIN
            alike += enough
            named += enough and model is not None and _copied(row, ranked[0], model)
        print(f"{name}: origin first {_share(same, len(queries))}, {len(queries) - same} missed;")
        print(f"  {same - first} found as the same article in another set; like enough to be named {alike}", flush=True)
        if model:
            print(f"  and named as the origin {_share(named, len(queries))}", flush=True)


def _false_origins(
    rows: Sequence[Row], human: Sequence[Row], index: Index, sample: int, model: MatchModel | None
) -> None:
    groups, blocks = {row.id: row.group for row in human}, {row.id: row.block for row in human}
    for kind in ("native", "human_translation", "machine_translation", "round_trip"):
        queries = _some([row for row in rows if row.kind == kind], sample)
        alike = copied = 0
        for row in queries:
            kept = (one for one in rank(row.text, [index], _LOOKED_AT) if groups[one.candidate.id] != row.group)
            strangers = (one for one in kept if blocks[one.candidate.id] != "wmt" or row.block not in _OF_WMT)
            found = [one for one in strangers if one.similarity >= ORIGIN]
            alike += bool(found)
            copied += model is not None and any(_copied(row, one, model) for one in found[:3])
            if found:
                print(f"    {row.id}: {found[0].candidate.id} {found[0].similarity:.2f}", file=sys.stderr)
        print(f"{kind}, origin not among the candidates: like enough to one {_share(alike, len(queries))}")
        if model:
            print(f"  and named as the origin {_share(copied, len(queries))}", flush=True)


def _copied(row: Row, found: RankedCandidate, model: MatchModel) -> bool:
    return is_copy(compare(parse(row.text), parse(found.candidate.text), model), found.similarity)


def _is_same(top: Row, originals: Sequence[Row]) -> bool:
    return any(text_similarity(stems(one.text), stems(top.text)) >= _SAME for one in originals)


def _some(rows: Sequence[Row], count: int) -> Sequence[Row]:
    return random.Random(_SEED).sample(rows, count) if 0 < count < len(rows) else rows


def _mixed(human: Sequence[Row]) -> Iterator[str]:
    """Texts without end, each of sentences of several articles: words and names are as frequent as in real ones."""
    chance = random.Random(_SEED)
    sentences = [part for row in human for part in row.text.replace("\n", " ").split(". ") if len(part) > 20]
    while True:
        yield ". ".join(chance.choices(sentences, k=14))


def _share(count: int, total: int) -> str:
    """A share with its 95 % interval (Wilson)."""
    interval = binomtest(count, total).proportion_ci(0.95, "wilson")
    return f"{count / total:.2%} of {total:,} ({interval.low:.2%} to {interval.high:.2%})"


if __name__ == "__main__":
    main()
