"""The command for datatrove where its library is not installed."""

import subprocess
import sys

WITHOUT = (
    "import runpy, sys; sys.modules['datatrove'] = None; sys.argv[0] = 'datatrove';"
    "runpy.run_module('mtdetect.bulk.datatrove', run_name='__main__', alter_sys=True)"
)


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", WITHOUT, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_what_is_missing_is_named_in_one_line() -> None:
    ran = run("in/", "out/")

    start, end = "error: needs datatrove (", "): pip install 'mtdetect[datatrove]'\n"
    assert (2, "", 1) == (ran.returncode, ran.stdout, ran.stderr.count("\n"))
    assert (True, True) == (ran.stderr.startswith(start), ran.stderr.endswith(end))


def test_help_needs_nothing() -> None:
    ran = run("--help")

    assert (0, "", True) == (ran.returncode, ran.stderr, "usage: mtdetect.bulk.datatrove" in ran.stdout)
