"""Pages that name modules and functions name those that there are."""

import ast
import re
from pathlib import Path

import pytest

DOCS = Path(__file__).resolve().parents[1] / "docs"
ROOT = DOCS.parent
ARCHITECTURE = (DOCS / "architecture.md").read_text(encoding="utf-8")
GLOSSARY = (DOCS / "glossary.md").read_text(encoding="utf-8")
IN_A_WHEEL = {"mtdetect/shipped/"}
CALLS = re.findall(r"^\| \d+ \| `([\w/.]+)` \| `(\w+)\(([\w, ]*)\)` \|", ARCHITECTURE, re.M)


@pytest.mark.parametrize("page", [ARCHITECTURE, GLOSSARY], ids=["architecture", "glossary"])
def test_each_place_that_a_page_names_is_there(page: str) -> None:
    places = set(re.findall(r"`((?:bench|docs|fuzz|models|mtdetect|release|seeds|tests|training)/[\w./-]*)`", page))

    assert [place for place in sorted(places - IN_A_WHEEL) if not (ROOT / place).exists()] == []


def test_each_call_on_the_way_of_a_document_is_there() -> None:
    found = {
        (module, node.name, tuple(argument.arg for argument in node.args.args if argument.arg != "self"))
        for module in {module for module, _, _ in CALLS}
        for node in ast.walk(ast.parse((ROOT / module).read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
    }

    expected = [(module, name, tuple(arguments.split(", "))) for module, name, arguments in CALLS]
    assert (len(expected), [call for call in expected if call not in found]) == (10, [])


def test_packages_of_the_architecture_are_those_of_mtdetect() -> None:
    packages = {f"mtdetect/{file.parent.name}/" for file in (ROOT / "mtdetect").glob("*/__init__.py")}

    assert set(re.findall(r"^\| `(mtdetect/\w+/)` \|", ARCHITECTURE, re.M)) == packages


def test_a_term_of_the_glossary_stands_once() -> None:
    terms = re.findall(r"^\| \*\*(.+?)\*\* \|", GLOSSARY, re.M)

    assert sorted(terms) == sorted(set(terms))
