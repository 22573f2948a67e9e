"""Models and indexes that are altered, damaged or made to mislead: refused in one line, exit code 2, nothing run."""

import json
import pickle
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from typer.testing import CliRunner

from mtdetect.cli.app import app
from mtdetect.deep.shipping import load_deep_model
from mtdetect.errors import ModelError
from mtdetect.match.model import load_match
from mtdetect.model.additive import load_model
from mtdetect.model.files import CHECKSUMS, SETTINGS, array_as_bytes, array_from_bytes, write_checked
from mtdetect.model.shipped import shipped
from mtdetect.quantify.model import read_quantify
from mtdetect.sites.model import load_sites

ARTICLE = str(Path(__file__).resolve().parents[1] / "seeds" / "articles" / "organ.txt")
LOADERS: dict[str, Callable[[Path], object]] = {
    "base": load_model,
    "deep": load_deep_model,
    "estimate": read_quantify,
    "match": load_match,
    "sites": load_sites,
}
Alter = Callable[[bytes], bytes]


class Marker:
    """What a pickle does when it is loaded."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def __reduce__(self) -> tuple[Any, ...]:
        return Path.touch, (self.file,)


def settings(change: Callable[[dict[str, Any]], object]) -> Alter:
    def alter(content: bytes) -> bytes:
        found = json.loads(content)
        change(found)
        return json.dumps(found).encode()

    return alter


def array(change: Callable[[np.ndarray], np.ndarray]) -> Alter:
    return lambda content: array_as_bytes(change(array_from_bytes(content)))


def with_nan(values: np.ndarray) -> np.ndarray:
    changed = values.astype(np.float32)
    changed.flat[0] = np.nan
    return changed


def claims_more(content: bytes) -> bytes:
    """An array that claims a terabyte: the header has room for a longer number."""
    at, end = content.index(b"'shape': ("), content.index(b"}")
    header = content[:at] + b"'shape': (250000000000,), }"
    return header.ljust(end + 1) + content[end + 1 :]


def copy(tmp_path: Path, model: str, name: str, alter: Alter, *, sign: bool = True) -> Path:
    """A shipped model with one file changed, and with checksums that fit again: who changes it can write them too."""
    source, folder = shipped("models") / model, tmp_path / model
    shutil.copytree(source, folder)
    names = [line[66:] for line in (source / CHECKSUMS).read_text("utf-8").splitlines()]
    files = {one: (source / one).read_bytes() for one in names}
    files[name] = alter(files[name])
    if sign:
        write_checked(folder, files)
    else:
        (folder / name).write_bytes(files[name])
    return folder


EVERY_SETTINGS: dict[str, Alter] = {
    "no JSON": lambda content: content[: len(content) // 2],
    "no object": lambda _: b"[]",
    "nested too deeply": lambda _: b'{"format":' * 100_000,
    "not a number": lambda content: content.replace(b"{", b'{"more": NaN, ', 1),
    "endless number": lambda content: content.replace(b"{", b'{"more": 1e999, ', 1),
    "another format": settings(lambda found: found.update(format=99)),
    "without a name": settings(lambda found: found.pop("name")),
    "empty": lambda _: b"{}",
}


@pytest.mark.parametrize("model", sorted(LOADERS))
@pytest.mark.parametrize("fault", sorted(EVERY_SETTINGS))
def test_settings_that_are_none_are_refused(tmp_path: Path, model: str, fault: str) -> None:
    folder = copy(tmp_path, model, SETTINGS, EVERY_SETTINGS[fault])

    with pytest.raises(ModelError) as raised:
        LOADERS[model](folder)

    assert str(raised.value).startswith(f"{folder}: ")
    assert 1 == len(str(raised.value).splitlines())


ARRAYS = [(model, file.name) for model in sorted(LOADERS) for file in sorted((shipped("models") / model).glob("*.npy"))]
EVERY_ARRAY: dict[str, Alter] = {
    "truncated": lambda content: content[:-5],
    "longer": lambda content: content + b"more",
    "a terabyte": claims_more,
    "another shape": array(lambda values: values[..., None, None]),
    "shorter": array(lambda values: values[:-1]),
    "not a number": array(with_nan),
    "text": lambda _: array_as_bytes(np.array(["a", "b"])),
    "no array": lambda _: b"PK\x03\x04" + b"\0" * 200,
    "empty": lambda _: b"",
}


@pytest.mark.parametrize(("model", "name"), ARRAYS)
@pytest.mark.parametrize("fault", sorted(EVERY_ARRAY))
def test_arrays_that_are_none_are_refused(tmp_path: Path, model: str, name: str, fault: str) -> None:
    folder = copy(tmp_path, model, name, EVERY_ARRAY[fault])

    with pytest.raises(ModelError) as raised:
        LOADERS[model](folder)

    assert 1 == len(str(raised.value).splitlines())


@pytest.mark.parametrize(("model", "name"), ARRAYS)
def test_a_pickle_in_the_place_of_an_array_is_not_loaded(tmp_path: Path, model: str, name: str) -> None:
    mark = tmp_path / "loaded"
    whole = array_as_bytes(np.zeros(1))
    for number, content in enumerate((pickle.dumps(Marker(mark)), whole.replace(b"<f8", b"|O ") + pickle.dumps(mark))):
        folder = copy(tmp_path / str(number), model, name, lambda _, content=content: content)  # type: ignore[misc]

        with pytest.raises(ModelError):
            LOADERS[model](folder)

    assert not mark.exists()


BASE: dict[str, tuple[str, Alter]] = {
    "keys out of order": ("known.npy", array(lambda values: values[::-1])),
    "keys that are none": ("known.npy", array(lambda values: values.astype(np.float32))),
    "unknown measure": (SETTINGS, settings(lambda found: found["measures"].update(new=found["measures"]["articles"]))),
    "names that are none": (SETTINGS, settings(lambda found: found["classes"].append(7))),
    "thresholds of another shape": (SETTINGS, settings(lambda found: found["calibration"]["thresholds"].pop())),
    "shares out of order": (SETTINGS, settings(lambda found: found["calibration"]["shares"].reverse())),
    "a weight that is text": (SETTINGS, settings(lambda found: found["tells"].update(MT401="heavy"))),
}


@pytest.mark.parametrize("fault", sorted(BASE))
def test_the_command_line_refuses_a_model_that_cannot_be_used(tmp_path: Path, fault: str) -> None:
    folder = copy(tmp_path, "base", *BASE[fault])

    ran = CliRunner().invoke(app, ["score", ARTICLE, "--model", str(folder)])

    assert (2, "", 1) == (ran.exit_code, ran.stdout, len(ran.stderr.splitlines()))
    assert ran.stderr.startswith(f"mtdetect: error: {folder}: ")


def test_the_command_line_refuses_a_file_that_is_not_the_one_that_the_checksums_list(tmp_path: Path) -> None:
    folder = copy(tmp_path, "base", "weights.npy", array(lambda values: values * 2), sign=False)

    ran = CliRunner().invoke(app, ["score", ARTICLE, "--model", str(folder)])

    message = f"{folder}/weights.npy: not the file that SHA256SUMS lists; install or train the model anew"
    assert (2, f"mtdetect: error: {message}\n") == (ran.exit_code, ran.stderr)


def test_a_pickle_in_the_place_of_an_index_is_not_loaded(tmp_path: Path) -> None:
    mark, index = tmp_path / "loaded", tmp_path / "a.index"
    index.write_bytes(pickle.dumps(Marker(mark)))

    ran = CliRunner().invoke(app, ["index", "info", str(index)])

    assert (2, 1, False) == (ran.exit_code, len(ran.stderr.splitlines()), mark.exists())
