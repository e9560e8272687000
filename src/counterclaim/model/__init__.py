"""The nouns: immutable records that every other room speaks in."""
