"""The settings of `mtdetect serve` as values."""

from dataclasses import dataclass, field
from pathlib import Path

from mtdetect.config.score_settings import DetectorSettings


@dataclass(frozen=True, slots=True)
class WebLimits:
    """What a server takes; what is beyond gets an answer that names the limit.

    `document_bytes` is the largest text, `body_bytes` the largest body but for a stream of rows, `documents` the most
    in one body. `seconds` is the time in which a body must have come, and in which a part of the work must be done.
    `requests` are answered or wait at once, `requests_a_client` of them from one address.
    """

    document_bytes: int = 1_000_000
    body_bytes: int = 10_000_000
    documents: int = 1000
    seconds: float = 60
    requests: int = 64
    requests_a_client: int = 32


@dataclass(frozen=True, slots=True)
class WebSettings:
    """All settings of a server. `jobs` is the number of processes that score, 0 for one a core.

    `root_path` is the path under which a proxy offers the server, such as `/tools/mtdetect`, or nothing. `static` is
    the folder of the page. `against` are index files whose articles may be the origin of what is matched.
    """

    host: str = "127.0.0.1"
    port: int = 8000
    root_path: str = ""
    detector: DetectorSettings = field(default_factory=DetectorSettings)
    limits: WebLimits = field(default_factory=WebLimits)
    jobs: int = 0
    access_log: bool = False
    against: tuple[Path, ...] = ()
    static: Path = Path(__file__).resolve().parents[1] / "web" / "static"
