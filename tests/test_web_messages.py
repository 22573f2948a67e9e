"""What the server says of files: parameters of requests, and no option that it does not have."""

import re
from typing import get_args, get_type_hints

from mtdetect.cli.serve import serve
from mtdetect.web.files import KNOWN, PARAMETERS
from mtdetect.web.requests import FileOptions, SentFormat
from tests.served import ROOT


def test_all_options_that_readers_name_are_those_of_the_server_or_have_a_parameter() -> None:
    readers = (ROOT / "mtdetect" / "readers").glob("*.py")
    named = {option for file in readers for option in re.findall(r"--[a-z]+(?:-[a-z]+)*", file.read_text("utf-8"))}
    named -= {"--long"}  # of the program zstd
    own = {f"--{name.lstrip('_').replace('_', '-')}" for name in get_type_hints(serve)}

    assert set(PARAMETERS) == named - own
    assert set(PARAMETERS.values()) <= set(FileOptions.model_fields)


def test_all_formats_of_files_that_are_read_here_may_be_named() -> None:
    assert {suffix.lstrip(".") for suffix in KNOWN} - {"htm", "ndjson"} == set(get_args(SentFormat))
