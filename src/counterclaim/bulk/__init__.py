"""The same reading over millions of documents: shards, worker processes, Parquet segments, a cluster."""

from counterclaim.bulk.folder import BulkError, Folder, Settings
from counterclaim.bulk.run import Progress, read

__all__ = ["BulkError", "Folder", "Progress", "Settings", "read"]
