"""Makes a release: `scripts/release VERSION`. Nothing leaves the machine; the last lines say what is left to do.

Checks the tree, looks for known vulnerabilities, writes version and changelog, commits, builds both packages twice from
that commit, writes the bill of materials and the sums, tries the packages out, and tags the commit.
"""

import argparse
import re
import shutil
import subprocess
import sys
from pathlib import Path

from packaging.version import InvalidVersion, Version

from mtdetect.version import __version__
from release.build import DifferentBytesError, build, write_sums
from release.lock import EXTRAS, misfits
from release.sbom import write_bill

ROOT = Path(__file__).resolve().parents[1]
VERSION_FILE = ROOT / "mtdetect" / "version.py"


class NotReadyError(Exception):
    """Why no release can be made, in one line."""


def main() -> int:
    options = _parser().parse_args()
    try:
        check(options.version)
        advisories = ["--advisories", str(options.advisories)] if options.advisories else []
        audited = _step("audit", options.not_audited, *advisories)  # first: it needs nothing that is made here
        _record(options.version)
        try:
            _finish(options, audited)
        except (NotReadyError, DifferentBytesError, subprocess.CalledProcessError):
            print("release: nothing is tagged; git reset --hard HEAD~1 takes the commit back", file=sys.stderr)
            raise
    except (NotReadyError, DifferentBytesError) as error:
        print(f"release: {error}", file=sys.stderr)
        return 2
    except subprocess.CalledProcessError as error:
        print(f"release: {' '.join(map(str, error.cmd[:4]))}... exited with {error.returncode}", file=sys.stderr)
        return 2
    print(f"tagged v{options.version}; packages, bill of materials and sums are in {options.dist}/")
    print(f"left to do: git push origin HEAD v{options.version}, then upload {options.dist}/*.whl and *.tar.gz")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="release", description=__doc__)
    parser.add_argument("version", help="such as 0.2.0; what it may change: docs/versions.md")
    parser.add_argument("--dist", type=Path, default=Path("dist"), help="an empty folder (default: dist)")
    parser.add_argument("--advisories", type=Path, help="audit with this file: scripts/audit --help")
    parser.add_argument("--not-audited", metavar="REASON", help="go on without an audit; the tag says why")
    parser.add_argument("--not-tried", metavar="REASON", help="go on without scripts/check-packages; the tag says why")
    return parser


def check(version: str) -> None:
    """Raises NotReadyError with the first thing that stands in the way."""
    try:
        new = Version(version)
    except InvalidVersion:
        raise NotReadyError(f"{version} is no version: write it as 0.2.0") from None
    if new < Version(__version__):
        raise NotReadyError(f"{version} comes before {__version__}, which is in mtdetect/version.py")
    if _git("tag", "--list", f"v{version}"):
        raise NotReadyError(f"v{version} is tagged already: take the next number")
    if changed := _git("status", "--porcelain"):
        raise NotReadyError(f"{len(changed.splitlines())} files are not committed: commit or remove them")
    if not list((ROOT / "changelog.d").glob("*.md")):
        raise NotReadyError("changelog.d holds no entry, so there is nothing to release")
    for name in EXTRAS:
        if wrong := misfits(name):
            raise NotReadyError(f"locks/{name}.txt does not fit pyproject.toml ({wrong[0]}): run scripts/lock")


def _record(version: str) -> None:
    """Writes the version and the changelog, and commits both."""
    text = VERSION_FILE.read_text(encoding="utf-8")
    VERSION_FILE.write_text(re.sub(r'(?m)^__version__ = ".*"$', f'__version__ = "{version}"', text), encoding="utf-8")
    _run(sys.executable, "-m", "towncrier", "build", "--yes", "--version", version)
    _run("git", "add", "--all")  # the tree was clean; a folder whose entries are all gone could not be named
    _run("git", "commit", "--quiet", "--message", f"Release {version}")


def _finish(options: argparse.Namespace, audited: str) -> None:
    """Builds, tries and tags; `audited` is what the tag says of the audit."""
    dist: Path = options.dist.resolve()
    if dist.exists() and any(path.name != ".gitignore" for path in dist.iterdir()):
        raise NotReadyError(f"{options.dist} is not empty: remove what lies there, or name another folder (--dist)")
    build("HEAD", dist)
    uv = shutil.which("uv", path=str(Path(sys.executable).parent)) or "uv"
    write_bill(next(dist.glob("*.whl")), dist / f"mtdetect-{options.version}.cdx.json", uv)
    write_sums(dist)
    tried = _step("check_packages", options.not_tried, "--dist", str(dist), "--uv", uv)
    lines = "\n".join(filter(None, (audited, tried)))
    _run("git", "tag", "--annotate", f"v{options.version}", "--message", f"mtdetect {options.version}\n\n{lines}")


def _step(module: str, reason: str | None, *arguments: str) -> str:
    """Runs a step, or gives the line that says why it was left out."""
    if reason:
        return f"{module.replace('_', ' ')}: left out: {reason}"
    _run(sys.executable, "-m", f"release.{module}", *arguments)
    return ""


def _git(*arguments: str) -> str:
    return subprocess.check_output(["git", *arguments], cwd=ROOT, text=True).strip()


def _run(*command: str) -> None:
    subprocess.run(command, cwd=ROOT, check=True)


if __name__ == "__main__":
    sys.exit(main())
