"""When the reader of `--deep` reads."""

from typing import Literal, get_args

DeepMode = Literal["auto", "always", "never"]

DEEP_MODES: tuple[DeepMode, ...] = get_args(DeepMode)
