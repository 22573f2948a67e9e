"""Rows of human outlets and of round trips, in two blocks of each: what sites are drawn from."""

from training.corpora import Row

_HUMAN = {"native_us_outlets": "x: {}.example", "native_gum_genres": ""}
_MACHINE = {
    "reviews_bing_deepl_google": "native_us_outlets",
    "paragraphs_roundtrip_google_opus_fair": "native_gum_genres",
}
OUTLETS, TEXTS, WORDS = 8, 40, 300


def site_rows() -> list[Row]:
    """Texts of outlets of two sets, and round trips of the texts of one outlet of each."""
    human = [
        Row(
            f"{of}/{outlet}/{at}",
            "",
            0,
            "native",
            "",
            "",
            f"{of} {outlet} {at}",
            f"{outlet}",
            of,
            source.format(outlet),
        )
        for of, source in _HUMAN.items()
        for outlet in range(OUTLETS)
        for at in range(TEXTS)
    ]
    machine = [
        Row(f"{of}/{at}", "", 1, "round_trip", "E", "", f"{origin} 0 {at}", "0", of)
        for of, origin in _MACHINE.items()
        for at in range(TEXTS)
    ]
    return [*human, *machine]
