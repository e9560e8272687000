"""What a site holds, and what it must not hold."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from counterclaim.desk.site.publish import Published, publish
from counterclaim.desk.site.store import Store
from counterclaim.ledger import Ledger, open_ledger
from counterclaim.release.redaction import unredacted
from tests.desk.conftest import new_database
from tests.desk.site.conftest import AS_OF, EXACT, PRIVATE, fill


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: list[tuple[str, str]] = []
        self.ids: set[str] = set()
        self.metas: dict[str, str] = {}
        self.inline = 0
        self._script = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = dict(attrs)
        self.inline += sum(name.startswith("on") or name == "style" for name in held) + (tag == "style")
        self._script = tag == "script" and "src" not in held
        self.ids.update(filter(None, (held.get("id"),)))
        for name in ("href", "src"):
            if held.get(name):
                self.links.append((tag, str(held[name])))
        if tag == "meta":
            self.metas[held.get("name") or held.get("http-equiv") or ""] = held.get("content") or ""

    def handle_data(self, data: str) -> None:
        self.inline += self._script and bool(data.strip())

    def handle_endtag(self, tag: str) -> None:
        self._script = False


def pages(site: Path) -> dict[Path, _Page]:
    found = {}
    for path in sorted(site.rglob("*.html")):
        found[path] = _Page()
        found[path].feed(path.read_text("utf-8"))
    return found


def own_bytes(site: Path) -> dict[str, bytes]:
    """Every file but the libraries and the world's borders, which are the same in every site."""
    ours = {"desk.css", "desk.js", "account.js", "map.js", "events.js"}
    return {
        str(p.relative_to(site)): p.read_bytes()
        for p in sorted(site.rglob("*"))
        if p.is_file() and (p.parent.name != "assets" or p.name in ours)
    }


def decoded(data: bytes) -> str:
    """The words, and what escapes in JSON and HTML stand for."""
    text = data.decode("utf-8")
    plain = re.sub(r"\\u([0-9a-f]{4})", lambda m: chr(int(m[1], 16)), text)
    return text + plain


def test_no_private_name_and_no_exact_place_is_in_any_byte(site: Path) -> None:
    found = {
        (name, word)
        for name, data in own_bytes(site).items()
        for word in (*PRIVATE, *EXACT)
        if word.casefold() in decoded(data).casefold()
    }
    assert found == set()


def test_public_voices_and_contested_figures_are_there(site: Path) -> None:
    words = (site / "index.html").read_text("utf-8")
    assert "in Kherson" in words and "Oleksandr Prykladenko" in "".join(
        p.read_text("utf-8") for p in (site / "documents").glob("*.html")
    )
    questions = [p.read_text("utf-8") for p in sorted((site / "accounts").glob("*.html"))]
    assert any("14" in q and "independent origin" in q for q in questions)


def test_what_is_held_back_is_counted_and_not_told(site: Path) -> None:
    words = "".join(decoded(data) for data in own_bytes(site).values())
    assert "convoy of 30" not in words and "held back for a while" in words


def test_no_full_text_leaves(source: Ledger, site: Path) -> None:
    words = "".join(decoded(data) for data in own_bytes(site).values())
    for record in source.documents():
        assert record.document.text not in words


def test_every_link_and_anchor_leads_somewhere(site: Path) -> None:
    found = pages(site)
    assert len(found) > 10
    lost = []
    for path, page in found.items():
        for _, link in page.links:
            parts = urlsplit(link)
            if parts.scheme:
                assert parts.scheme in ("http", "https"), link
                continue
            assert not link.startswith("/"), "relative links work in any folder of a host"
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            inside = target.is_file() and target.is_relative_to(site.resolve())
            fragment = unquote(parts.fragment)
            if not inside or (
                fragment and fragment not in found[site / target.relative_to(site.resolve())].ids
            ):
                lost.append((path.name, link))
    assert lost == []


def test_pages_have_a_strict_policy_and_no_inline_script_or_style(site: Path) -> None:
    for path, page in pages(site).items():
        policy = page.metas["Content-Security-Policy"]
        assert "default-src 'none'" in policy and "unsafe" not in policy, path
        assert page.inline == 0, path


def test_scripts_and_styles_come_from_the_folder_alone(site: Path) -> None:
    for page in pages(site).values():
        assert [link for tag, link in page.links if tag in ("script", "link") and urlsplit(link).scheme] == []


def test_pages_on_which_private_persons_stand_are_not_to_be_indexed(site: Path) -> None:
    found = pages(site)
    about = {p.name: page.metas.get("robots", "") for p, page in found.items()}
    assert about["about.html"] == about["accounts.html"] == "" and "noindex" in about["documents.html"]
    persons = {
        line["document"]["id"]
        for line in map(json.loads, (site / "documents.jsonl").read_text("utf-8").splitlines())
        if line["persons"]
    }
    assert persons
    for name in persons:
        assert "noindex" in about[f"{name}.html"]


def test_files_beside_a_page_hold_its_rows(site: Path) -> None:
    for page in sorted((site / "accounts").glob("*.html")):
        lines = list(csv.DictReader(io.StringIO(page.with_suffix(".csv").read_text("utf-8"))))
        listed = page.read_text("utf-8")
        assert lines and all(line["document"] in listed for line in lines)
        json.loads(page.with_suffix(".geojson").read_text("utf-8"))
    events = json.loads((site / "map.geojson").read_text("utf-8"))["features"]
    assert events and {f["properties"]["kind"] for f in events} == {"event"}


def test_spreadsheet_formulas_are_defused(site: Path) -> None:
    for line in csv.reader(io.StringIO((site / "documents.csv").read_text("utf-8"))):
        assert not any(cell[:1] in "=@+" and cell for cell in line)


def test_the_manifest_lists_every_file_with_its_hash(site: Path) -> None:
    listed = json.loads((site / "site.json").read_text("utf-8"))["files"]
    there = {str(p.relative_to(site)): p for p in site.rglob("*") if p.is_file()}
    assert set(listed) == there.keys() - {"site.json"}
    assert all(hashlib.sha256(there[n].read_bytes()).hexdigest() == h for n, h in listed.items())


def test_the_same_ledger_gives_the_same_bytes(
    source: Ledger, made: tuple[Path, Published], tmp_path: Path
) -> None:
    publish(source, tmp_path / "again", as_of=AS_OF)
    one = {p.relative_to(made[0]): p.read_bytes() for p in made[0].rglob("*") if p.is_file()}
    two = {
        p.relative_to(tmp_path / "again"): p.read_bytes()
        for p in (tmp_path / "again").rglob("*")
        if p.is_file()
    }
    assert one == two


def test_a_document_taken_down_is_gone_at_the_next_publish(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "ledger.db", create=True, who="tester") as ledger:
        fill(ledger)
        gone = ledger.find_documents("Odesa")[0]
        publish(ledger, tmp_path / "site", as_of=AS_OF)
        assert gone.id in (tmp_path / "site" / "documents.html").read_text("utf-8")
        ledger.takedown(gone.id, reason="asked for")
        publish(ledger, tmp_path / "site", as_of=AS_OF)
    words = "".join(decoded(data) for data in own_bytes(tmp_path / "site").values())
    assert gone.id not in words and (gone.title or "") not in words


def test_a_row_that_people_rejected_is_left_out(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "ledger.db", create=True, who="tester") as ledger:
        fill(ledger)
        hit = ledger.search(measure="wounded", min=8, max=8).hits[0]
        ledger.decide(f"{hit.document}/{hit.id}", "review", "rejected", reason="misread")
        publish(ledger, tmp_path / "site", as_of=AS_OF)
    words = "".join(decoded(data) for data in own_bytes(tmp_path / "site").values())
    assert hit.id not in words


def test_an_empty_ledger_makes_a_site_that_says_so(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "ledger.db", create=True, who="tester") as ledger:
        done = publish(ledger, tmp_path / "site", as_of=AS_OF)
    assert done.documents == 0
    assert "No documents" in (tmp_path / "site" / "documents.html").read_text("utf-8")


def test_what_did_not_come_through_the_gate_is_refused(source: Ledger) -> None:
    with Store() as store, pytest.raises(ValueError, match="redacted"):
        store.put(unredacted(next(source.readings())))


def test_a_ledger_on_postgresql_makes_the_same_pages(
    site: Path, postgresql_server: str, tmp_path: Path
) -> None:
    with open_ledger(new_database(postgresql_server), create=True, who="tester") as ledger:
        fill(ledger)
        publish(ledger, tmp_path / "site", as_of=AS_OF)
    there = {str(p.relative_to(tmp_path / "site")) for p in (tmp_path / "site").rglob("*")}
    assert there == {str(p.relative_to(site)) for p in site.rglob("*")}
    words = "".join(decoded(data) for data in own_bytes(tmp_path / "site").values())
    assert [word for word in (*PRIVATE, *EXACT) if word.casefold() in words.casefold()] == []
