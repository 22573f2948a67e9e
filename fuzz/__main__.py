"""Coverage-guided fuzzing: `python -m fuzz TARGET [--seconds 60]`; `--list` names the targets.

Begins with the corpus of the target, and stops at the first input for which what must hold does not: it prints the
fault, writes the input to `--found`, and exits with 1. To keep it as a test, move it to fuzz/corpus/TARGET/ under a
name that says what it is. An input that takes longer than 20 seconds, or more than 3 GB, is a fault too. What raised
coverage is kept in the folder `grown` of `--found`, from which a later run goes on.
"""

import argparse
import re
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path

from fuzz.targets import CORPUS, TARGETS, inputs_of

# A process is replaced after that long: atheris keeps up to half a megabyte of memory for each input, 3 GB after six
# minutes of `score`; the same inputs without atheris take no more memory than the first of them.
_MOST_SECONDS = 240
_EXECUTED = re.compile(r"stat::number_of_executed_units: *(\d+)")


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
    """Fuzzes one target in processes that follow each other, and prints a line of figures; returns 1 at a fault.

    What raised coverage in one is what the next begins with.
    """
    folder = found / name
    grown = folder / "grown"
    grown.mkdir(parents=True, exist_ok=True)
    corpus = [str(grown), *([str(CORPUS / name)] if inputs_of(name) else [])]
    limits = ["-timeout=20", "-rss_limit_mb=3072", "-max_len=20000", "-print_final_stats=1"]
    begun, inputs, code = time.monotonic(), 0, 0
    while code == 0 and (left := seconds - round(time.monotonic() - begun)) > 0:
        options = [f"-max_total_time={min(left, _MOST_SECONDS)}", f"-artifact_prefix={folder}/", *limits]
        command = [sys.executable, "-m", "fuzz.inside", name, *options, *corpus]
        done = subprocess.run(command, stderr=subprocess.PIPE, text=True, errors="replace", check=False)
        code = done.returncode
        inputs += sum(int(number) for number in _EXECUTED.findall(done.stderr))
        if code:
            print(done.stderr[-6000:], file=sys.stderr)
    outcome = f"FAULT, input in {folder}" if code else "no fault"
    kept = len(list(grown.iterdir()))
    print(f"{name}: {time.monotonic() - begun:.0f} s, {inputs} inputs, {kept} kept: {outcome}", flush=True)
    return int(code != 0)


if __name__ == "__main__":
    sys.exit(main())
