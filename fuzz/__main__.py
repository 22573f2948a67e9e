"""Coverage-guided fuzzing: `python -m fuzz TARGET [--seconds 60]`; `--list` names the targets.

Begins with the corpus of the target, and stops at the first input for which what must hold does not: it prints the
fault, writes the input to `--found`, and exits with 1. To keep it as a test, move it to fuzz/corpus/TARGET/ under a
name that says what it is. An input that takes longer than 20 seconds, or more than 3 GB, is a fault too.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path

from fuzz.targets import CORPUS, TARGETS, inputs_of


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m fuzz", description=__doc__)
    parser.add_argument("target", nargs="*", help="one target or more (default: all)")
    parser.add_argument("--seconds", type=int, default=60, help="for each target (default: 60)")
    parser.add_argument("--list", action="store_true", help="name the targets, and exit")
    parser.add_argument(
        "--found", type=Path, default=Path(".cache/fuzz"), help="where faults go (default: .cache/fuzz)"
    )
    options = parser.parse_args()
    if options.list:
        print("\n".join(TARGETS))
        return 0
    if unknown := [name for name in options.target if name not in TARGETS]:
        parser.error(f"{unknown[0]}: is none of {', '.join(TARGETS)}")
    if find_spec("atheris") is None:
        print("fuzz: atheris is not installed: pip install -e '.[fuzz]'", file=sys.stderr)
        return 2
    return max([_fuzz(name, options.seconds, options.found) for name in options.target or TARGETS])


def _fuzz(name: str, seconds: int, found: Path) -> int:
    """Runs one target in a process of its own, since libFuzzer ends the process; prints a line of figures."""
    folder = found / name
    folder.mkdir(parents=True, exist_ok=True)
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="mtdetect-fuzz-") as grown:
        limits = [f"-max_total_time={seconds}", "-timeout=20", "-rss_limit_mb=3072", "-max_len=20000"]
        corpus = [grown, *([str(CORPUS / name)] if inputs_of(name) else [])]
        command = [sys.executable, "-m", "fuzz.inside", name, *limits, f"-artifact_prefix={folder}/", *corpus]
        done = subprocess.run(command, stderr=subprocess.PIPE, text=True, errors="replace", check=False)
        new = len(list(Path(grown).iterdir()))
        for file in Path(grown).iterdir():
            (folder / "grown").mkdir(exist_ok=True)
            shutil.copy(file, folder / "grown")
    runs = [
        line
        for line in done.stderr.splitlines()
        if "stat::number_of_executed_units" in line or line.startswith("Done ")
    ]
    outcome = "no fault" if done.returncode == 0 else f"FAULT, input in {folder}"
    print(
        f"{name}: {time.monotonic() - begun:.0f} s, {runs[-1] if runs else 'not done'}, {new} kept: {outcome}",
        flush=True,
    )
    if done.returncode:
        print(done.stderr[-6000:], file=sys.stderr)
    return int(done.returncode != 0)


if __name__ == "__main__":
    sys.exit(main())
