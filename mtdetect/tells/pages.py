"""The shipped files of rules: the page of each, and what all of them did in the corpora.

A page says why machines leave the tell and who measured it, with sentences on both sides of the line.
"""

import json
import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from mtdetect.model.shipped import shipped

MEASURED = "measured.json"


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence that a rule flags, with the evidence where it is given."""

    text: str
    evidence: str | None = None


@dataclass(frozen=True, slots=True)
class RulePage:
    """The page of one rule; `clears` are near misses that it leaves alone."""

    code: str
    cause: str
    source: str
    flags: tuple[Example, ...]
    clears: tuple[str, ...]


@cache
def load_page(code: str) -> RulePage:
    """The page `CODE.toml`; raises FileNotFoundError for an unknown code."""
    page: dict[str, Any] = tomllib.loads((shipped("rules") / f"{code}.toml").read_text(encoding="utf-8"))
    flags = tuple(Example(**example) for example in page["flags"])
    return RulePage(code, page["cause"], page["source"], flags, tuple(page["clears"]))


@cache
def read_counts() -> dict[str, Any]:
    """What `python -m training.rules` counted, as it wrote it."""
    counted: dict[str, Any] = json.loads((shipped("rules") / MEASURED).read_bytes())
    return counted
