"""Measurements: accuracy against published corpora, speed against peers."""
