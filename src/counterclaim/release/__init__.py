"""From rows to files that other tools open, through one redaction gate."""
