"""A clean environment for one case, made by uv: resolved, installed from wheels alone, and nothing of this checkout."""

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

from release.case import ARM, Case

PLATFORM = {ARM: ["--python-platform", "aarch64-manylinux_2_28"]}
EXTRAS = ["--extra", "parquet", "--extra", "warc"]


class InstallError(Exception):
    """What uv said when it could not resolve or install."""


@dataclass(frozen=True, slots=True)
class Environment:
    """`bin` holds the interpreter and the command; `pins` are the libraries with their versions."""

    bin: Path
    pins: dict[str, str]


def make(case: Case, project: Path, package: Path, folder: Path, uv: str) -> Environment:
    """Raises InstallError where a library has no wheel for this Python, or none agrees with the others.

    As on ARM means: resolved for ARM Linux, where each library must have a wheel, then the same versions are installed
    here. So what the markers leave out there is left out here.
    """
    pins = folder / "pins.txt"
    python = ["--python", case.python]
    resolve = [uv, "pip", "compile", "--quiet", "pyproject.toml", *EXTRAS, *python, *PLATFORM.get(case.machine, [])]
    form = ["--no-build", "--no-annotate", "--no-header", "--output-file", str(pins)]
    _run([*resolve, "--resolution", case.resolution, *form], project)
    _run([uv, "venv", "--quiet", *python, str(folder / "env")], project)
    inside = [uv, "pip", "install", "--quiet", "--no-deps", "--python", str(folder / "env")]
    _run([*inside, "--no-build", "--requirements", str(pins)], project)
    _run([*inside, str(package)], project)
    lines = pins.read_text(encoding="utf-8").splitlines()
    return Environment(folder / "env" / "bin", dict(line.split("==") for line in lines if "==" in line))


def clean_variables() -> dict[str, str]:
    """The environment's variables without what would lead Python or mtdetect to other files or settings."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "MTDETECT_", "PIP_"))}
    return kept | {"UV_PYTHON_DOWNLOADS": "never", "NO_COLOR": "1", "COLUMNS": "100", "LC_ALL": "C.UTF-8"}


def _run(command: list[str], folder: Path) -> None:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, env=clean_variables(), check=False)
    if done.returncode:
        raise InstallError(done.stderr.strip() or f"{command[:3]} exited with {done.returncode}")
