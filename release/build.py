"""Builds both packages from what git has committed, so that the same commit gives the same bytes anywhere."""

import hashlib
import os
import subprocess
import sys
import tarfile
import tempfile
from io import BytesIO
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


class DifferentBytesError(Exception):
    """Two builds of one commit differ; names the files."""


def build(commit: str, dist: Path) -> dict[str, str]:
    """Builds a commit twice, in two folders, and writes the packages and SHA256SUMS to `dist`.

    Returns:
        The SHA-256 of each package. Raises DifferentBytesError where the two builds differ.
    """
    with tempfile.TemporaryDirectory(prefix="mtdetect-build-") as folder:
        builds = [_build(commit, Path(folder) / name) for name in ("first", "second")]
    if different := sorted(name for name in builds[0] if builds[0][name] != builds[1].get(name)):
        raise DifferentBytesError(f"two builds of {commit} differ: {', '.join(different)}")
    dist.mkdir(parents=True, exist_ok=True)
    for name, data in builds[0].items():
        (dist / name).write_bytes(data)
    return write_sums(dist)


def write_sums(dist: Path) -> dict[str, str]:
    """Writes SHA256SUMS, in the form of `sha256sum --check`, over all other files of the folder."""
    files = sorted(path for path in dist.iterdir() if path.is_file() and path.name not in ("SHA256SUMS", ".gitignore"))
    sums = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
    (dist / "SHA256SUMS").write_text("".join(f"{digest}  {name}\n" for name, digest in sums.items()), encoding="utf-8")
    return sums


def commit_time(commit: str) -> str:
    return subprocess.check_output(["git", "log", "-1", "--format=%ct", commit], cwd=ROOT, text=True).strip()


def _build(commit: str, folder: Path) -> dict[str, bytes]:
    """The packages by name, built with the hatchling of this environment."""
    packed = subprocess.check_output(["git", "archive", "--format=tar", commit], cwd=ROOT)
    with tarfile.open(fileobj=BytesIO(packed)) as tree:
        tree.extractall(folder / "tree", filter="data")
    variables = os.environ | {"SOURCE_DATE_EPOCH": commit_time(commit)}
    command = [sys.executable, "-m", "hatchling", "build", "--directory", str(folder / "dist")]
    subprocess.run(command, cwd=folder / "tree", env=variables, stdout=subprocess.DEVNULL, check=True)
    return {path.name: path.read_bytes() for path in (folder / "dist").iterdir()}
