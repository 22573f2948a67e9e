"""Standard output and standard error that are closed or full, as a shell or a service manager leaves them."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import mtdetect

ARTICLE = Path(__file__).resolve().parents[1] / "seeds/articles/bees.txt"
MTDETECT = f"{sys.executable} -m mtdetect"
FULL = "mtdetect: error: <stdout>: cannot be written (No space left on device): make room, or name another place\n"

pytestmark = pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")


def shell(line: str, folder: Path | None = None) -> tuple[int, str, str]:
    environment = {**os.environ, "PYTHONPATH": str(Path(mtdetect.__file__).parents[1])}  # this checkout's, anywhere
    ran = subprocess.run(line, shell=True, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    return ran.returncode, ran.stdout, ran.stderr


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-"])
def test_a_closed_stream_is_written_to_by_nobody_and_the_report_is_whole(closed: str, tmp_path: Path) -> None:
    code, _, errors = shell(
        f"{MTDETECT} score {ARTICLE} --deep never --format concise --output concise=rows.txt {closed}", tmp_path
    )

    assert (code, errors) == (0, "")
    assert (tmp_path / "rows.txt").read_text().splitlines()[1:] == [
        "1 article: 0 likely translated, 0 unsure, 1 likely human, 0 not judged, 0 unreadable"
    ]


@pytest.mark.parametrize("command", ["rules MT401", "model", "score --show-settings x"])
def test_full_standard_output_is_named(command: str) -> None:
    ran = shell(f"{MTDETECT} {command} > /dev/full")

    assert ran == (2, "", FULL)


@pytest.mark.parametrize("option", ["--version", "--help"])
def test_what_is_answered_before_a_command_runs_ends_without_a_traceback(option: str) -> None:
    code, _, errors = shell(f"{MTDETECT} {option} > /dev/full")

    assert (code, errors.count("\n"), "No space left on device" in errors) == (2, 1, True)
