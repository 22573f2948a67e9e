"""MT6xx: what an engine left: foreign words, placeholders, loops."""
