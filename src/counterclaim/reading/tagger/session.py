"""The packaged network: loaded once, one window at a time on one thread.

A window is run alone and without padding, so that its scores never depend on what is read beside it.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Sequence
from importlib.resources import as_file, files
from importlib.util import find_spec
from typing import TYPE_CHECKING

import numpy as np

from counterclaim.model.errors import TaggerMissing

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

    from counterclaim.reading.tagger.decode import Tagged
    from counterclaim.reading.tagger.windows import Window

DATA = files("counterclaim.reading.tagger") / "data"
MODEL, VOCABULARY = "tagger.onnx", "vocab.txt"


def check_installed() -> None:
    """Say at once, and with the mend, when the tagger cannot run here.

    Raises:
        TaggerMissing: onnxruntime, tokenizers or the model file is not there.

    """
    for package in ("onnxruntime", "tokenizers"):
        if find_spec(package) is None:
            raise TaggerMissing(f"the Python package {package} is not installed")
    for name in (MODEL, VOCABULARY):
        if not (DATA / name).is_file():
            raise TaggerMissing(f"its file {DATA / name} is not there")


@functools.lru_cache(maxsize=1)
def tagger_name() -> str:
    """The tagger's name with the first digits of its file's SHA-256."""
    return f"tagger-{hashlib.sha256((DATA / MODEL).read_bytes()).hexdigest()[:12]}"


@functools.lru_cache(maxsize=1)
def network() -> InferenceSession:
    """The ONNX session, single-threaded: the same sums in the same order each time."""
    check_installed()
    from onnxruntime import InferenceSession, SessionOptions

    options = SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    with as_file(DATA / MODEL) as path:
        return InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


@functools.lru_cache(maxsize=1)
def pieces_of() -> Tokenizer:
    """The encoder's word pieces (lower case, accents dropped)."""
    check_installed()
    from tokenizers import Tokenizer
    from tokenizers.models import WordPiece
    from tokenizers.normalizers import BertNormalizer
    from tokenizers.pre_tokenizers import BertPreTokenizer

    with as_file(DATA / VOCABULARY) as path:
        tokenizer = Tokenizer(WordPiece.from_file(str(path), unk_token="[UNK]"))  # noqa: S106
    tokenizer.normalizer = BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = BertPreTokenizer()
    return tokenizer


def tag(paragraphs: Sequence[str]) -> tuple[list[Tagged], list[tuple[list[int], list[int]]]]:
    """The attributions of a document's paragraphs, and where each paragraph's words start and end.

    Pure: the same paragraphs give the same answer.
    """
    from counterclaim.reading.tagger.decode import decode
    from counterclaim.reading.tagger.windows import cut, windows

    tokenizer = pieces_of()
    read = [cut(tokenizer, text) for text in paragraphs]
    found = [tagged for window in windows(read) for tagged in decode(window, *scores(window))]
    return found, [(p.starts, p.ends) for p in read]


def scores(window: Window) -> list[NDArray[np.float32]]:
    """The network's three tables for one window: labels, links to the cue, links to the source."""
    given = {"ids": np.array(window.ids), "shapes": np.array(window.shapes)}
    out: list[NDArray[np.float32]] = network().run(None, given)
    return out
