"""A reading for people: terminal text and a self-contained HTML page."""
