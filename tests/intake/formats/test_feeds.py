"""RSS and Atom files."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.intake.formats.helpers import STORY, found, one_failure, one_item

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>The Halden Press</title><link>https://example.org/</link><language>en-GB</language>
<item><title>Market &amp; port hit</title><link>https://example.org/1</link><guid isPermaLink="false">g1</guid>
<pubDate>Tue, 02 May 2023 10:00:00 GMT</pubDate><description>Short.</description>
<content:encoded><![CDATA[<p>Three were killed.</p><p>It &amp; more.</p><script>x()</script>]]></content:encoded></item>
<item><title>Second</title><guid isPermaLink="false">g2</guid><pubDate>some day</pubDate>
<description>&lt;p&gt;Only a summary.&lt;/p&gt;</description></item>
<item><title>Only a title</title></item>
</channel></rss>"""
ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Watch</title><id>urn:x</id>
<entry><title>One</title><id>urn:x:1</id><link href="https://example.org/a"/>
<published>2023-05-02T10:00:00+02:00</published><updated>2023-05-03T10:00:00Z</updated>
<content type="html">&lt;p&gt;Words.&lt;/p&gt;</content></entry></feed>"""


def test_rss(tmp_path: Path) -> None:
    (tmp_path / "a.rss").write_text(RSS)
    items, failures = found(tmp_path / "a.rss")
    assert failures == []
    first, second, third = items
    assert (first.key, first.text, first.completeness) == (
        "https://example.org/1",
        "Three were killed.\nIt & more.",
        "full",
    )
    assert (first.title, first.outlet, first.language) == ("Market & port hit", "The Halden Press", "en-GB")
    assert first.published == "2023-05-02T10:00:00+00:00"
    assert (second.key, second.text, second.completeness) == ("guid:g2", "Only a summary.", "summary")
    assert [w.code for w in second.warnings] == ["date_not_understood"]
    assert (third.text, third.completeness) == ("Only a title", "summary")
    assert third.key.startswith("file:a.rss#sha256-")


def test_atom(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(ATOM)
    item = one_item(tmp_path / "a.xml")
    assert (item.key, item.text, item.completeness) == ("https://example.org/a", "Words.", "full")
    assert (item.published, item.edited) == ("2023-05-02T08:00:00+00:00", "2023-05-03T10:00:00+00:00")


def test_a_feed_that_breaks_off_keeps_its_entries(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(RSS[: RSS.index("<item><title>Only")])
    items, failures = found(tmp_path / "a.xml")
    assert [item.key for item in items] == ["https://example.org/1", "guid:g2"]
    assert ["damaged XML" in f.reason for f in failures] == [True]


@pytest.mark.timeout(30)
@pytest.mark.parametrize("body", ["<a>" * 50_000, "<!--" * 50_000, "<" * 100_000, "&" * 100_000, "&lol9;"])
def test_hostile_xml_ends(tmp_path: Path, body: str) -> None:
    entities = "".join(f'<!ENTITY lol{n} "{f"&lol{n - 1};" * 10}">' for n in range(1, 10))
    head = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY lol0 "lol">{entities}]>'
    (tmp_path / "a.xml").write_text(f"{head}<rss version='2.0'><channel><item><title>{body}</title></item>")
    assert found(tmp_path / "a.xml")[1]


def test_a_file_on_this_machine_is_not_drawn_in(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("the secret")
    head = f'<!DOCTYPE rss [<!ENTITY x SYSTEM "file://{tmp_path}/secret">]>'
    item = (
        f"<rss version='2.0'><channel><item><title>&x; t</title><description>{STORY} &x;</description></item>"
    )
    (tmp_path / "a.xml").write_text(head + item + "</channel></rss>")
    assert all("the secret" not in (item.text or "") for item in found(tmp_path / "a.xml")[0])


def test_xml_that_is_no_feed(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text("<?xml version='1.0'?><newsItem><p>x</p></newsItem>")
    assert "neither RSS nor Atom" in one_failure(tmp_path / "a.xml").reason
