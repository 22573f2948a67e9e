"""Shards: whatever happens to a run, the next one gives what a whole one gives, or says why it cannot."""

import itertools
import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from backports import zstd

import mtdetect
from mtdetect.bulk.inputs import Input
from mtdetect.bulk.loader import Scorer
from mtdetect.bulk.manifest import Run, open_run
from mtdetect.bulk.pool import score_results
from mtdetect.bulk.resume import score_into
from mtdetect.document import Document, Page, Unreadable
from mtdetect.errors import UsageError
from mtdetect.results.row import Result, dump
from mtdetect.verdict import Verdict


class Counting:
    """A scorer that remembers what it was asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    details = True

    def score_batch(self, documents: Sequence[Document]) -> list[Verdict]:
        self.asked += [document.id for document in documents]
        return [
            Verdict("human", 0.1, 0.9, None, len(document.text.split()), 0.0, (), (), "counting")
            for document in documents
        ]


def inputs(count: int = 23) -> list[Input]:
    """Documents, and every seventh input unreadable."""
    return [
        Unreadable(f"n{number}", "a", "empty", "is empty")
        if number % 7 == 6
        else Document(f"n{number}", f"Text number {number}.", "a", fields={"number": number})
        for number in range(count)
    ]


def run(signature: str = "model:a@1|rules:b|version:1", files: Iterable[str] = ("-",), fpr: float = 0.01) -> Run:
    return Run({"--fpr": fpr, "--text-key": "text"}, signature, files)


def score(
    folder: Path, given: Iterable[Input], scorer: Scorer | None = None, rows: int = 5, resume: bool = True
) -> Iterator[Result]:
    load = partial(lambda one: one, scorer or Counting())
    with open_run(folder, run(), resume=resume) as store:
        yield from score_into(store, partial(score_results, load), given, rows, texts=True)


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("count", [0, 4, 5, 20, 23])
def test_shards_hold_the_rows(tmp_path: Path, count: int) -> None:
    results = list(score(tmp_path / "out", inputs(count), resume=False))

    shards = sorted((tmp_path / "out").glob("*.jsonl.zst"))
    saved = [line for shard in shards for line in zstd.decompress(shard.read_bytes()).decode().splitlines()]
    assert saved == [dump(result.row) for result in results]
    assert len(shards) == -(-count // 5)
    assert json.loads((tmp_path / "out" / "completed" / "all.json").read_bytes()) == {"rows": count}


def test_what_is_complete_is_not_scored_again_and_comes_with_all_it_had(tmp_path: Path) -> None:
    whole = list(score(tmp_path / "out", inputs()))
    (tmp_path / "out" / "00001.jsonl.zst").unlink()
    (tmp_path / "out" / "completed" / "00003.json").unlink()
    before, again = files(tmp_path / "out"), Counting()

    resumed = list(score(tmp_path / "out", inputs(), again))

    assert resumed == whole
    assert again.asked == [f"n{number}" for number in (5, 7, 8, 9, 15, 16, 17, 18, 19)]
    assert {name: data for name, data in files(tmp_path / "out").items() if name in before} == before


def test_a_run_that_stops_leaves_whole_shards_only(tmp_path: Path) -> None:
    results = score(tmp_path / "out", inputs())
    list(itertools.islice(results, 13))
    results.close()  # type: ignore[attr-defined]  # a generator

    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "00000.jsonl.zst",
        "00001.jsonl.zst",
        "completed",
        "inputs.jsonl",
        "lock",
        "run.json",
    ]


SCRIPT = """
import itertools, os, pathlib, sys
from functools import partial
from test_bulk_shards import Counting, inputs, score
step, folder = int(sys.argv[1]), pathlib.Path(sys.argv[2])
steps = itertools.count(1)
def dying(function):
    def call(*arguments):
        if next(steps) == step:
            os._exit(9)  # no clean-up, as by SIGKILL
        return function(*arguments)
    return call
os.fsync = dying(os.fsync)
pathlib.Path.replace = dying(pathlib.Path.replace)
list(score(folder, inputs(), rows=8))
"""


@pytest.mark.slow
def test_death_at_each_step_of_writing(tmp_path: Path) -> None:
    """Before each flush to the disk, and before each move into place."""
    list(score(tmp_path / "whole", inputs(), rows=8))
    paths = os.pathsep.join(str(Path(file).parent) for file in (__file__, mtdetect.__path__[0]))
    ends: list[int] = []
    for step in itertools.takewhile(lambda _: ends[-1:] != [0], itertools.count(1)):
        command = [sys.executable, "-c", SCRIPT, str(step), str(tmp_path / str(step))]
        ends.append(subprocess.run(command, env={**os.environ, "PYTHONPATH": paths}, check=False).returncode)
        list(score(tmp_path / str(step), inputs(), rows=8))

    whole = files(tmp_path / "whole")
    differing = [step for step in range(1, len(ends) + 1) if files(tmp_path / str(step)) != whole]
    assert (ends, differing) == ([*[9] * 27, 0], [])  # three for each of nine files


def refused(folder: Path, changed: Run) -> str:
    with pytest.raises(UsageError) as error, open_run(folder, changed, resume=True):
        pass
    advice = ": repeat what it began with, or score into another folder"
    return str(error.value).removeprefix(f"--resume {folder}: ").removesuffix(advice)


def test_other_settings_and_models_are_named(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    list(score(folder, inputs()))

    assert refused(folder, run(fpr=0.05)) == "--fpr was 0.01, now it is 0.05"
    assert refused(folder, replace(run(), settings={})) == "--fpr was 0.01, now it is not given"
    more = {**run().settings, "--new": 1}
    assert refused(folder, replace(run(), settings=more)) == "--new was not given, now it is 1"
    assert refused(folder, run("model:a@2|rules:b|version:1")) == "it was scored with model:a@1, now that is model:a@2"
    assert (
        refused(folder, run("model:a@1|rules:b|version:1|deep:c")) == "it was scored with nothing, now that is deep:c"
    )


def test_other_files_are_named(tmp_path: Path) -> None:
    folder, one, other = tmp_path / "out", tmp_path / "one.txt", tmp_path / "other.txt"
    one.write_text("1")
    other.write_text("22")
    with open_run(folder, run(files=[str(one), str(other)]), resume=False):
        pass

    found = [
        refused(folder, run(files=[str(file) for file in given])).replace(str(tmp_path), "")
        for given in ([one], [one, other, one], [other, one])
    ]
    one.write_text("11")
    found.append(refused(folder, run(files=[str(one), str(other)])).replace(str(tmp_path), ""))

    assert found == [
        "/other.txt is no longer among the inputs",
        "/one.txt was not among the inputs",
        "/other.txt is read where /one.txt was",
        "/one.txt has 2 bytes, had 1",
    ]


def test_a_file_that_comes_or_goes_is_named(tmp_path: Path) -> None:
    folder, file = tmp_path / "out", tmp_path / "one.txt"
    with open_run(folder, run(files=[str(file)]), resume=False):
        pass
    file.write_text("1")
    come = refused(folder, run(files=[str(file)]))
    with open_run(tmp_path / "other", run(files=[str(file)]), resume=False):
        pass
    file.unlink()

    gone = refused(tmp_path / "other", run(files=[str(file)]))

    assert (f"{file} has 1 bytes, was not there", f"{file} is not there, had 1 bytes") == (come, gone)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (inputs()[:22], "the inputs end before row 23"),
        (inputs()[:20], "the inputs end before row 21"),
        (inputs(24), "the inputs go on after row 23"),
        ([*inputs()[:8], *inputs()[9:]], "row 9 is n9, was n8"),
        ([*inputs()[:8], Document("n8", "Another text."), *inputs()[9:]], "texts from row 6 to 10 are not the same"),
        (
            [*inputs()[:6], Unreadable("n6", "a", "binary", "is"), *inputs()[7:]],
            "texts from row 6 to 10 are not the same",
        ),
    ],
)
def test_other_inputs_are_named(tmp_path: Path, given: list[Input], expected: str) -> None:
    list(score(tmp_path / "out", inputs()))

    with pytest.raises(UsageError) as error:
        list(score(tmp_path / "out", given))

    assert f": {expected}: " in str(error.value)


def test_inputs_that_lost_a_shard_s_worth_are_not_taken_for_the_same(tmp_path: Path) -> None:
    list(score(tmp_path / "out", inputs()))
    (tmp_path / "out" / "00003.jsonl.zst").unlink()

    with pytest.raises(UsageError, match="the inputs end with row 17"):
        list(score(tmp_path / "out", inputs()[:17]))


def test_a_damaged_shard_is_named(tmp_path: Path) -> None:
    list(score(tmp_path / "out", inputs()))
    shard = tmp_path / "out" / "00001.jsonl.zst"
    data = bytearray(shard.read_bytes())
    data[len(data) // 2] ^= 0xFF
    shard.write_bytes(data)

    with pytest.raises(UsageError) as error:
        list(score(tmp_path / "out", inputs()))

    assert str(error.value).startswith(f"{shard}: is damaged (")
    assert str(error.value).endswith("): delete it, and --resume scores its rows again")


def test_an_earlier_run_is_not_overwritten(tmp_path: Path) -> None:
    list(score(tmp_path / "out", inputs()))
    before = files(tmp_path / "out")

    with pytest.raises(UsageError, match="holds an earlier run: go on with --resume, or name another folder"):
        list(score(tmp_path / "out", inputs(), resume=False))

    assert files(tmp_path / "out") == before


def test_a_folder_with_other_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")

    with pytest.raises(UsageError, match="holds other files: name a new folder"):
        list(score(tmp_path, inputs()))

    assert files(tmp_path) == {"thesis.txt": b"mine"}


def test_a_folder_that_is_a_file_says_so(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine")

    with pytest.raises(UsageError, match=r"--shards .*out: is a file: name a folder"):
        list(score(tmp_path / "out", inputs()))
    with pytest.raises(UsageError, match=r"--shards .*inner: lies in a file: name a folder"):
        list(score(tmp_path / "out" / "inner", inputs()))


def test_two_runs_do_not_share_a_folder(tmp_path: Path) -> None:
    pytest.importorskip("fcntl", reason="no locks on this system")
    first = score(tmp_path / "out", inputs())
    next(first)

    with pytest.raises(UsageError, match="another run writes there: wait, or name another folder"):
        next(score(tmp_path / "out", inputs()))

    assert len(list(first)) == 22


def test_articles_of_pages_come_again_where_they_are_wanted(tmp_path: Path) -> None:
    page = Page("p", b"<html><body><p>The ferry was late again, and nobody was surprised.</p></body></html>")
    (whole,) = score(tmp_path / "out", [page])

    (resumed,) = score(tmp_path / "out", [page])
    with open_run(tmp_path / "out", run(), resume=True) as store:
        (without,) = score_into(store, partial(score_results, Counting), [page], 5, texts=False)

    assert resumed == whole
    assert (whole.text is not None, without.text) == (True, None)
