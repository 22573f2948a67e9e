"""One environment that the packages are tried in, and what was seen there."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

LOWEST, HIGHEST = "lowest-direct", "highest"
HERE, ARM = "here", "arm"


@dataclass(frozen=True, slots=True)
class Case:
    """`python` is a version or a path, `package` "wheel" or "sdist", `machine` whose environment markers hold."""

    python: str
    resolution: str
    package: str = "wheel"
    machine: str = HERE


@dataclass(frozen=True, slots=True)
class Seen:
    """What a case gave: the exact Python, how many libraries, a digest of what each job wrote, and which failed."""

    python: str
    resolution: str
    package: str
    machine: str
    system: str
    libraries: int
    hyperscan: str | None
    outputs: dict[str, str]
    failed: tuple[str, ...]

    @property
    def key(self) -> tuple[str, str, str, str]:
        minor = ".".join(self.python.split(".")[:2])
        return minor, self.resolution, self.package, self.machine


def cases(pythons: Iterable[str]) -> list[Case]:
    """Each Python with the lowest and the highest releases; the first and the last from the sdist and as on ARM too."""
    listed = list(pythons)
    ends = listed if len(listed) < 2 else [listed[0], listed[-1]]
    return [
        *(Case(python, resolution) for python in listed for resolution in (LOWEST, HIGHEST)),
        *(Case(python, HIGHEST, "sdist") for python in ends),
        *(Case(python, resolution, machine=ARM) for python in ends for resolution in (LOWEST, HIGHEST)),
    ]


def load(file: Path) -> list[Seen]:
    if not file.exists():
        return []
    lines = file.read_text(encoding="utf-8").splitlines()
    return [Seen(**(row := json.loads(line)) | {"failed": tuple(row["failed"])}) for line in lines]


def save(file: Path, seen: Iterable[Seen]) -> None:
    """Adds to what the file holds; what was seen of the same case before is replaced."""
    kept = {one.key: one for one in [*load(file), *seen]}
    ordered = sorted(kept.values(), key=lambda one: (int(one.key[0].split(".")[1]), one.package, one.machine, one.key))
    file.write_text("".join(json.dumps(asdict(one)) + "\n" for one in ordered), encoding="utf-8")


def table(seen: Iterable[Seen]) -> str:
    """A Markdown table, a row a case."""
    listed = list(seen)
    common = listed[0].outputs if listed else {}
    lines = [
        "| Python | releases | from | markers of | libraries | Hyperscan | jobs passed | output |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for one in listed:
        passed = f"{len(one.outputs) - len(one.failed)} of {len(one.outputs)}"
        failed = f" (not {', '.join(one.failed)})" if one.failed else ""
        others = [job for job, digest in one.outputs.items() if common.get(job) != digest]
        same = f"**other bytes**: {', '.join(others)}" if others else "the same bytes"
        machine = "ARM Linux" if one.machine == ARM else one.system
        lines.append(
            f"| {one.python} | {one.resolution.removesuffix('-direct')} | {one.package} | {machine} "
            f"| {one.libraries} | {one.hyperscan or 'none'} | {passed}{failed} | {same} |"
        )
    return "\n".join(lines) + "\n"
