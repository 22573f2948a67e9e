"""Tries the packages out in clean environments: `scripts/check-packages [--python 3.11 --python 3.14]`.

Wheel and source distribution are installed beside the lowest and the highest releases of what they need, on each
Python, and as on ARM Linux, where there is no Hyperscan. All jobs must end well, and write the same bytes everywhere.
Needs uv and a package index; nothing else but Python's own library, so that it runs in a bare container too.
"""

import argparse
import hashlib
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from release.case import Case, Seen, cases, load, save, table
from release.environment import InstallError, make
from release.interpreters import VERSIONS, find_interpreter
from release.jobs import run_all

ROOT = Path(__file__).resolve().parents[1]


def main() -> int:
    options = _parser().parse_args()
    uv = shutil.which(options.uv)
    if uv is None:
        print(f"check-packages: {options.uv} is not installed: pip install uv", file=sys.stderr)
        return 2
    asked = {name: find_interpreter(name) or _path(name) for name in options.python or VERSIONS}
    pythons = [path for path in asked.values() if path]
    if missing := [name for name, path in asked.items() if not path]:
        print(f"check-packages: not found, so not tried: Python {', '.join(missing)}", file=sys.stderr)
        if options.python:
            return 2
    with tempfile.TemporaryDirectory(prefix="mtdetect-packages-") as folder:
        packages = _packages(options.dist, Path(folder), uv)
        seen = []
        for case in cases(pythons):
            seen.append(_try(case, packages[case.package], uv))
            if options.results:
                save(options.results, seen)
    if options.results:
        seen = load(options.results)
    print(table(seen), end="")
    return int(any(one.failed or one.outputs != seen[0].outputs for one in seen))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="check-packages", description=__doc__)
    parser.add_argument("--python", action="append", help="a version or a path; default: 3.11 to 3.14, as found")
    parser.add_argument("--dist", type=Path, help="a folder with a wheel and an sdist; default: they are built")
    parser.add_argument("--results", type=Path, help="keep what was seen in this file, with what it holds already")
    parser.add_argument("--uv", default="uv", help="the command uv (default: the one on PATH)")
    return parser


def _path(name: str) -> str | None:
    return shutil.which(name) if os.sep in name else None


def _packages(dist: Path | None, folder: Path, uv: str) -> dict[str, Path]:
    if dist is None:
        dist = folder / "dist"
        subprocess.run([uv, "build", "--quiet", "--out-dir", str(dist)], cwd=ROOT, check=True)
    return {"wheel": next(dist.glob("*.whl")).resolve(), "sdist": next(dist.glob("*.tar.gz")).resolve()}


def _try(case: Case, package: Path, uv: str) -> Seen:
    with tempfile.TemporaryDirectory(prefix="mtdetect-case-") as name:
        folder = Path(name)
        print(f"Python {case.python}, {case.resolution}, {case.package}, {case.machine}", file=sys.stderr)
        (folder / "work").mkdir()
        try:
            environment = make(case, ROOT, package, folder, uv)
        except InstallError as error:
            print(f"  not installed: {error}", file=sys.stderr)
            return _seen(case, case.python, {}, {"install": ""}, ("install",))
        version = subprocess.check_output([environment.bin / "python", "-c", VERSION], text=True).strip()
        outputs, failed = {}, []
        for done in run_all(environment, ROOT / "seeds" / "articles", folder / "work"):
            # `mtdetect model` names its folder, whose path has the environment and the Python in it.
            out = re.sub(re.escape(str(environment.bin.parent)).encode() + rb"/lib\w*/python3\.\d+", b"ENV", done.out)
            outputs[done.name] = hashlib.sha256(out).hexdigest()[:12]
            if done.code:
                failed.append(done.name)
                print(f"  {done.name}: exit code {done.code}: {done.errors.decode()[-800:]}", file=sys.stderr)
        return _seen(case, version, environment.pins, outputs, tuple(failed))


VERSION = "import platform; print(platform.python_version())"


def _seen(case: Case, version: str, pins: dict[str, str], outputs: dict[str, str], failed: tuple[str, ...]) -> Seen:
    system = f"{platform.system()} {platform.machine()}"
    parts = (version, case.resolution, case.package, case.machine, system)
    return Seen(*parts, len(pins), pins.get("hyperscan"), outputs, failed)


if __name__ == "__main__":
    sys.exit(main())
