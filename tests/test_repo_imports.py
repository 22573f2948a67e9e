"""House rules on imports: nothing goes round in a circle, nothing goes up, and mtdetect needs no training."""

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

# A part of mtdetect may import the parts of the lines above its own, and itself; those on one line not each other.
LAYERS = (
    "errors version",
    "document verdict",
    "config readers text",
    "features tells",
    "model",
    "deep",
    "detector",
    "results",
    "excuses quantify sites",
    "bulk",
    "evaluation match",
    "report",
    "runs",
    "web",
    "cli",
    "mtdetect __main__",  # the door: what a user imports or runs
)
RANK = {part: rank for rank, line in enumerate(LAYERS) for part in line.split()}

# Imports that still go upwards, with the reason; an entry that is no longer needed fails as well.
UPWARD = {
    # Guess belongs to what a verdict is made of: it moves to mtdetect.verdict
    ("mtdetect.verdict", "mtdetect.model.engine_type"),
    # the folder of the shipped rules is found by the function that finds the shipped models
    ("mtdetect.tells.pages", "mtdetect.model.shipped"),
}


def name_of(file: Path) -> str:
    return ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


MODULES = {name_of(file): file for file in sorted((ROOT / "mtdetect").rglob("*.py"))}


def import_statements(nodes: Iterable[ast.AST]) -> Iterator[ast.Import | ast.ImportFrom]:
    """The imports of a module that are run, those inside functions too; not those for the type checker alone."""
    for node in nodes:
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield node
        elif isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING"):
            yield from import_statements(node.orelse)
        else:
            yield from import_statements(ast.iter_child_nodes(node))


def names_of(statement: ast.Import | ast.ImportFrom) -> Iterator[str]:
    """The modules that a statement imports; `from a import b` imports a.b where that is a module, and a where not."""
    if isinstance(statement, ast.Import):
        yield from (alias.name for alias in statement.names)
        return
    assert statement.level == 0, "imports are absolute"
    for alias in statement.names:
        inner = f"{statement.module}.{alias.name}"
        yield inner if inner in MODULES else str(statement.module)


def imports_of(file: Path) -> set[str]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return {name for one in import_statements(tree.body) for name in names_of(one)}


def part_of(module: str) -> str:
    """The folder of mtdetect, or the module at its root."""
    return module.split(".")[1] if "." in module else module


def circle(graph: dict[str, set[str]]) -> list[str]:
    """The modules of one circle, the first again at the end; none where there is no circle."""
    done: set[str] = set()

    def visit(module: str, path: list[str]) -> list[str]:
        if module in path:
            return [*path[path.index(module) :], module]
        if module not in done:
            for imported in sorted(graph[module]):
                if found := visit(imported, [*path, module]):
                    return found
            done.add(module)
        return []

    return next((found for module in graph if (found := visit(module, []))), [])


def test_no_modules_import_each_other_in_a_circle() -> None:
    """Inside functions neither: an import that waits there for a call is often one that would close a circle."""
    graph = {name: imports_of(file) & MODULES.keys() for name, file in MODULES.items()}

    assert circle(graph) == []


@pytest.mark.parametrize(
    ("graph", "expected"),
    [
        ({"a": {"b"}, "b": {"c"}, "c": set()}, []),
        ({"a": {"b"}, "b": {"c"}, "c": {"b"}}, ["b", "c", "b"]),
        ({"a": {"b", "c"}, "b": {"d"}, "c": {"d"}, "d": set()}, []),
        ({"a": {"a"}}, ["a", "a"]),
    ],
)
def test_a_circle_is_found_where_there_is_one(graph: dict[str, set[str]], expected: list[str]) -> None:
    assert circle(graph) == expected


def test_each_part_of_mtdetect_has_its_layer_and_each_layer_its_parts() -> None:
    assert sorted({part_of(module) for module in MODULES}) == sorted(RANK)


def test_no_import_goes_upwards() -> None:
    imports = {(name, one) for name, file in MODULES.items() for one in imports_of(file)}

    found = {
        (module, imported)
        for module, imported in imports
        if imported in MODULES
        and part_of(module) != part_of(imported)
        and RANK[part_of(module)] <= RANK[part_of(imported)]
    }

    assert sorted(found ^ UPWARD) == []


def test_mtdetect_never_imports_what_is_not_installed_with_it() -> None:
    outside = {"bench", "fuzz", "release", "tests", "training"}

    found = [
        (name, one) for name, file in MODULES.items() for one in imports_of(file) if one.partition(".")[0] in outside
    ]

    assert found == []
