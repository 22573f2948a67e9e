"""The fingerprint of the rules: a short hash of what decides on tells, for the signature of a score.

It is made of data: what each rule says, the expressions and lists that it looks for, and a version for what is code.
So a comment that is reworded leaves it alone, and it is the same under every release of Python.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

from mtdetect.tells.registry import RULES
from mtdetect.tells.rule import Regex, Rule

_LISTS = Path(__file__).parent / "data"
ANALYSIS = 8
"""The version of the code that finds tells and of the analysis under it. Whoever changes what either finds raises it;
a test holds the digest of that code beside it, so that a change is not forgotten."""


def fingerprint(rules: Iterable[Rule] = RULES, lists: Path = _LISTS, analysis: int = ANALYSIS) -> str:
    """Twelve digits for some rules, the files of a folder of lists, and the version of the code."""
    hashed = blake2b(f"{analysis}\n".encode(), digest_size=6)
    for rule in rules:
        hashed.update(f"{rule.code}\t{list(_describe(rule))!r}\n".encode())
    for file in sorted(lists.glob("*.tsv")):
        hashed.update(f"{file.name}\n".encode() + file.read_bytes())
    return hashed.hexdigest()


def _describe(value: Any) -> Iterator[str | int]:
    """What a rule or finder is made of. Functions are left to the version, and so is what only makes one faster."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, int):
        yield int(value)  # releases of Python write flags and severities differently
    elif isinstance(value, Regex):
        yield from (value.expression, value.flags)
    elif isinstance(value, re.Pattern):
        yield from (value.pattern, value.flags)
    elif isinstance(value, tuple):
        for one in value:
            yield from _describe(one)
    elif is_dataclass(value):
        for one in fields(value):
            yield from (one.name, *_describe(getattr(value, one.name)))
