"""The settings of a command, for `--show-settings`."""

import json
from collections.abc import Sequence
from enum import Enum
from pathlib import Path
from typing import Any

from mtdetect.config.files import display_path
from mtdetect.config.settings import Setting


def as_toml(settings: Sequence[tuple[str, Setting]]) -> str:
    """Settings, by key, as a file could hold them, each with a comment that names its source."""
    lines = [(_line(key, setting.value), setting.source) for key, setting in settings]
    width = max(len(line) for line, _ in lines)
    return "".join(f"{line:{width}}  # {source}\n" for line, source in lines)


def _line(key: str, value: Any) -> str:
    if value is None:
        return f"# {key}"
    plain = [_plain(one) for one in value] if isinstance(value, list | tuple) else _plain(value)
    return f"{key} = {json.dumps(plain, ensure_ascii=False)}"


def _plain(value: Any) -> Any:
    return value.value if isinstance(value, Enum) else display_path(value) if isinstance(value, Path) else value
