"""Write a checkpoint as the ONNX int8 file that the package ships.

    python training/export.py CHECKPOINT src/counterclaim/reading/tagger/data [--float]

The file takes one window at a time, without padding. Weights have seven bits, so that processors with
and without VNNI compute the same sums.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from pathlib import Path

import torch
from model import Tagger, encoder_folder
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn


class OneWindow(nn.Module):
    """The tagger for one window: pieces in, three tables of scores out."""

    def __init__(self, tagger: Tagger) -> None:
        super().__init__()
        self.tagger = tagger

    def forward(self, ids: Tensor, shapes: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Scores without the batch."""
        answers = self.tagger(ids[None], shapes[None], torch.ones_like(ids)[None])
        return tuple(a[0] for a in answers)  # type: ignore[return-value]


def main() -> None:
    """Export, quantise, copy the word pieces."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--float", action="store_true", help="keep 32-bit weights, to compare")
    options = parser.parse_args()
    tagger = Tagger("eager")
    tagger.load_state_dict(torch.load(options.checkpoint, weights_only=True))
    tagger.eval()
    options.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        plain, ready = Path(folder) / "plain.onnx", Path(folder) / "ready.onnx"
        torch.onnx.export(
            OneWindow(tagger),
            (torch.arange(1000, 1040), torch.zeros(40, dtype=torch.long)),
            plain,
            input_names=["ids", "shapes"],
            output_names=["labels", "to_cue", "to_source"],
            dynamic_axes={n: {0: "pieces"} for n in ("ids", "shapes", "labels")}
            | {n: {0: "pieces", 1: "pieces"} for n in ("to_cue", "to_source")},
            opset_version=17,
            dynamo=False,
        )
        target = options.out / "tagger.onnx"
        if options.float:
            shutil.copy(plain, target)
        else:
            quant_pre_process(plain, ready, skip_symbolic_shape=True)
            quantize_dynamic(ready, target, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
    shutil.copy(encoder_folder() / "vocab.txt", options.out / "vocab.txt")
    print(f"{target}: {target.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
