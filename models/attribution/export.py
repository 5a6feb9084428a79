"""Rounds a trained network to bytes and writes weights.bin and golden.json; README.md lays down the format.

usage: export.py CACHE/model.pt
"""

import json
import struct
import sys
from pathlib import Path

import numpy as np
import torch

import text as t
from model import Tagger

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
from packaged import rounded

# Invented, and full of what tokens can trip over.
SAMPLE = """The harbour master, Ms. O’Neil-Brandt, said on Tuesday that 3.5 tonnes of grain (worth $1,200) were lost.

“We don't know why,” she told the U.S. paper ''Daily Quay''; "it's odd." According to the N.G.O. Clean Tides, “the pumps
failed. Nobody looked…

ÉMILE Strauß of McGill isn’t convinced: 'tis a pity, he wrote -- ½ of the 27th cargo is “gone"!"""


def round_in_place(weight):
    """Rounds a weight, and returns (scales, bytes)."""
    scales, whole = rounded(weight.detach().numpy())
    with torch.no_grad():
        weight.copy_(torch.from_numpy(whole * scales[:, None]))
    return scales, whole


def linear(layer):
    return [layer.bias.detach().numpy(), *round_in_place(layer.weight)]


def contexts(model):
    """Returns the sums of the small tables for every combination."""
    shapes, quotes, edges, glued = (table.weight.detach().numpy() for table in model.tables)
    sums = shapes[:, None, None, None] + quotes[:, None, None] + edges[:, None] + glued
    return sums.reshape(-1, sums.shape[-1])


def write(model, words, path):
    """Writes the weights, and leaves the model with the rounded ones."""
    table = model.word_table().detach().numpy()
    hashes = np.array([t.fnv(word) for word in words], "<u8")
    order = np.argsort(hashes)
    parts = [b"hw-tag-1", struct.pack("<III", len(words), t.SUFFIXES, len(model.layers)), hashes[order]]
    rows = np.concatenate([table[:1], table[1:][order]])
    parts += rounded(rows)
    scales, whole = rounded(table)
    # From here on the table of words is the rounded one.
    model.vectors = torch.zeros_like(model.vectors)
    model.own = torch.arange(len(table))
    model.words = torch.nn.Embedding.from_pretrained(torch.from_numpy(whole * scales[:, None]))
    parts += round_in_place(model.suffixes.weight)
    parts.append(contexts(model))
    for layer in model.layers:
        parts += [layer.filter.detach().numpy(), *linear(layer.linear)]
    parts += linear(model.output)
    parts.append((model.transitions + model.forbidden).detach().numpy())
    path.write_bytes(b"".join(p if isinstance(p, bytes) else p.tobytes() for p in parts))


def golden(model, words, path):
    """Writes the tokens of the sample and what the rounded network makes of them."""
    from train import encode

    tokens = t.tokenize(SAMPLE)
    ids = {word: i + 1 for i, word in enumerate(words)}
    w, s, c = (torch.from_numpy(a)[:, None] for a in encode(tokens, ids))
    with torch.no_grad():
        scores = model.eval().scores(w, s, c, torch.ones(len(tokens), 1))[:, 0]
    byte = lambda at: len(SAMPLE[:at].encode())
    rows = [
        {
            "span": [byte(token.start), byte(token.end)],
            "word": str(t.fnv(token.key)),
            "features": [token.shape, token.quote, token.edge, token.glued],
            "scores": [round(float(x), 4) for x in row],
        }
        for token, row in zip(tokens, scores)
    ]
    paragraphs = [[byte(a), byte(b)] for a, b in t.paragraphs(SAMPLE)]
    lines = ",\n".join(json.dumps(row) for row in rows)
    head = json.dumps({"text": SAMPLE, "paragraphs": paragraphs}, ensure_ascii=False)[:-1]
    path.write_text(f'{head}, "tokens": [\n{lines}\n]}}\n', encoding="utf-8")


def load(path):
    saved = torch.load(path, weights_only=True)
    state = saved["state"]
    layers = sum(name.endswith("filter") for name in state)
    model = Tagger(state["vectors"], state["own"] > 0, layers=layers)
    model.load_state_dict(state)
    return model, saved["words"]


def export(model, words):
    write(model, words, HERE / "weights.bin")
    golden(model, words, HERE / "golden.json")


if __name__ == "__main__":
    export(*load(sys.argv[1]))
