"""What `--show-settings` prints: each setting with its value and what it came from."""

from collections.abc import Iterator, Mapping
from typing import Any

from mtdetect.cli.needs import is_given
from mtdetect.config.files import display_path
from mtdetect.config.settings import Setting
from mtdetect.report.messages import print_text


def print_settings(ctx: Any, params: Mapping[str, Any], settings: Mapping[str, Setting], *, isolated: bool) -> None:
    """Print the values of a parsed command's options, by key; `settings` are those that have a source, by parameter."""
    from mtdetect.report.settings import as_toml

    defaults = dict(_default_sources(isolated=isolated))
    shown = []
    for key, param in sorted(params.items()):
        source = settings[param.name].source if param.name in settings else defaults.get(key, "default")
        shown.append((key, Setting(ctx.params[param.name], f"--{key}" if is_given(ctx, param.name) else source)))
    print_text(as_toml(shown))


def _default_sources(*, isolated: bool) -> Iterator[tuple[str, str]]:
    """For each option whose file is looked for where none is named: which file that is."""
    from mtdetect.excuses.files import default_files

    for key, file in default_files(search=not isolated).items():
        yield key, f"the nearest is {display_path(file)}" if file else "none found"
