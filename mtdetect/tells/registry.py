"""All rules, found by walking the folders of the families: a new rule needs no entry anywhere else."""

from collections.abc import Iterator
from hashlib import blake2b
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from mtdetect.tells.rule import Rule

_FAMILIES = ("markup", "lexis", "grammar", "format", "names", "residue", "flow")
_FOLDER = Path(__file__).parent


def _find_rules() -> Iterator[Rule]:
    for family in _FAMILIES:
        for module in iter_modules([str(_FOLDER / family)]):
            yield from getattr(import_module(f"mtdetect.tells.{family}.{module.name}"), "RULES", ())


RULES: tuple[Rule, ...] = tuple(sorted(_find_rules(), key=lambda rule: rule.code))


def fingerprint() -> str:
    """A short hash of all that decides on tells, for signatures: rules, their word lists, and how text is parsed."""
    folder = _FOLDER
    parsing = (folder.parent / "text" / f"{name}.py" for name in ("hashing", "masks", "quotes", "sentences", "batch"))
    hashed = blake2b(digest_size=6)
    for file in (*sorted(folder.rglob("*.py")), *sorted(folder.glob("data/*.tsv")), *parsing):
        hashed.update(file.read_bytes())
    return hashed.hexdigest()
