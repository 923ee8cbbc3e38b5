"""RUN -> model folder: torch weights to an int8 ONNX graph, with heads, digests and golden scores beside it.

`python -m training.export --run RUN --base BASE --out src/stemma/model`
"""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from measure import polnear
from measure.attribution import calibration_error, lines_of, outer, parts_of, plain_report
from stemma.reading.encoder import MANIFEST, TOKENIZER, WEIGHTS, Calibration, Encoder, digest
from stemma.reading.links import LinkWeights
from stemma.reading.reader import Reader
from stemma.reading.windows import TEXT_RULES
from training.corpora import NAME_LABELS, ROLE_LABELS
from training.network import Network
from training.train import new_network

# Our own sentence: what the model must say about it is written into the folder.
GOLDEN_TEXT = (
    "The harbour master of Port Selm, Ada Brook, said on Monday that “no ferry will leave before the wind drops”. "
    "Two officials, who asked not to be named, denied it."
)
# Left as they are: what goes into these has outliers that eight bits cannot hold. They make a third of the error of
# rounding (mean square of the role scores), and 5 % of the time (LOG.md).
WHOLE = tuple(f"/encoder/layers.{n}/down/MatMul" for n in range(3))


class Shipped(nn.Module):
    """The network as it runs: one window, no padding, scores at the first piece of each word only."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, case: Tensor, quote: Tensor, first: Tensor) -> tuple[Tensor, ...]:
        """Scores at the first piece of each word."""
        hidden = self.network.encoder(ids, case, quote, None)[0][first]
        return self.network.heads(hidden)


def load(run: Path) -> Network:
    network = new_network()
    network.load_state_dict(torch.load(run / "last.pt", weights_only=False)["average"])
    return network.eval()


def to_onnx(network: Network, path: Path) -> None:
    n = torch.zeros((1, 12), dtype=torch.int64)
    torch.onnx.export(
        Shipped(network),
        (n, n, n, torch.arange(5)),
        str(path),
        input_names=["ids", "case", "quote", "first"],
        output_names=["roles", "names", "events", "links", "vectors"],
        dynamic_axes={"ids": {1: "pieces"}, "case": {1: "pieces"}, "quote": {1: "pieces"}, "first": {0: "words"}},
        opset_version=17,
        dynamo=False,
    )


def quantize(source: Path, target: Path) -> None:
    """Per channel: one scale per tensor costs 1 to 2 F1, one per channel nothing.

    reduce_range keeps weights to 7 bits, so that processors without VNNI do not saturate in 16-bit sums.
    """
    quantize_dynamic(
        source, target, per_channel=True, reduce_range=True, weight_type=QuantType.QInt8, nodes_to_exclude=WHOLE
    )
    model = onnx.load(target)
    model.doc_string = ""
    model.producer_name, model.producer_version = "stemma", ""
    onnx.save(model, target)


def heads(network: Network, slope: float, offset: float) -> dict:
    w = network.links
    plain = {f"link_{part}": getattr(w, part) for part in LinkWeights.__dataclass_fields__}
    plain |= {"transitions": network.crf.transitions, "start": network.crf.start}
    rounded = {k: np.round(v.detach().numpy().astype(float), 5).tolist() for k, v in plain.items()}
    return {"role_labels": ROLE_LABELS, "name_labels": NAME_LABELS, **rounded, "slope": slope, "offset": offset}


def write_manifest(out: Path, head: dict, version: str) -> None:
    files = {name: digest(out / name) for name in (WEIGHTS, TOKENIZER)}
    manifest = {"version": version, "text_rules": TEXT_RULES, "files": files, "golden": {}, "heads": head}
    write(out, manifest)
    manifest["golden"] = {"text": GOLDEN_TEXT, "scores": Reader(Encoder(out)).golden_scores(GOLDEN_TEXT)}
    write(out, manifest)


def fit_calibration(out: Path) -> tuple[float, float]:
    """Slope and offset of the log-odds (Platt 1999), fitted on every second article of PolNeAR dev.

    Prints the expected calibration error on the articles that were left out.
    """
    reader = Reader(Encoder(out))
    halves: tuple[list, list] = ([], [])
    for n, row in enumerate(polnear.articles()):
        found = outer(reader.read(plain_report(row["id"], row["text"], lines_of(row["text"]))))
        pairs = polnear.match(row["text"], [parts_of(a) for a in found], polnear.gold_parts(row))
        right = {i for i, _ in pairs}
        halves[n % 2].extend((a.confidence, i in right) for i, a in enumerate(found))
    raw, hit = (np.array(column, dtype=float) for column in zip(*halves[0], strict=True))
    odds = np.log(np.clip(raw, 1e-6, 1 - 1e-6) / np.clip(1 - raw, 1e-6, 1))
    design, weights = np.stack([odds, np.ones_like(odds)], axis=1), np.zeros(2)
    for _ in range(50):
        p = 1 / (1 + np.exp(-design @ weights))
        hessian = design.T @ (design * (p * (1 - p))[:, None]) + 1e-6 * np.eye(2)
        weights += np.linalg.solve(hessian, design.T @ (hit - p))
    slope, offset = (round(float(w), 4) for w in weights)
    fitted = Calibration(slope, offset)
    print("calibration", slope, offset, "error left out", calibration_error([(fitted(c), r) for c, r in halves[1]]))
    return slope, offset


def write(out: Path, manifest: dict) -> None:
    (out / MANIFEST).write_text(json.dumps(manifest, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--version", required=True)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    network = load(args.run)
    plain = args.run / "reader.fp32.onnx"
    to_onnx(network, plain)
    quantize(plain, args.out / WEIGHTS)
    shutil.copyfile(args.base / "tokenizer.json", args.out / TOKENIZER)
    write_manifest(args.out, heads(network, 1.0, 0.0), args.version)
    write_manifest(args.out, heads(network, *fit_calibration(args.out)), args.version)


if __name__ == "__main__":
    main()
