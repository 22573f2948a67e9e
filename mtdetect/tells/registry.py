"""All rules, found by walking the folders of the families: a new rule needs no entry anywhere else."""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from mtdetect.tells.rule import Rule

_FAMILIES = ("markup", "lexis", "grammar", "format", "names", "residue", "flow", "characters")
_FOLDER = Path(__file__).parent


def _find_rules() -> Iterator[Rule]:
    for family in _FAMILIES:
        for module in iter_modules([str(_FOLDER / family)]):
            yield from getattr(import_module(f"mtdetect.tells.{family}.{module.name}"), "RULES", ())


RULES: tuple[Rule, ...] = tuple(sorted(_find_rules(), key=lambda rule: rule.code))
