"""Targets that read files: inputs, saved rows, indexes, models, excuses, baselines and settings."""

import io
import json
from contextlib import redirect_stderr
from functools import cache
from pathlib import Path

from fuzz.inputs import file_of
from fuzz.reporting import detector, draw_all
from mtdetect.config.files import read_toml
from mtdetect.document import Document, Unreadable
from mtdetect.errors import MtdetectError
from mtdetect.excuses.baseline import read_baseline
from mtdetect.excuses.entries import read_excuses
from mtdetect.match.index import Index
from mtdetect.match.index_file import is_index, load
from mtdetect.model.additive import load_model
from mtdetect.model.files import read_checked, write_checked
from mtdetect.quantify.collect import tally_groups
from mtdetect.quantify.estimate import estimate_groups
from mtdetect.quantify.model import QuantifyModel, load_quantify
from mtdetect.quantify.saved import holds_rows, saved_raw
from mtdetect.readers import read
from mtdetect.report.estimate import FORMATS
from mtdetect.results.groups import grouper
from mtdetect.results.saved_rows import read_rows
from mtdetect.runs.estimate import read_saved

OWN = "OWN-SIGNATURE"  # stands for the signature of the shipped model, so that a corpus outlives it
MOST = 100_000  # bytes of a document, so that the limit is reached as well


def read_any(data: bytes, suffix: str) -> None:
    """Each reader yields documents and error rows, one at least, and raises nothing."""
    with file_of(data, suffix) as path:
        found = list(read([path], max_bytes=MOST, keep="all"))

        assert found, "nothing was read, and nothing says why"
        for one in found:
            one.id.encode()
            if isinstance(one, Document):
                one.text.encode()
                json.dumps(one.fields, default=repr)  # Parquet may hold bytes and dates
                assert one.text == "" or one.text.strip(), "a document of spaces"
                assert len(one.text) <= 4 * MOST, "more than was allowed"
            else:
                assert isinstance(one, Unreadable), type(one)
                assert len(one.message.splitlines()) == 1, f"no one line: {one.message!r}"


def read_saved_rows(data: bytes) -> None:
    """Each line becomes a row or an error row, and all reports can be drawn of them."""
    with file_of(data, ".jsonl") as path:
        try:
            results = list(read_rows([str(path)], MOST))
        except MtdetectError as error:
            _check(error)
            return
        draw_all(results)


def estimate_saved_rows(data: bytes) -> None:
    """The share in saved rows is estimated, by folder, or the rows are refused; all formats can be read."""
    with file_of(data.replace(OWN.encode(), detector().signature.encode()), ".jsonl") as path:
        try:
            if not holds_rows(str(path)):
                return
            with redirect_stderr(io.StringIO()):
                results = list(read_saved([str(path)], detector().signature, True))
            groups = tally_groups(results, saved_raw, grouper("folder"))
            found = estimate_groups(groups, _quantify(), None, group_by="folder", scored_by=detector().signature)
            for form, draw in FORMATS.items():
                drawn = draw(found).encode().decode()
                if form == "json":
                    json.loads(drawn, parse_constant=_refuse)
        except MtdetectError as error:
            _check(error)


@cache
def _quantify() -> QuantifyModel:
    return load_quantify(detector().model)


def _refuse(constant: str) -> None:
    raise AssertionError(f"{constant} is no JSON")


def read_index(data: bytes) -> None:
    """An index is refused, or can be queried."""
    with file_of(data, ".index") as path:
        is_index(path)
        try:
            index = Index(load(path))
            hits = index.query(["bee", "hive", "mayor", "town"], 5)
            for number in {*range(min(len(index), 5)), *(hit.number for hit in hits)}:
                index.candidate(number)
        except MtdetectError as error:
            _check(error)


def read_model(data: bytes) -> None:
    """A model's folder, one of whose files is altered while its checksum fits, is refused or is a model."""
    base = Path(__file__).resolve().parents[1] / "models" / "base"
    names = sorted(file.name for file in base.iterdir() if file.suffix in (".json", ".npy"))
    altered = names[data[0] % len(names)] if data else names[0]
    files = {name: (base / name).read_bytes() for name in names} | {altered: data[1:]}
    with file_of(b"", "") as path:
        write_checked(path.parent, files)
        try:
            read_checked(path.parent, names)
            load_model(path.parent)
        except MtdetectError as error:
            _check(error)


def read_settings(data: bytes) -> None:
    """The same bytes as excuses, as a baseline and as settings: read, or refused in one line."""
    for suffix, parse in ((".toml", read_excuses), (".json", read_baseline), (".toml", read_toml)):
        with file_of(data, suffix) as path:
            try:
                parse(path)
            except MtdetectError as error:
                _check(error)


def _check(error: MtdetectError) -> None:
    assert len(str(error).splitlines()) == 1, f"no one line: {error}"
