"""The fingerprint of the rules, by which a signature says whether two scores can be compared."""

import ast
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from hashlib import blake2b
from pathlib import Path

import pytest

from mtdetect.tells import fingerprint as module
from mtdetect.tells.fingerprint import ANALYSIS, fingerprint
from mtdetect.tells.phrases import Phrases
from mtdetect.tells.registry import RULES
from mtdetect.tells.rule import Regex, Rule, regex

PACKAGE = Path(module.__file__).parents[1]
LISTS = PACKAGE / "tells" / "data"
CODE_OF_ANALYSIS = (8, "c525e3cf013e")  # ANALYSIS, and the digest of the code that it stands for


def _without_docstrings(tree: ast.Module) -> ast.Module:
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list):
            node.body = [  # type: ignore[attr-defined]
                one for one in body if not (isinstance(one, ast.Expr) and isinstance(one.value, ast.Constant))
            ]
    return tree


def code_digest() -> str:
    """Twelve digits for the code of rules and analysis; comments, docstrings and line breaks do not count."""
    hashed = blake2b(digest_size=6)
    for folder in ("tells", "text"):
        for file in sorted((PACKAGE / folder).rglob("*.py")):
            if file.name != "fingerprint.py":
                tree = _without_docstrings(ast.parse(file.read_text(encoding="utf-8")))
                hashed.update(ast.unparse(tree).encode())
    return hashed.hexdigest()


@pytest.mark.skipif(sys.version_info[:2] != (3, 11), reason="the digest is of code as Python 3.11 writes it out")
def test_a_change_of_the_code_asks_for_its_version() -> None:
    """Where this fails: do tells or parsed texts change? Then raise ANALYSIS. Either way write the new digest here."""
    assert (ANALYSIS, code_digest()) == CODE_OF_ANALYSIS


def test_it_is_the_same_in_every_process() -> None:
    code = "from mtdetect.tells.fingerprint import fingerprint; print(fingerprint())"

    seeds = ("1", "2")
    printed = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(PACKAGE.parent)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        for seed in seeds
    }

    assert printed == {fingerprint()}


def test_an_entry_of_a_list_counts(tmp_path: Path) -> None:
    shutil.copytree(LISTS, tmp_path / "data")
    file = tmp_path / "data" / "men.tsv"

    same = fingerprint(lists=tmp_path / "data")
    file.write_bytes(file.read_bytes() + b"zacharias\n")

    assert same == fingerprint()
    assert fingerprint(lists=tmp_path / "data") != same


@pytest.mark.parametrize(
    "changed",
    [
        {"code": "MT999"},
        {"message": "another message"},
        {"hint": "another hint"},
        {"skip": 0},
        {"in_markup": True},
        {"find": regex("other")},
        {"find": regex("one", flags=re.IGNORECASE)},
        {"find": Phrases("men")},
        {"find": Phrases("men", then=re.compile("x"))},
        {"when": regex("one")},
    ],
    ids=str,
)
def test_each_thing_that_a_rule_says_counts(changed: dict[str, object]) -> None:
    rule = replace(RULES[0], find=regex("one"), when=None, in_markup=False, skip=1)

    assert fingerprint([replace(rule, **changed)]) != fingerprint([rule])  # type: ignore[arg-type]


def test_the_version_counts() -> None:
    assert fingerprint(analysis=ANALYSIS + 1) != fingerprint()


def test_what_only_makes_an_expression_faster_does_not_count() -> None:
    def of(find: Regex) -> Rule:
        return replace(RULES[0], find=find)

    assert fingerprint([of(regex("one", "o"))]) == fingerprint([of(regex("one"))])
