"""Writes the locks: `scripts/lock` keeps what is locked and still fits, `scripts/lock --upgrade` takes what is newest.

A lock names each library with its version and the hashes of its files, for every Python and platform; it names no
package index, so that it holds wherever the same files are offered.
"""

import argparse
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterable
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[1]
EXTRAS = {"run": ("parquet", "warc"), "dev": ("dev",)}  # of each lock, beside what mtdetect always needs


def main() -> int:
    parser = argparse.ArgumentParser(prog="lock", description=__doc__)
    parser.add_argument("--upgrade", action="store_true", help="take the newest releases, not those locked before")
    options = parser.parse_args()
    for name in EXTRAS:
        write(name, [*(["--upgrade"] if options.upgrade else [])])
    return 0


def write(name: str, options: Iterable[str] = ()) -> None:
    """Resolves one lock anew. Raises CalledProcessError where uv finds no solution; uv has said why."""
    uv = shutil.which("uv", path=str(Path(sys.executable).parent)) or "uv"
    extras = [part for extra in EXTRAS[name] for part in ("--extra", extra)]
    oldest = ["--universal", "--python-version", "3.11"]
    form = ["--generate-hashes", "--no-annotate", "--no-emit-index-url", "--custom-compile-command", "scripts/lock"]
    file = f"locks/{name}.txt"
    command = [uv, "pip", "compile", "--quiet", "pyproject.toml", *extras, *oldest, *form, *options, "-o", file]
    subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, check=True)


def load(name: str) -> list[Requirement]:
    """The libraries of a lock, each with one version and where it is needed."""
    lines = re.sub(r"\\\n", " ", (ROOT / "locks" / f"{name}.txt").read_text(encoding="utf-8")).splitlines()
    return [Requirement(line.partition(" --hash")[0]) for line in lines if line and not line.startswith("#")]


def misfits(name: str) -> list[str]:
    """What pyproject.toml asks for and a lock lacks or holds in a version that is not allowed."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = [*project["dependencies"]]
    for extra in EXTRAS[name]:
        asked += project["optional-dependencies"][extra]
    versions: dict[str, list[str]] = {}
    for one in load(name):
        versions.setdefault(canonical(one.name), []).append(str(one.specifier).removeprefix("=="))
    return [
        text
        for text in asked
        for requirement in [Requirement(text)]
        for found in [versions.get(canonical(requirement.name), [])]
        if not found or not all(requirement.specifier.contains(version, prereleases=True) for version in found)
    ]


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


if __name__ == "__main__":
    sys.exit(main())
