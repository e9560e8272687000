"""The trained tagger within the reader."""

import pytest

import counterclaim
from counterclaim.model.errors import TaggerMissing
from counterclaim.reading.tagger import session

TEXT = (
    "Two depots near Kherson burned overnight, the regional governor said on Tuesday.\n\n"
    "The army denied that its drones had struck them. “We have no aircraft there,” a spokeswoman added."
)


def test_full_reader_finds_who_says_what() -> None:
    reading = counterclaim.Reader("full").read(TEXT, published="2024-03-05")
    assert not reading.broken_spans()
    found = {(c.speaker_mention.text, c.cue.text) for c in reading.claims if c.speaker_mention and c.cue}
    assert {("the regional governor", "said"), ("The army", "denied"), ("a spokeswoman", "added")} <= found
    assert "tagger-" in reading.reader.model
    assert all(c.confidence is not None and 0 <= c.confidence <= 1 for c in reading.claims)


def test_same_text_same_bytes_whatever_is_read_between() -> None:
    reader = counterclaim.Reader("full")
    first = reader.read(TEXT).to_json()
    reader.read("Rebels said that they had left the town of Ariha. " * 30)
    assert reader.read(TEXT).to_json() == first


@pytest.mark.parametrize("text", ["x" * 20_000 + " he said", "“" * 5_000 + " she said", "a said b. " * 3_000])
def test_hostile_paragraphs_keep_their_spans(text: str) -> None:
    reading = counterclaim.Reader("full").read(text)
    assert not reading.broken_spans()
    assert not [w for w in reading.warnings if w.code == "stage_failed"]


def test_without_the_file_grammar_reads_and_full_says_the_mend(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "MODEL", "gone.onnx")
    with pytest.raises(TaggerMissing, match="--reader grammar"):
        counterclaim.Reader("full")
    reading = counterclaim.Reader("grammar").read(TEXT)
    assert reading.reader.name == "grammar" and reading.claims
