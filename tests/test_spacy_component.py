"""The spaCy component gives what the reader gives, in any pipeline."""

import spacy

import counterclaim

TEXT = "Two people were killed on Monday, the governor said.\n\nThe army denied shelling the town of Kherson."


def test_the_component_equals_the_reader() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("counterclaim")
    doc = nlp(TEXT)
    assert doc._.counterclaim == counterclaim.read(doc.text)
    assert [c.stance for c in doc._.counterclaim.claims] == ["asserts", "denies"]


def test_the_component_takes_a_date_and_an_outlet() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("counterclaim", config={"published": "2025-03-12", "outlet": "Halden Press"})
    reading = next(iter(nlp.pipe([TEXT])))._.counterclaim
    assert reading == counterclaim.read(TEXT, published="2025-03-12", outlet="Halden Press")
    assert [t.start for t in reading.times] == ["2025-03-10"]
