"""Looks the locked libraries up among known vulnerabilities.

`scripts/audit --advisories FILE` reads a zip of advisories in OSV's form, such as the "PyPI" one of osv.dev, and needs
no network. Without it pip-audit asks the services of PyPI or OSV. Exit code 0: none is known, 1: some are, 2: nobody
could be asked, which says nothing.
"""

import argparse
import json
import subprocess
import sys
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from packaging.version import InvalidVersion, Version

from release.lock import EXTRAS, ROOT, canonical, load


def main() -> int:
    parser = argparse.ArgumentParser(prog="audit", description=__doc__)
    parser.add_argument("--advisories", type=Path, help="a zip of JSON files in OSV's form")
    parser.add_argument("--lock", choices=[*EXTRAS], default="run", help="which lock (default: run)")
    options = parser.parse_args()
    if options.advisories is None:
        return ask(options.lock)
    try:
        found = list(affecting(options.lock, advisories(options.advisories)))
    except (OSError, zipfile.BadZipFile, json.JSONDecodeError) as error:
        print(f"audit: {options.advisories}: cannot be read as a zip of advisories: {error}", file=sys.stderr)
        return 2
    for line in found:
        print(line)
    print(f"{len(found)} known vulnerabilities in locks/{options.lock}.txt")
    return int(bool(found))


def ask(lock: str) -> int:
    """Runs pip-audit on a lock: versions and hashes are there, so it resolves and installs nothing.

    pip-audit passes over a library that its service does not know, with exit code 0; here that is no answer.
    """
    file = f"locks/{lock}.txt"
    command = [sys.executable, "-m", "pip_audit", "--require-hashes", "--disable-pip", "--progress-spinner", "off"]
    command += ["--format", "json", "--requirement", file]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    last = (done.stderr.strip().splitlines() or ["no message"])[-1]
    libraries = json.loads(done.stdout)["dependencies"] if done.stdout.strip() else []
    passed_over = [one["name"] for one in libraries if "skip_reason" in one]
    if not libraries or passed_over:
        why = f"{len(passed_over)} of {len(libraries)} libraries are not known to the service" if libraries else last
        print(f"audit: no answer for {file}: {why}; pass --advisories FILE, a zip from osv.dev", file=sys.stderr)
        return 2
    found = [f"{one['name']} {one['version']}: {known['id']}" for one in libraries for known in one["vulns"]]
    print("\n".join([*found, f"{len(found)} known vulnerabilities in {file}"]))
    return int(bool(found))


def advisories(file: Path) -> Iterator[dict[str, Any]]:
    with zipfile.ZipFile(file) as packed:
        for name in packed.namelist():
            if name.endswith(".json"):
                yield json.loads(packed.read(name))


def affecting(lock: str, known: Iterable[dict[str, Any]]) -> Iterator[str]:
    """A line for each advisory that names a locked version; those that were withdrawn are left out."""
    locked = {(canonical(one.name), str(one.specifier).removeprefix("==")) for one in load(lock)}
    versions: dict[str, list[str]] = {}
    for name, version in sorted(locked):
        versions.setdefault(name, []).append(version)
    for advisory in known:
        if advisory.get("withdrawn"):
            continue
        for affected in advisory.get("affected", []):
            package = affected.get("package", {})
            if package.get("ecosystem") != "PyPI":
                continue
            name = canonical(package.get("name", ""))
            for version in versions.get(name, []):
                if is_affected(version, affected):
                    yield f"{name} {version}: {advisory.get('id')} {advisory.get('summary', '')}".rstrip()


def is_affected(version: str, affected: dict[str, Any]) -> bool:
    """Whether a version is listed, or lies in a range: from `introduced` on, before `fixed`, up to `last_affected`."""
    if version in affected.get("versions", []):
        return True
    ranges = (one for one in affected.get("ranges", []) if one.get("type") == "ECOSYSTEM")
    return any(_in_range(Version(version), one.get("events", [])) for one in ranges)


def _in_range(version: Version, events: Iterable[dict[str, str]]) -> bool:
    inside = False
    for event in sorted(events, key=lambda one: _version(*one.values())):
        at = _version(*event.values())
        if "introduced" in event and version >= at:
            inside = True
        elif ("fixed" in event and version >= at) or ("last_affected" in event and version > at):
            inside = False
    return inside


def _version(text: str, *_: str) -> Version:
    try:
        return Version(text)  # "0", where a range begins, is one too
    except InvalidVersion:
        return Version("0")


if __name__ == "__main__":
    sys.exit(main())
