"""What a page's markup declares. A text without markup is searched itself, for pages that were saved as text."""

import re

from mtdetect.tells.rule import Rule, regex

# Never over another bracket, so that a page of opening brackets takes linear time.
_INSIDE = r"[^<>]{0,400}?"
_ANY = re.IGNORECASE

RULES = (
    Rule(
        "MT101",
        "declared-machine-translation",
        "error",
        "The page declares that it was machine-translated.",
        "Translation services ask publishers to mark their output so.",
        regex(
            rf"<[a-z]{{1,12}}\s{_INSIDE}(?:lang\s{{0,3}}=\s{{0,3}}.?[\w-]{{0,30}}-x-mtfrom-|machine-translated-from"
            rf"|name\s{{0,3}}=\s{{0,3}}.?translation-stats)",
            "<",
            flags=_ANY,
        ),
        skip=0,
        for_code=True,
        in_markup=True,
    ),
    Rule(
        "MT102",
        "browser-translated-page",
        "error",
        "The page was saved after a browser had translated it.",
        "Browsers put this class on the root of a page when they translate it in place.",
        regex(rf"<(?:html|body)\s{_INSIDE}class\s{{0,3}}=[^<>]{{0,200}}?\btranslated-(?:ltr|rtl)\b", "<", flags=_ANY),
        skip=0,
        for_code=True,
        in_markup=True,
    ),
    Rule(
        "MT103",
        "nested-translation-fonts",
        "error",
        "Text is wrapped in nested font elements that inherit their vertical alignment.",
        "Browser translation wraps each translated piece of text so.",
        regex(r"(?:<font style=.{0,3}vertical-align:\s{0,3}inherit;?.{0,3}>\s{0,9}){2}", "<", flags=_ANY),
        skip=0,
        for_code=True,
        in_markup=True,
    ),
    Rule(
        "MT104",
        "translation-widget",
        "note",
        "The page carries the elements of a translation widget.",
        "A widget offers translations; alone it does not prove that this text is one.",
        regex(
            rf"<[a-z]{{1,12}}\s{_INSIDE}(?:\bgoog-te-[a-z]|\bskiptranslate\b|\bgtranslate|translate\.google)",
            "<",
            flags=_ANY,
        ),
        skip=0,
        for_code=True,
        in_markup=True,
    ),
)
