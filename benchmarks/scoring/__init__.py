"""Measures of the benchmarks, each in its own module."""
