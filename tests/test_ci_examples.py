"""The action and the examples for CI systems: valid by their systems' schemas, and run as those would run them."""

import importlib.util
import json
import os
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path
from sysconfig import get_paths
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[1]
CI = ROOT / "docs" / "ci"
SEEDS = ROOT / "seeds" / "articles"
BASH = ("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c")  # as the runner of GitHub calls it
FAIL = "gate: 1 of 2 articles translated (allowed 0): FAIL"

needs_bash = pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash, which runs the steps")
needs_make = pytest.mark.skipif(shutil.which("make") is None, reason="needs make")
needs_schemas = pytest.mark.skipif(
    importlib.util.find_spec("check_jsonschema") is None, reason="needs check-jsonschema, of the extra dev"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A repository's folder, with one article that is likely translated and one that is likely human."""
    (tmp_path / "content").mkdir()
    for name in ("bees.pt-quotes", "organ"):
        shutil.copy(SEEDS / f"{name}.txt", tmp_path / "content")
    return tmp_path


@pytest.fixture
def environment(folder: Path) -> dict[str, str]:
    """What finds `mtdetect` on the path: the command of this checkout."""
    tools = folder.parent / "tools"
    tools.mkdir(exist_ok=True)
    command = tools / "mtdetect"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m mtdetect "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    return inherited() | {"PATH": f"{tools}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": str(ROOT)}


def inherited() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith(("MTDETECT_", "GITHUB_", "MAKE"))}


def loaded(file: Path) -> Any:
    return yaml.safe_load(file.read_text(encoding="utf-8"))


def run(command: list[str], folder: Path, environment: dict[str, str]) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        command, cwd=folder, env=environment, check=False, capture_output=True, text=True, encoding="utf-8"
    )


@pytest.mark.parametrize(
    ("schema", "file"),
    [
        ("vendor.github-actions", ROOT / "action.yml"),
        ("vendor.github-workflows", CI / "github-actions.yml"),
        ("vendor.gitlab-ci", CI / "gitlab-ci.yml"),
    ],
)
@needs_schemas
def test_files_are_valid_by_the_schema_of_their_system(schema: str, file: Path, tmp_path: Path) -> None:
    check = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema]
    broken = tmp_path / file.name
    broken.write_text(json.dumps([loaded(file)]), encoding="utf-8")

    ran = [run([*check, str(one)], tmp_path, dict(os.environ)).returncode for one in (file, broken)]

    assert ran == [0, 1]


@pytest.mark.parametrize(
    ("check", "file"),
    [
        ("validate-manifest", ROOT / ".pre-commit-hooks.yaml"),
        ("validate-config", CI / "pre-commit-config.yaml"),
    ],
)
@pytest.mark.skipif(importlib.util.find_spec("pre_commit") is None, reason="needs pre-commit, of the extra dev")
def test_files_are_valid_for_pre_commit(check: str, file: Path, tmp_path: Path) -> None:
    ran = run([sys.executable, "-m", "pre_commit", check, str(file)], tmp_path, dict(os.environ))

    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")


def workflow_inputs() -> dict[str, str]:
    """The inputs that the example of a workflow gives the action."""
    [job] = loaded(CI / "github-actions.yml")["jobs"].values()
    [given] = [step["with"] for step in job["steps"] if "/mtdetect@" in step.get("uses", "")]
    return dict(given)


def test_the_workflow_gives_the_action_the_inputs_that_it_has() -> None:
    assert set(workflow_inputs()) <= set(loaded(ROOT / "action.yml")["inputs"])


def step(number: int) -> str:
    """A step's script. Inputs come by the environment alone: one in the text could be run."""
    script: str = loaded(ROOT / "action.yml")["runs"]["steps"][number]["run"]
    assert "${{" not in script
    return script


def scored(folder: Path, environment: dict[str, str], **inputs: str) -> "subprocess.CompletedProcess[str]":
    """The step that scores, as the runner starts it: its environment names the inputs, empty where none is given."""
    action = loaded(ROOT / "action.yml")
    names = action["runs"]["steps"][1]["env"]
    values = {name: str(given.get("default", "")) for name, given in action["inputs"].items()} | inputs
    given = {name: values[value.removeprefix("${{ inputs.").removesuffix(" }}")] for name, value in names.items()}
    return run([*BASH, step(1)], folder, environment | given)


@needs_bash
def test_the_action_marks_articles_and_fails_by_the_gate(folder: Path, environment: dict[str, str]) -> None:
    summary = folder / "summary.md"

    ran = scored(folder, environment | {"GITHUB_STEP_SUMMARY": str(summary)}, paths="content/\n")

    assert ran.returncode == 1
    assert "::warning file=content/bees.pt-quotes.txt," in ran.stdout
    assert ran.stdout.splitlines()[-1].endswith(FAIL)
    assert "### mtdetect" in summary.read_text(encoding="utf-8")


@needs_bash
def test_the_workflow_fails_where_every_file_is_likely_translated(folder: Path, environment: dict[str, str]) -> None:
    (folder / "content" / "organ.txt").unlink()
    for name in ("levee.pt-stops", "quota.es-apertium"):
        shutil.copy(SEEDS / f"{name}.txt", folder / "content")

    ran = scored(folder, environment | {"MTDETECT_DEEP": "never"}, **workflow_inputs())

    assert "gate: 3 of 3 articles translated" in ran.stdout.splitlines()[-1]
    assert 1 == ran.returncode


@needs_bash
def test_the_action_takes_several_paths_and_options_and_writes_sarif(folder: Path, environment: dict[str, str]) -> None:
    (folder / "with space").mkdir()
    shutil.copy(SEEDS / "levee.txt", folder / "with space")

    ran = scored(
        folder,
        environment,
        paths="content/\n\nwith space/*.txt",
        args="--max-share=50%\n--group-by=path\n",
        sarif="found here.sarif",
    )

    assert ran.returncode == 0, ran.stderr
    assert "gate: 0 of 3 groups by path beyond the limit" in ran.stdout.splitlines()[-1]
    assert json.loads((folder / "found here.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"


@needs_bash
def test_nothing_in_an_input_is_run(folder: Path, environment: dict[str, str]) -> None:
    evil = "$(touch owned) `touch owned`; touch owned"

    ran = scored(folder, environment, paths=f"content/\n{evil}\n--format=pdf", args="--max-translated=5", sarif=evil)

    assert ran.returncode == 2
    assert not (folder / "owned").exists()
    assert "--format=pdf" in ran.stdout  # a path, not an option


@pytest.mark.slow
@needs_bash
def test_the_action_installs_the_project(folder: Path) -> None:
    """Without the network: what the project needs is seen by way of PYTHONPATH."""
    offline = {"PIP_NO_INDEX": "1", "PIP_NO_DEPS": "1", "PIP_NO_BUILD_ISOLATION": "0", "PIP_CACHE_DIR": str(folder)}
    project = folder / "project"
    for name in ("LICENSE", "README.md", "pyproject.toml", "mtdetect", "models", "seeds/rules"):
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, project / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            project.mkdir(exist_ok=True)
            shutil.copy(ROOT / name, project / name)
    runner = {
        "RUNNER_TEMP": str(folder / "temp dir"),
        "GITHUB_ACTION_PATH": str(project),
        "GITHUB_PATH": str(folder / "path"),
        "PYTHONPATH": get_paths()["purelib"],
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
    }

    ran = run([*BASH, step(0)], folder, inherited() | offline | runner)

    assert ran.returncode == 0, ran.stderr
    [added] = (folder / "path").read_text(encoding="utf-8").splitlines()
    version = run([str(Path(added) / "mtdetect"), "--version"], folder, inherited() | runner)
    assert version.stdout.startswith("mtdetect ")


@needs_bash
def test_the_gitlab_job_fails_by_its_gate_and_leaves_its_reports(folder: Path, environment: dict[str, str]) -> None:
    job = loaded(CI / "gitlab-ci.yml")["mtdetect"]

    ran = run([*BASH, "\n".join(job["script"])], folder, environment)

    assert ran.returncode == 1
    line = "gate: 1 of 2 articles translated (50%, at 95% confidence at least 2.53%, allowed 2%): FAIL"
    assert ran.stdout.splitlines()[-1] == line
    suite = ET.fromstring((folder / job["artifacts"]["reports"]["junit"]).read_bytes())
    assert suite.get("failures") == "1"
    assert [path for path in job["artifacts"]["paths"] if not (folder / path).is_file()] == []


@needs_bash
def test_the_commands_of_the_readme_pass_what_is_known_and_fail_for_more(
    folder: Path, environment: dict[str, str]
) -> None:
    page = (ROOT / "README.md").read_text(encoding="utf-8").partition("\n## In CI\n")[2]
    install, once, each = page.partition("```sh\n")[2].partition("\n```")[0].splitlines()

    known = run([*BASH, once], folder, environment)
    before = run([*BASH, each], folder, environment)
    shutil.copy(SEEDS / "levee.pt-stops.txt", folder / "content")
    after = run([*BASH, each], folder, environment)

    assert install.startswith("pip install .")
    assert [known.returncode, before.returncode, after.returncode] == [0, 0, 1]


@pytest.mark.slow
@needs_make
def test_make_fails_by_its_gate_until_a_baseline_is_written(folder: Path, environment: dict[str, str]) -> None:
    shutil.copy(CI / "Makefile", folder)

    before = run(["make", "articles"], folder, environment)
    written = run(["make", "baseline"], folder, environment)
    after = run(["make", "articles"], folder, environment)

    assert (before.returncode, before.stdout.splitlines()[-1]) == (2, FAIL)  # of make itself
    assert written.returncode == 0, written.stderr
    assert (after.returncode, after.stdout.splitlines()[-1]) == (
        0,
        "gate: 0 of 1 article translated (allowed 0); not counted: 1 excused: PASS",
    )
