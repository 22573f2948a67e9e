"""The process that fuzzes one target: `python -m fuzz.inside TARGET LIBFUZZER-OPTIONS`; `python -m fuzz` starts it."""

import pkgutil
import sys
from importlib import import_module

import atheris


def main() -> None:
    """Imports all modules with counters of their branches, and hands over to libFuzzer, which ends the process."""
    with atheris.instrument_imports(include=["mtdetect", "warcio"]):
        import mtdetect

        for module in pkgutil.walk_packages(mtdetect.__path__, "mtdetect."):
            if not module.name.startswith(
                ("mtdetect.__main__", "mtdetect.cli", "mtdetect.deep", "mtdetect.bulk.spark", "mtdetect.bulk.datatrove")
            ):
                import_module(module.name)
        from fuzz.targets import TARGETS
    target = TARGETS[sys.argv[1]]
    atheris.Setup([sys.argv[0], *sys.argv[2:]], target)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
