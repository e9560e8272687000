"""Bytes of any supported format become clean documents."""
