"""The tells: one or two modules a family, a rule under a code. `engine.find_tells` runs them over a text."""

from hashlib import blake2b
from pathlib import Path

from mtdetect.tells import (
    added_words,
    amounts,
    flow,
    flow_marks,
    flow_wording,
    format_case,
    format_dates,
    format_figures,
    format_marks,
    format_pieces,
    format_residue,
    format_spacing,
    format_stops,
    glosses,
    glued_words,
    grammar,
    grammar_persons,
    grammar_small,
    grammar_verbs,
    lexis,
    lexis_openers,
    lexis_senses,
    loops,
    markup,
    merged_words,
    misread_millions,
    name_variants,
    names,
    notations,
    party_terms,
    person_titles,
    pronoun_flips,
    residue,
    residue_words,
    titles,
)
from mtdetect.tells.rule import Rule

_FAMILIES = (
    markup,
    lexis,
    lexis_openers,
    lexis_senses,
    grammar,
    grammar_persons,
    grammar_small,
    grammar_verbs,
    glosses,
    format_marks,
    format_residue,
    format_pieces,
    format_spacing,
    format_case,
    format_dates,
    format_figures,
    format_stops,
    names,
    residue,
    residue_words,
    loops,
    flow,
    flow_marks,
    flow_wording,
    added_words,
    amounts,
    titles,
    notations,
    party_terms,
    person_titles,
    glued_words,
    merged_words,
    misread_millions,
    name_variants,
    pronoun_flips,
)

RULES: tuple[Rule, ...] = tuple(
    sorted((rule for family in _FAMILIES for rule in family.RULES), key=lambda rule: rule.code)
)


def fingerprint() -> str:
    """A short hash of all that decides on tells, for signatures: rules, their word lists, and how text is parsed."""
    folder = Path(__file__).parent
    parsing = (folder.parent / name for name in ("image.py", "masks.py", "quotes.py", "sentences.py", "text.py"))
    hashed = blake2b(digest_size=6)
    for file in (*sorted(folder.glob("*.py")), *sorted(folder.glob("data/*.tsv")), *parsing):
        hashed.update(file.read_bytes())
    return hashed.hexdigest()
