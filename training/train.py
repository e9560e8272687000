"""Train the attribution tagger.

    python training/train.py --corpus FOLDER --out FOLDER [--epochs 4] [--start CHECKPOINT] [...]

Reads ``train.jsonl`` and ``dev.jsonl`` of the corpus folder, saves a checkpoint after each epoch and
prints the loss on dev. Seeds are fixed: the same machine gives the same weights.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from data import IGNORED, Example, documents, shuffled
from model import Tagger, encoder_folder
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn.functional import cross_entropy

SEED = 20
MASK = 103
MASKED_SHARE = 0.04
WARM_UP = 0.06
CLIP = 1.0


def batches(examples: Sequence[Example], size: int, chance: random.Random) -> Iterator[list[Example]]:
    """Batches of windows of like length, in random order."""
    rows = sorted(examples, key=lambda e: len(e.window))
    cut = [rows[i : i + size] for i in range(0, len(rows), size)]
    chance.shuffle(cut)
    return iter(cut)


def tensors(batch: Sequence[Example]) -> tuple[Tensor, ...]:
    """Ids, shapes, mask, labels, links to cue, links to source; batch x longest window."""
    length = max(len(e.window) for e in batch)

    def padded(rows: Sequence[Sequence[int]], filling: int) -> Tensor:
        return torch.tensor([[*row, *[filling] * (length - len(row))] for row in rows])

    return (
        padded([e.window.ids for e in batch], 0),
        padded([e.window.shapes for e in batch], 0),
        padded([[1] * len(e.window) for e in batch], 0),
        padded([e.labels for e in batch], IGNORED),
        padded([e.to_cue for e in batch], IGNORED),
        padded([e.to_source for e in batch], IGNORED),
    )


def loss_of(model: Tagger, batch: tuple[Tensor, ...]) -> Tensor:
    """Cross-entropy of labels and of both links."""
    ids, shapes, mask, labels, to_cue, to_source = batch
    with torch.autocast("cpu", dtype=torch.bfloat16):
        answers = model(ids, shapes, mask)
    by_label, by_cue, by_source = (a.float() for a in answers)
    outside = (mask == 0)[:, None, :]
    total = cross_entropy(by_label.flatten(0, 1), labels.flatten(), ignore_index=IGNORED)
    for scores, links in ((by_cue, to_cue), (by_source, to_source)):
        if bool((links != IGNORED).any()):
            scores = scores.masked_fill(outside, -1e4)
            total = total + 0.2 * cross_entropy(scores.flatten(0, 1), links.flatten(), ignore_index=IGNORED)
    return total


def groups(model: Tagger, rate: float, head_rate: float) -> list[dict[str, object]]:
    """Parameters with their rates: the new heads learn faster, and norms and biases do not decay."""
    out: list[dict[str, object]] = []
    for new in (False, True):
        for decays in (False, True):
            chosen = [
                p
                for name, p in model.named_parameters()
                if p.requires_grad and name.startswith("encoder") != new and (p.dim() > 1) == decays
            ]
            out.append(
                {"params": chosen, "lr": head_rate if new else rate, "weight_decay": 0.01 if decays else 0.0}
            )
    return out


def main() -> None:
    """Train and save."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--stop-after", type=int, default=None, help="end after this many of the epochs")
    parser.add_argument("--batch", type=int, default=8)
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--start", type=Path, default=None, help="a checkpoint to go on from")
    parser.add_argument(
        "--freeze-words", action="store_true", help="leave the word pieces' vectors as they are"
    )
    options = parser.parse_args()
    random.seed(options.seed)
    np.random.seed(options.seed)
    torch.manual_seed(options.seed)
    options.out.mkdir(parents=True, exist_ok=True)
    tokenizer = Tokenizer.from_file(str(encoder_folder() / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    train, dev = (documents(options.corpus / f"{part}.jsonl", tokenizer) for part in ("train", "dev"))
    model = Tagger()
    if options.start:
        model.load_state_dict(torch.load(options.start, weights_only=True))
    if options.freeze_words:
        model.encoder.embeddings.word_embeddings.weight.requires_grad_(False)
    optimiser = torch.optim.AdamW(groups(model, options.rate, options.head_rate), fused=True)
    chance = random.Random(options.seed)
    steps = options.epochs * (len(shuffled(train, random.Random(0))) // options.batch + 1)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda n: min((n + 1) / (WARM_UP * steps), max(0.0, 1 - n / steps) + 0.01)
    )
    for epoch in range(options.stop_after or options.epochs):
        model.train()
        start, total, number = time.monotonic(), 0.0, 0
        for batch in batches(shuffled(train, chance), options.batch, chance):
            rows = tensors(batch)
            hidden = (torch.rand(rows[0].shape) < MASKED_SHARE) & (rows[0] > MASK)
            loss = loss_of(model, (rows[0].masked_fill(hidden, MASK), *rows[1:]))
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), CLIP)
            optimiser.step()
            optimiser.zero_grad()
            schedule.step()
            total += loss.item()
            number += 1
            if number % 50 == 0:
                print(f"  {number} {total / number:.4f} {time.monotonic() - start:.0f} s", flush=True)
        torch.save(model.state_dict(), options.out / f"epoch{epoch + 1}.pt")
        print(
            f"epoch {epoch + 1}: train {total / number:.4f} dev {dev_loss(model, dev):.4f}"
            f" {time.monotonic() - start:.0f} s",
            flush=True,
        )


def dev_loss(model: Tagger, read: list[object]) -> float:
    """Mean loss over the development windows."""
    model.eval()
    examples = [example for document in read for example in document.examples()]  # type: ignore[attr-defined]
    with torch.no_grad():
        losses = [loss_of(model, tensors(examples[i : i + 8])).item() for i in range(0, len(examples), 8)]
    return sum(losses) / len(losses)


if __name__ == "__main__":
    main()
