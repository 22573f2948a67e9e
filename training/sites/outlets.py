"""Which site a text of the corpora stands for: what one house publishes, or is as alike as that."""

from bisect import bisect_right

from training.corpora import Row

# The last essay of each prompt but the last, in the order of ASAP-AES, whose prompts have 1783, 1800, 1726, ... essays.
_PROMPTS = (1783, 3583, 5309, 7081, 8886, 10686, 12255)
_COPIES = "portuguese_roundtrip_mozilla"  # its native texts stand in other sets as well


def human_outlet(row: Row) -> str | None:
    """The outlet of a native text; None for a machine's or a translator's."""
    if row.label or row.kind != "native" or row.set == _COPIES:
        return None
    parts = row.id.split("/")
    match row.set:
        case "native_us_outlets":
            return f"american {row.source.split(': ')[-1]}"
        case "native_bbc" | "native_abc_australia":
            return f"{parts[0]} {parts[1]}"
        case "essays_roundtrip_google":
            return f"essays, prompt {bisect_right(_PROMPTS, int(parts[-1])) + 1}"
        case "wmt21_into_english" | "wmt22_into_english":
            return f"{row.set}, sources of {parts[2]}"
        case _:
            return f"{row.set}, {row.domain}"


def translators(row: Row) -> str | None:
    """The house of translators of a text that a person has translated, else None."""
    return f"{row.set}, {row.lang} {row.system}" if row.kind == "human_translation" else None


def pipeline(row: Row) -> str | None:
    """The engine, with the set and the kind of its texts; None for a human text."""
    return f"{row.set}, {row.kind}, {row.system}" if row.label else None


def family(row: Row) -> str:
    """What the figures of sites of a machine's texts are told by."""
    if row.set in ("portuguese_careless_pipelines", "careless_us_outlets"):
        return "careless Portuguese pipelines"
    if row.block == "portuguese":
        return "Portuguese round trips"
    if row.set.startswith("german"):
        return f"German {row.kind.replace('_', ' ')}s"
    if row.block == "wmt":
        return "WMT engines"
    return row.set.replace("_", " ")
