"""Files and folders of any supported format become items, one a document, with a failure for each bad one."""

from counterclaim.intake.formats.items import FIELDS, BadOptions, Failure, FormatOptions, Item
from counterclaim.intake.formats.registry import iterate, names

__all__ = ["FIELDS", "BadOptions", "Failure", "FormatOptions", "Item", "iterate", "names"]
