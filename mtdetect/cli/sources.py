"""Errors of options that a file or a variable of the environment has set: they begin with that place."""

import re
from collections.abc import Mapping

from mtdetect.errors import UsageError

_OPTION = re.compile(r"--([a-z-]+)(?=[ :])")


def name_source(error: UsageError, sources: Mapping[str, str]) -> UsageError:
    """The error, where it begins with an option that has one of `sources`, by key, with that in place of the option.

    `--fields: unknown field 'x'` becomes `mtdetect.toml: fields: unknown field 'x'`: who has not written an option does
    not know where to mend it.
    """
    message = str(error)
    option = _OPTION.match(message)
    if option is None or option.group(1) not in sources:
        return error
    return UsageError(f"{sources[option.group(1)]}{message[option.end() :]}")
