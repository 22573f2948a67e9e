"""The command line as a user meets it: what it prints where, and how it exits."""

import subprocess
import sys

import pytest
from typer.testing import CliRunner, Result

from mtdetect.cli.app import app
from mtdetect.tells.registry import RULES


def run(*arguments: str, **environment: str) -> Result:
    return CliRunner().invoke(app, arguments, env={"COLUMNS": "80", **environment})


@pytest.mark.parametrize(
    "command", [(), ("score",), ("explain",), ("baseline",), ("report",), ("rules",), ("model",), ("estimate",)]
)
def test_every_help_has_an_example(command: tuple[str, ...]) -> None:
    helped = run(*command, "--help")

    assert helped.exit_code == 0
    assert f"    {' '.join(('mtdetect', *command))}" in helped.stdout.partition("Example")[2]


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys; from mtdetect.cli.app import app; app(['score', '--help'], standalone_mode=False);"
        "print(*sorted({'numpy', 'rich', 'sentencex', 'trafilatura', 'sklearn', 'joblib'} & set(sys.modules)))"
    )

    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert ran.stdout.splitlines()[-1] == ""


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("score",), "Missing argument"),
        (("score", "a.txt", "--format", "pdf"), "'pdf'"),
        (("score", "a.txt", "--fpr", "2"), "--fpr"),
        (("score", "a.txt", "--max-bytes", "0"), "--max-bytes"),
        (("score", "a.txt", "--output", "out.json"), "--output out.json: is not FORMAT=FILE"),
        (("score", "a.txt", "--output", "json=/nowhere/out.json"), "--output /nowhere/out.json: cannot be written"),
        (("skore",), "No such command"),
    ],
)
def test_bad_usage_exits_with_2_and_prints_no_report(arguments: tuple[str, ...], complaint: str) -> None:
    ran = run(*arguments)

    assert ran.exit_code == 2
    assert complaint in ran.stderr
    assert ran.stdout == ""


def test_all_rules_are_listed() -> None:
    ran = run("rules")

    assert [line.split()[0] for line in ran.stdout.splitlines() if line.startswith("MT")] == [r.code for r in RULES]


@pytest.mark.parametrize("key", [RULES[0].code, RULES[0].code.lower(), RULES[0].name])
def test_a_rule_is_explained_by_code_or_name(key: str) -> None:
    ran = run("rules", key)

    assert ran.exit_code == 0
    assert ran.stdout.splitlines()[0] == f"{RULES[0].code} {RULES[0].name} ({RULES[0].severity})"
    assert all(f"\n{part}" in ran.stdout for part in ("Why: ", "Flags:\n", "Clears:\n", "Source: "))


def test_an_unknown_rule_names_the_nearest() -> None:
    ran = run("rules", RULES[0].name.replace("e", "", 1))

    assert ran.exit_code == 2
    assert ran.stdout == ""
    assert f"the nearest is {RULES[0].code} ({RULES[0].name})" in ran.stderr
