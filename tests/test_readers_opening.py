"""Files that wait, never end, grow, shrink or vanish: each is a row or is read as it was; nothing hangs."""

import json
import os
import subprocess
import sys
from pathlib import Path
from threading import Thread

import pytest

from mtdetect.document import Document, Unreadable
from mtdetect.readers import opening, read

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes and devices here")


def row_of(text: str) -> str:
    return json.dumps({"text": text}) + "\n"


def brief(found: Document | Unreadable) -> str:
    return found.text if isinstance(found, Document) else found.kind


@pytest.fixture
def pipe(tmp_path: Path) -> Path:
    os.mkfifo(tmp_path / "pipe.jsonl")
    return tmp_path / "pipe.jsonl"


def test_a_pipe_without_a_writer_is_given_up(pipe: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "_PATIENCE", 0.2)

    (found,) = read([pipe])

    cause = "is a pipe that nobody writes to: start its writer first, or name a file"
    assert found == Unreadable(str(pipe), str(pipe), "read_error", cause)


def test_rows_of_a_pipe_are_read_as_they_come_however_late(pipe: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "_PATIENCE", 30)
    code = "import sys, time; time.sleep(.4); out = open(sys.argv[1], 'w'); time.sleep(.4)\n"
    code += "for text in 'One.', 'Two.':\n print('{\"text\": \"' + text + '\"}', file=out, flush=True); time.sleep(.2)"

    with subprocess.Popen([sys.executable, "-c", code, pipe]):
        found = [brief(one) for one in read([pipe])]

    assert found == ["One.", "Two."]


def test_a_writer_that_leaves_without_a_word_is_an_input_without_text(pipe: Path) -> None:
    writer = Thread(target=lambda: pipe.open("w").close())
    writer.start()

    found = [brief(one) for one in read([pipe])]

    writer.join()
    assert found == [""]


@pytest.mark.parametrize("name", ["/dev/zero", "/dev/urandom", "/dev/full"])
@pytest.mark.parametrize("form", ["txt", "jsonl", "csv", "html"])
def test_a_device_is_not_read(name: str, form: str) -> None:
    found = list(read([name], input_format=form))

    assert found == [Unreadable(name, name, "unsupported", "is a device: name a file")]


def test_the_device_without_bytes_is_an_input_without_text() -> None:
    assert [Document("/dev/null", "", "/dev/null")] == list(read(["/dev/null"]))


def test_standard_input_may_not_be_such_a_device_either() -> None:
    command = (sys.executable, "-m", "mtdetect", "score", "-", "--input-format", "jsonl", "--format", "jsonl")
    with Path("/dev/zero").open("rb") as zeros:
        ran = subprocess.run(command, stdin=zeros, capture_output=True, check=False)

    assert ran.returncode == 2
    assert json.loads(ran.stdout)["error"] == {"kind": "unsupported", "message": "is a device: name a file"}


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="no file here that cannot be read in the middle")
def test_an_error_of_the_disk_is_a_row_and_the_next_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Text.", encoding="utf-8")

    found = read(["/proc/self/mem", tmp_path / "a.txt"], input_format="txt")

    assert [brief(one) for one in found] == ["read_error", "Text."]


@pytest.mark.skipif(not Path("/proc/version").exists(), reason="no files of the kernel here")
def test_a_file_that_says_that_it_holds_nothing_is_read() -> None:
    assert Path("/proc/version").read_text("utf-8") == brief(next(read(["/proc/version"], input_format="txt")))


def test_a_file_that_grows_is_read_up_to_the_size_that_it_had(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text("".join(row_of(f"Text {number}.") for number in range(3000)), encoding="utf-8")

    count = 0
    for _ in read([file]):
        count += 1
        with file.open("a", encoding="utf-8") as out:
            out.write(row_of("Later.") * 3)

    assert count == 3000


def test_a_file_that_is_cut_gives_the_rows_that_are_left(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text("".join(row_of(f"Text {number:06}.") for number in range(30_000)), encoding="utf-8")

    found = read([file])
    first = brief(next(found))
    os.truncate(file, 10 * len(row_of("Text 000000.")))
    rest = [brief(one) for one in found]

    assert first == "Text 000000."
    assert rest[:9] == [f"Text {number:06}." for number in range(1, 10)]
    assert 9 <= len(rest) < 29_999


def test_a_file_that_is_gone_when_its_turn_comes_is_a_row(tmp_path: Path) -> None:
    for name in "abc":
        (tmp_path / f"{name}.txt").write_text(f"This is {name}.", encoding="utf-8")

    found = read([tmp_path])
    first = brief(next(found))
    (tmp_path / "b.txt").unlink()

    assert [first, *map(brief, found)] == ["This is a.", "not_found", "This is c."]


def test_a_link_that_leads_to_itself_is_a_row(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "b.txt")
    (tmp_path / "b.txt").symlink_to(tmp_path / "a.txt")
    (tmp_path / "c.txt").write_text("This is c.", encoding="utf-8")

    found = list(read([tmp_path]))

    assert [brief(one) for one in found] == ["read_error", "read_error", "This is c."]
    assert "too many levels of symbolic links" in getattr(found[0], "message", "")


def test_a_name_with_a_line_break_is_one_row_and_one_line_in_a_report(tmp_path: Path) -> None:
    name = os.fsdecode(b"a\n::error::b\xff.txt")
    (tmp_path / name).write_text("Short.", encoding="utf-8")
    command = [sys.executable, "-m", "mtdetect", "score", str(tmp_path), "--format"]

    rows, lines = (
        subprocess.run([*command, form], capture_output=True, check=True).stdout.decode().splitlines()
        for form in ("jsonl", "concise")
    )

    assert [json.loads(row)["id"] for row in rows] == [f"{tmp_path}/a\n::error::b\ufffd.txt"]
    assert not [line for line in lines if line.startswith("::")]


@pytest.mark.slow
def test_a_line_of_a_hundred_megabytes_costs_itself_only(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    with file.open("wb") as out:
        out.write(b'{"text": "One."}\n{"text": "' + b"a" * 100_000_000 + b'"}\n{"text": "Three."}\n')

    assert ["One.", "too_large", "Three."] == [brief(one) for one in read([file])]
