"""The bill of materials of a wheel: all that an install of the lock brings, in the form of CycloneDX."""

import subprocess
import sys
import tempfile
from pathlib import Path

from release.environment import clean_variables

ROOT = Path(__file__).resolve().parents[1]


def write_bill(wheel: Path, file: Path, uv: str) -> None:
    """Installs the lock `run` and the wheel into a clean environment, and writes what is there, with licences.

    The same lock gives the same bytes: no time, no serial number. Raises CalledProcessError where a step fails; its
    message is on standard error.
    """
    with tempfile.TemporaryDirectory(prefix="mtdetect-bill-") as folder:
        environment = Path(folder) / "env"
        inside = [uv, "pip", "install", "--quiet", "--no-deps", "--python", str(environment)]
        _run(uv, "venv", "--quiet", "--python", sys.executable, str(environment))
        _run(*inside, "--require-hashes", "--requirement", "locks/run.txt")
        _run(*inside, str(wheel))
        python = environment / "bin" / "python"
        tool = [sys.executable, "-m", "cyclonedx_py", "environment", "--output-reproducible", "--pyproject"]
        _run(*tool, "pyproject.toml", "--gather-license-texts", "--output-file", str(file), str(python))


def _run(*command: str) -> None:
    subprocess.run(command, cwd=ROOT, env=clean_variables(), stdout=subprocess.DEVNULL, check=True)
