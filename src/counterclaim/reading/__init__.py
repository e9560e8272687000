"""A document becomes a reading."""
