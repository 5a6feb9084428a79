"""Rounds a tuned tagger to bytes and writes weights.bin and golden.json; README.md lays down the format.

usage: pack.py WHEEL CACHE/strong.pt
"""

import json
import struct
import sys
from pathlib import Path

import numpy as np
import torch

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
import text as t
from encoder import WINDOW, Article, Pieces, load_encoder
from export import SAMPLE, linear, round_in_place


def write(model, vocabulary, path):
    """Writes the weights, and leaves the model with the rounded ones."""
    order = sorted(range(len(vocabulary)), key=lambda i: vocabulary[i].encode())
    pieces = "".join(vocabulary[i] + "\n" for i in order).encode()
    scales, rows = round_in_place(model.words.weight)
    parts = [b"hw-str-1", struct.pack("<III", len(pieces), len(model.blocks), len(model.layers)), pieces]
    parts += [scales[order], rows[order], floats(model.places.weight[:WINDOW]), floats(model.contexts.weight)]
    parts += norm(model.norm)
    for block in model.blocks:
        parts += [*linear(block.mix), *linear(block.join), *norm(block.norm)]
        parts += [*linear(block.up), *linear(block.down), *norm(block.last)]
    parts += [np.zeros(len(model.project.weight), "<f4"), *round_in_place(model.project.weight)]
    parts.append(floats(model.tables.weight))
    for layer in model.layers:
        parts += [floats(layer.filter), *linear(layer.linear)]
    parts += [*linear(model.output), floats(model.transitions + model.forbidden)]
    path.write_bytes(b"".join(p if isinstance(p, bytes) else p.tobytes() for p in parts))


def floats(tensor):
    return tensor.detach().numpy().astype("<f4")


def norm(layer):
    return [floats(layer.weight), floats(layer.bias)]


def golden(model, pieces, path):
    """Writes the pieces of the fast tagger's sample, and what the rounded network makes of its tokens."""
    # Long enough for several windows.
    text = "\n\n".join([SAMPLE] * 4)
    tokens = t.tokenize(text)
    article = Article(text, tokens, pieces)
    article.below = model.eval().keep(article)
    with torch.no_grad():
        scores = model.scores([article])[0][:, 0]
    names = {number: piece for piece, number in pieces.ids.items()}
    rows = [
        {"pieces": [names[i] for i in pieces.of(text[token.start : token.end])], "scores": [round(float(x), 4) for x in row]}
        for token, row in zip(tokens, scores)
    ]
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    path.write_text(f'{{"windows": {json.dumps(article.lengths)}, "tokens": [\n{lines}\n]}}\n', encoding="utf-8")


def pack(model, vocabulary):
    write(model, vocabulary, HERE / "weights.bin")
    golden(model, Pieces(vocabulary), HERE / "golden.json")


if __name__ == "__main__":
    vocabulary, model = load_encoder(sys.argv[1])
    model.load_state_dict(torch.load(sys.argv[2], weights_only=True))
    pack(model, vocabulary)
