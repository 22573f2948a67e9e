"""Fragments of the changelog: each has a type that there is, one entry, and links that lead somewhere."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FRAGMENTS = sorted((ROOT / "changelog.d").glob("*.md"))
TYPES = {
    one["directory"]
    for one in tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["towncrier"]["type"]
}


def test_each_fragment_has_a_type() -> None:
    unknown = [one.name for one in FRAGMENTS if not re.fullmatch(r"\+[\w-]+\.(\w+)\.md", one.name)]

    assert ([], set()) == (unknown, {one.name.split(".")[-2] for one in FRAGMENTS} - TYPES)


def test_each_fragment_is_one_entry() -> None:
    texts = {one.name: one.read_text(encoding="utf-8") for one in FRAGMENTS}

    unfit = [name for name, text in texts.items() if not text.strip() or re.search(r"^(?:[-#*] |\s*\n)", text, re.M)]

    assert [] == unfit


def test_links_of_fragments_lead_somewhere_from_the_changelog() -> None:
    links = {link for one in FRAGMENTS for link in re.findall(r"\]\(([^)#:]+)[)#]", one.read_text(encoding="utf-8"))}

    assert [] == [link for link in sorted(links) if not (ROOT / link).exists()]


def test_fragments_make_a_changelog() -> None:
    command = [sys.executable, "-m", "towncrier", "build", "--draft", "--version", "9.9.9", "--date", "2026-01-02"]

    page = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout

    assert ("## [9.9.9] - 2026-01-02" in page or not FRAGMENTS, len(FRAGMENTS)) == (True, page.count("\n- "))
