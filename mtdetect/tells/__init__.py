"""The tells: a folder a family of rules. `registry` finds the rules, `engine` runs them over a text."""
