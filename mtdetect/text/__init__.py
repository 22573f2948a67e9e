"""A text as arrays: folded characters, tokens with their hashes, sentences, quotation marks and masks."""
