"""Hostile archives at full size, read into segments.

    python benchmarks/hostile.py [--folder DIR] [--size 1.0] [--real] [CASE ...]

Makes each archive in DIR (20 GB free at full size, all removed again), reads it with two workers, and prints
what was read, what was refused and why, processor time and the most memory that any of its processes held.
Checks that everything sound was read, and only that. ``--size`` makes all smaller. ``disk`` mounts a small
disk (a tmpfs), for which it must be root. What is tried is all but the reading itself: a light reader stands in
for it, unless ``--real`` is given.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
SETTINGS = {"reader": "tests.bulk.readers:light"}
RUN = """
import json, sys
from counterclaim.bulk import Settings, read
done = read(sys.argv[3:], sys.argv[1], Settings(**json.loads(sys.argv[2])), jobs=2)
json.dump({
    "read": done.items, "done_before": done.planned.passed_over, "doubled": done.planned.doubled,
    "failed": [[bad.name, bad.reason] for bad in done.failures], "failed_shards": done.failed_shards,
}, sys.stdout)
"""
NAMES = ("Kherson", "Antonivka", "Beryslav", "Kakhovka", "Mykolaiv", "Snihurivka", "Bashtanka")
BIG = 2_000_000_000  # bytes


def article(number: int) -> str:
    """A short report, different for each number."""
    place, other = NAMES[number % 7], NAMES[number // 7 % 7]
    return (
        f"Shelling of {place} killed {number % 40 + 2} people on Tuesday, the regional governor said.\n\n"
        f"The ministry denied report {number} from {other}, a spokesman told reporters.\n"
    )


@dataclass
class Outcome:
    """What a run came to."""

    status: int
    seconds: float
    processor: float
    memory: int = 0  # MB, of the largest process
    told: dict = field(default_factory=dict)
    words: str = ""

    @property
    def read(self) -> int:
        """Documents read."""
        return self.told["read"] - len(self.told["failed"])

    def reasons(self) -> str:
        """Failures by their reason, the commonest first."""
        found = Counter(why.partition(";")[0][:70] for _, why in self.told["failed"])
        return "; ".join(f"{count:,} x {why}" for why, count in found.most_common(8)) or "none"


class Peak(threading.Thread):
    """The most that any process below this one held, in MB, by the system's own high-water mark."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.over, self.most = threading.Event(), 0

    def run(self) -> None:
        """Look until it is over."""
        while not self.over.wait(0.5):
            for pid in below(os.getpid()):
                try:
                    status = Path(f"/proc/{pid}/status").read_text()
                except OSError:
                    continue
                for line in status.splitlines():
                    if line.startswith("VmHWM"):
                        self.most = max(self.most, int(line.split()[1]) >> 10)


def below(pid: int) -> Iterator[int]:
    """The processes started by a process, and by those."""
    try:
        children = [
            int(p) for t in Path(f"/proc/{pid}/task").iterdir() for p in (t / "children").read_text().split()
        ]
    except OSError:
        return
    for child in children:
        yield child
        yield from below(child)


def bulk(*sources: Path | str, out: Path) -> Outcome:
    """Read with two workers, in a process of its own."""
    peak, begun, before = Peak(), time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)
    peak.start()
    run = subprocess.run(
        [sys.executable, "-c", RUN, str(out), json.dumps(SETTINGS), *map(str, sources)],
        capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"},
    )  # fmt: skip
    peak.over.set()
    peak.join()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    told = json.loads(run.stdout) if run.stdout.startswith("{") else {}
    words = run.stderr.strip().splitlines()[-1:] or [""]
    return Outcome(run.returncode, time.monotonic() - begun, processor, peak.most, told, words[0])


def rows_of(out: Path) -> str:
    """A hash over all segments."""
    seen = hashlib.sha256()
    for path in sorted(out.glob("*/*.parquet")):
        seen.update(f"{path.relative_to(out)} {hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return seen.hexdigest()


def pages(path: Path, count: int, first: int = 0, spoil: Callable[[int, bytes], bytes] | None = None) -> None:
    """Gzip WARC of so many pages."""
    from tests.intake.formats.archives import record

    with path.open("wb") as file:
        for number in range(first, first + count):
            made = record(f"https://example.org/{number}", article(number).encode(), media_type="text/plain")
            packed = gzip.compress(made, 1)
            file.write(spoil(number, packed) if spoil else packed)


def lines(path: Path, numbers: Iterator[int] | range, **about: str) -> None:
    """JSON Lines."""
    with path.open("w", encoding="utf-8") as file:
        for n in numbers:
            row = {"id": str(n), "text": article(n)} | {key: value.format(n) for key, value in about.items()}
            file.write(json.dumps(row) + "\n")


def fill(path: Path, head: bytes, tail: bytes, size: int, unit: bytes | None = None) -> None:
    """One document of so many bytes, between a head and a tail."""
    unit = unit or "".join(article(n) for n in range(400)).encode().replace(b"\n", b" ")
    block = unit * (8_000_000 // len(unit))
    with path.open("wb") as file:
        file.write(head)
        left = size
        while left > 0:
            file.write(block[:left])
            left -= len(block)
        file.write(tail)


def warc(folder: Path, size: float) -> tuple[Outcome, int]:
    """WARC files: cut short, damaged in a hundred places, and a sound one."""
    count = int(20_000 * size)

    def spoil(number: int, packed: bytes) -> bytes:
        return packed[:30] + bytes(20) + packed[50:] if number % 200 == 100 else packed

    (folder / "in").mkdir()
    pages(folder / "in" / "cut.warc.gz", count)
    whole = (folder / "in" / "cut.warc.gz").read_bytes()
    (folder / "in" / "cut.warc.gz").write_bytes(whole[:-100])
    pages(folder / "in" / "damaged.warc.gz", count, count, spoil)
    pages(folder / "in" / "sound.warc.gz", count, 2 * count)
    damaged = sum(number % 200 == 100 for number in range(count, 2 * count))
    return bulk(folder / "in", out=folder / "out"), 3 * count - 1 - damaged


def large(folder: Path, size: float) -> tuple[Outcome, int]:
    """One document of 2 GB in each of seven dresses, with sound ones about it."""
    into, big = folder / "in", max(int(BIG * size), 200_000_000)
    into.mkdir()
    row = '{{"id": "{0}", "text": "A market in Kherson was hit on Tuesday, the mayor said, report {0}."}}\n'
    fill(into / "a.txt", b"", b"", big)
    fill(into / "b.html", b"<html><body><article><p>", b"</p></article></body></html>", big)
    fill(
        into / "c.jsonl",
        (row.format(1) + '{"id": "2", "text": "').encode(),
        ('"}\n' + row.format(3)).encode(),
        big,
    )
    fill(into / "d.csv", b'id,text\n1,"', b'"\n2,"A sound row: a market was hit, the mayor said."\n', big)
    fill(into / "e.json", b'[{"text": "', b'"}]', big)
    body = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n"
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/large\r\n"
        "WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000001>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {big + len(body)}\r\n\r\n"
    )
    fill(into / "f.warc", head.encode() + body, b"\r\n\r\n", big)
    with (
        (into / "g.jsonl.gz").open("wb") as raw,
        gzip.GzipFile(fileobj=raw, mode="wb", compresslevel=1) as packed,
    ):
        packed.write(b'{"id": "1", "text": "')
        for _ in range(big // 1_000_000):
            packed.write(b"a" * 1_000_000)
        packed.write(('"}\n' + row.format(9)).encode())
    lines(into / "z.jsonl", range(100))
    return bulk(into, out=folder / "out"), 100 + 3  # the last is taken for a bomb, whole


def tiny(folder: Path, size: float) -> tuple[Outcome, int]:
    """100,000 files of one sentence in a thousand folders; every hundredth is empty, or no text."""
    count, sound = int(100_000 * size), 0
    for number in range(count):
        place = folder / "in" / f"{number // 100:04d}"
        place.mkdir(parents=True, exist_ok=True)
        if number % 100 in (17, 58):
            (place / f"{number}.txt").write_bytes(
                b"" if number % 100 == 17 else b"PK\x03\x04" + bytes(range(256)) * 4
            )
            continue
        sound += 1
        (place / f"{number}.txt").write_text(
            article(number).partition("\n")[0] + f" It was {number}.\n", encoding="utf-8"
        )
    return bulk(folder / "in", out=folder / "out"), sound


def encodings(folder: Path, size: float) -> tuple[Outcome, int]:
    """Files in other encodings than they ought to be in, or in none."""
    (folder / "in").mkdir()
    count = max(12, int(6_000 * size))
    codecs = ("cp1252", "utf-16", "utf-16-le", "cp1251", "koi8-r", "utf-8-sig")
    for number in range(count):
        text = article(number).replace("ministry", "ministère de la défense") * 3
        if number % 6 in (3, 4):
            text = f"Мэр Херсона сообщил о {number} погибших при обстреле рынка в понедельник. " * 5
        (folder / "in" / f"{number}.txt").write_bytes(text.encode(codecs[number % 6]))
    (folder / "in" / "rows.jsonl").write_bytes(
        b"".join(
            b'{"id": "%d", "text": "\xff\xfe\xc3( a shell hit %d, the mayor said on Tuesday."}\n' % (n, n)
            for n in range(100)
        )
        + b'{"id": "x", "text": "\\ud800 half a character, the mayor said on Tuesday."}\n\x00\x00\x00\n'
    )
    (folder / "in" / "noise.txt").write_bytes(bytes(range(256)) * 1_000)
    return bulk(folder / "in", out=folder / "out"), count + 101


def doubles(folder: Path, size: float) -> tuple[Outcome, int]:
    """The same shard five times: under its name, others, packed, and through a link."""
    (folder / "in").mkdir()
    count = int(10_000 * size)
    url = "https://example.org/news/{}"
    lines(folder / "in" / "a.jsonl", range(count), url=url)
    data = (folder / "in" / "a.jsonl").read_bytes()
    (folder / "in" / "b.jsonl").write_bytes(data)
    (folder / "in" / "c.jsonl").write_bytes(b"".join(reversed(data.splitlines(keepends=True))))
    (folder / "in" / "d.jsonl.gz").write_bytes(gzip.compress(data, 1))
    (folder / "in" / "e.jsonl").symlink_to("a.jsonl")
    again = str(folder / "in" / "a.jsonl")
    return bulk(folder / "in", again, str(folder / "in" / "*.jsonl"), out=folder / "out"), count


def disk(folder: Path, size: float) -> tuple[Outcome, int]:
    """A disk that is really full in the middle, then made larger: the rows of an undisturbed run."""
    count, place = int(20_000 * size), folder / "disk"
    lines(folder / "a.jsonl", range(count))
    whole = folder / "other" / "out"  # as far from the source as the disk: keys are told from where OUT/ is
    bulk(folder / "a.jsonl", out=whole)
    needed = sum(p.stat().st_size for p in whole.glob("*/*.parquet"))
    place.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={needed // 2}", "tmpfs", str(place)], check=True)
    try:
        full = bulk(folder / "a.jsonl", out=place / "out")
        done = len(list((place / "out" / "receipts").iterdir()))
        print(f"  full disk: status {full.status}, {done} shards kept; {full.words}", flush=True)
        assert full.status and done and "No space left on device" in full.words, full
        subprocess.run(["mount", "-o", f"remount,size={4 * needed}", str(place)], check=True)
        outcome = bulk(folder / "a.jsonl", out=place / "out")
        assert outcome.told["done_before"] and rows_of(place / "out") == rows_of(whole), outcome
        outcome.told["read"] += outcome.told["done_before"]
        return outcome, count
    finally:
        subprocess.run(["umount", str(place)], check=True)


CASES: dict[str, Callable[[Path, float], tuple[Outcome, int]]] = {
    "warc": warc, "large": large, "tiny": tiny, "encodings": encodings, "doubles": doubles, "disk": disk,
}  # fmt: skip


def main() -> None:
    """Run the cases; the status says how many came out wrong."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("cases", nargs="*", choices=[*CASES, []], metavar="CASE", help=", ".join(CASES))
    parser.add_argument("--folder", type=Path, help="where files go (default: a temporary folder)")
    parser.add_argument("--size", type=float, default=1.0)
    parser.add_argument("--real", action="store_true", help="read with the real reader")
    options = parser.parse_args()
    wrong = 0
    if options.real:
        SETTINGS.clear()
    for name in options.cases or CASES:
        with tempfile.TemporaryDirectory(dir=options.folder) as folder:
            print(f"{name}: {CASES[name].__doc__}", flush=True)
            outcome, sound = CASES[name](Path(folder), options.size)
        right = bool(outcome.told) and outcome.read == sound
        wrong += not right
        if not outcome.told:
            print(f"  ended with status {outcome.status}: {outcome.words}")
            continue
        print(f"  {outcome.read:,} read of {sound:,} sound ones{'' if right else '  <-- WRONG'}")
        print(
            f"  {len(outcome.told['failed']):,} refused: {outcome.reasons()}; {outcome.told['doubled']:,} given twice"
        )
        print(
            f"  status {outcome.status}, {outcome.seconds:,.0f} s ({outcome.processor:,.0f} s of processors), at most {outcome.memory:,} MB a process",
            flush=True,
        )
    sys.exit(wrong)


if __name__ == "__main__":
    main()
