"""Every byte of an export, also inside zips and Parquet."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path


def blobs(folder: Path) -> Iterator[tuple[str, str]]:
    """The names and contents of all files under a folder, unpacked, as text."""
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        yield from _unpacked(str(path.relative_to(folder)), path.read_bytes())


def _unpacked(name: str, data: bytes) -> Iterator[tuple[str, str]]:
    yield name, name + "\n" + data.decode("utf-8", "replace")
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for member in archive.namelist():
                yield from _unpacked(f"{name}/{member}", archive.read(member))
    if data[:4] == b"PAR1":
        import pyarrow.parquet as pq

        about = {
            k: v.decode()
            for k, v in pq.read_metadata(io.BytesIO(data)).metadata.items()
            if k != b"ARROW:schema"
        }
        yield name + "#rows", f"{pq.read_table(io.BytesIO(data)).to_pylist()} {about}"
