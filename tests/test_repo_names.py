"""House rules on names that a machine can check."""

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FILES = sorted(
    file for folder in ("bench", "fuzz", "mtdetect", "release", "training") for file in (ROOT / folder).rglob("*.py")
)

# A step is named by its verb (`measure`, `score`), what gives a thing by its noun. A property may say what a thing is.
PARTICIPLES = frozenset(
    "altered asked audited broken called compared counted drawn excused found given held joined judged kept known"
    " listed lowered made marked measured numbered opened printed raised ranked redrawn scaled scored sent shown taken"
    " told trained tried weighed written".split()
)


def is_property(function: ast.FunctionDef) -> bool:
    return any("property" in ast.unparse(decorator) for decorator in function.decorator_list)


def functions_of(file: Path) -> set[str]:
    """The names of functions and methods with the module before them, properties left out."""
    module = ".".join(file.relative_to(ROOT).with_suffix("").parts)
    nodes = ast.walk(ast.parse(file.read_text(encoding="utf-8")))
    return {f"{module}.{node.name}" for node in nodes if isinstance(node, ast.FunctionDef) and not is_property(node)}


def test_no_function_is_named_by_a_participle() -> None:
    names = {name for file in FILES for name in functions_of(file)}

    found = {name for name in names if name.rpartition(".")[2] in PARTICIPLES}

    assert sorted(found) == []
