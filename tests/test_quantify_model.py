"""The model of estimates: written, read, and refused when it is damaged or not the base model's."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from mtdetect.errors import ModelError
from mtdetect.model.additive import load_model
from mtdetect.model.digest import digest
from mtdetect.model.files import write_checked
from mtdetect.quantify.model import load_quantify, read_quantify, write_quantify
from tests.quantify_models import corpus, make_model, make_scenarios

Arrays = dict[str, np.ndarray]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A model's folder."""
    write_quantify(tmp_path / "estimate", make_model("abc"), "{}\n")
    return tmp_path / "estimate"


def test_a_model_estimates_the_same_after_it_was_written_and_read(folder: Path) -> None:
    [before] = make_model().mixtures().estimate([corpus(0.3)])

    [after] = read_quantify(folder).mixtures().estimate([corpus(0.3)])

    assert (before.low, before.high) == (after.low, after.high)
    assert before.estimate == pytest.approx(after.estimate, abs=1e-3)


def test_a_folder_has_the_same_bytes_when_it_is_written_again(folder: Path) -> None:
    first = {file.name: file.read_bytes() for file in folder.iterdir()}

    write_quantify(folder, make_model("abc"), "{}\n")

    assert first == {file.name: file.read_bytes() for file in folder.iterdir()}


def test_a_model_of_another_base_model_is_refused(folder: Path) -> None:
    with pytest.raises(ModelError, match="fitted to another model"):
        load_quantify(load_model(), folder)


def test_an_altered_file_is_refused(folder: Path) -> None:
    (folder / "noise.npy").write_bytes(b"x")

    with pytest.raises(ModelError, match=r"noise\.npy: not the file"):
        read_quantify(folder)


def _set(name: str, at: tuple[int, ...], value: float) -> Callable[[Arrays], None]:
    def change(arrays: Arrays) -> None:
        arrays[name][at] = value

    return change


@pytest.mark.parametrize(
    "change",
    [
        _set("scenarios", (0, 0), np.nan),
        _set("scenarios", (0, 2), 0.0),
        _set("scenarios", (0, 3), 5.0),
        _set("scenarios", (0, 7), -1.0),
        _set("scenarios", (0, 9), 1.0),
        _set("scenarios", (0, 10), 0.0),
        _set("scenarios", (0, 11), 99.0),
        _set("shapes", (0, 60), 2.0),
        _set("noise", (0, 0), np.inf),
        lambda arrays: arrays.update(scenarios=arrays["scenarios"][:, :8]),
        lambda arrays: arrays.update(scenarios=arrays["scenarios"][:0], noise=arrays["noise"][:0]),
        lambda arrays: arrays.update(shapes=arrays["shapes"][:, :100]),
        lambda arrays: arrays.update(noise=arrays["noise"][1:]),
        lambda arrays: arrays.update(noise=np.array(["a"])),
    ],
)
def test_arrays_that_do_not_fit_are_refused(folder: Path, change: Callable[[Arrays], None]) -> None:
    arrays = {file.stem: np.load(file) for file in folder.glob("*.npy")}
    change(arrays)
    for name, array in arrays.items():
        np.save(folder / f"{name}.npy", array)
    write_checked(folder, {file.name: file.read_bytes() for file in folder.iterdir() if file.name != "SHA256SUMS"})

    with pytest.raises(ModelError, match="no model of estimates of mtdetect"):
        read_quantify(folder)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"format": 99}, "format 99"),
        ({"worth": 0}, "no model"),
        ({"worth_known": "many"}, "no model"),
    ],
)
def test_settings_that_do_not_fit_are_refused(folder: Path, changes: dict[str, object], message: str) -> None:
    settings = json.loads((folder / "model.json").read_bytes()) | changes
    files = {file.name: file.read_bytes() for file in folder.iterdir() if file.name != "SHA256SUMS"}
    write_checked(folder, files | {"model.json": json.dumps(settings).encode()})

    with pytest.raises(ModelError, match=message):
        read_quantify(folder)


def test_the_shipped_model_is_that_of_the_shipped_base_model() -> None:
    model = read_quantify()

    assert digest(load_model()) == model.fitted_to


def test_known_texts_narrow_the_interval() -> None:
    wide = replace(make_model(), scenarios=make_scenarios(spread=1.0))

    [alone] = wide.mixtures().estimate([corpus(0.3)])
    [beside] = wide.mixtures(corpus(0, 500)).estimate([corpus(0.3)])

    assert beside.high - beside.low < alone.high - alone.low
