"""Figures that count millions in thousands."""

from mtdetect.tells.rule import Rule, regex

RULES = (
    Rule(
        "MT641",
        "thousands-of-millions",
        "warning",
        "A figure with a comma of thousands counts millions or billions.",
        "The comma is a decimal one that was left; or `m`, for metres, was written out as `million`.",
        regex(
            r"\b\d{1,3},\d{3} [mb]illion\b(?! years)",
            grams={"million", "billion"},
            gap=r"\d,\d{3} a",
        ),
    ),
)
