"""Counts of what each rule does in the corpora, for `seeds/rules/measured.json` and `docs/rules.md`."""
