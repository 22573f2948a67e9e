"""What is trained of the reader."""

from dataclasses import dataclass

from mtdetect.deep.model import Adapter
from mtdetect.deep.transformer import Floats


@dataclass(frozen=True, slots=True)
class TrainedReader:
    """The score of a text is the product of its mean state and `probe`, shape (WIDTH,), plus `intercept`."""

    adapters: tuple[Adapter, ...]
    probe: Floats
    intercept: float
