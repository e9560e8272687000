"""The same reading over millions of documents: shards, worker processes, Parquet segments, a cluster."""

from counterclaim.bulk.folder import READERS, BulkError, Folder, Settings
from counterclaim.bulk.run import Progress, read

__all__ = ["READERS", "BulkError", "Folder", "Progress", "Settings", "read"]
