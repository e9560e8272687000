"""Ledger to files that other people's tools open, through one redaction gate."""

from __future__ import annotations

from counterclaim.release.export import ExportOptions, ExportReport, export, write_gated
from counterclaim.release.formats import FORMATS
from counterclaim.release.policy import Policy, RedactedReading, ReleaseError
from counterclaim.release.redaction import redact

__all__ = [
    "FORMATS",
    "ExportOptions",
    "ExportReport",
    "Policy",
    "RedactedReading",
    "ReleaseError",
    "export",
    "redact",
    "write_gated",
]
