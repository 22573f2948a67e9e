"""The commands for Spark and datatrove where their libraries are not installed: what they take, and what they need."""

import subprocess
import sys

import pytest

LIBRARIES = {"spark": "pyspark", "datatrove": "datatrove"}
commands = pytest.mark.parametrize("command", LIBRARIES)


def run(command: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    without = (
        f"import runpy, sys; sys.modules[{LIBRARIES[command]!r}] = None; sys.argv[0] = {command!r};"
        f"runpy.run_module('mtdetect.bulk.{command}', run_name='__main__', alter_sys=True)"
    )
    return subprocess.run([sys.executable, "-c", without, *arguments], capture_output=True, text=True, check=False)


@commands
def test_what_is_missing_is_named_in_one_line(command: str) -> None:
    ran = run(command, "in/", "out/")

    assert (2, "", 1) == (ran.returncode, ran.stdout, ran.stderr.count("\n"))
    assert ran.stderr.startswith("error: needs ")
    assert f"pip install 'mtdetect[{command}]'" in ran.stderr


@commands
def test_help_needs_nothing(command: str) -> None:
    ran = run(command, "--help")

    assert (0, "", True) == (ran.returncode, ran.stderr, f"usage: mtdetect.bulk.{command}" in ran.stdout)


@commands
def test_shares_may_be_per_cent(command: str) -> None:
    ran = run(command, "in/", "out/", "--fpr", "1%")

    assert ran.stderr.startswith("error: needs ")


@commands
def test_what_is_no_share_is_refused(command: str) -> None:
    ran = run(command, "in/", "out/", "--fpr", "200%")

    assert 2 == ran.returncode
    assert ran.stderr.endswith(f"mtdetect.bulk.{command}: error: argument --fpr: invalid share value: '200%'\n")
