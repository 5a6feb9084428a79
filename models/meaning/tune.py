"""Teaches the sentence encoder what one statement is, and writes what changed of it to tuned.npz, for `pack.py`.

usage: tune.py [--shared DIR] PAIRS WHEEL

PAIRS: the program that `cargo build --release --example pairs` makes; WHEEL: as for `pack.py`. Needs numpy, scikit-learn and torch.
Takes half an hour on two cores, most of it for the pairs.

As it comes, the encoder puts sentences of one subject near each other. Here it learns, of statements of one event, which
say the same: from the pairs that were read for `models/align`, from pairs that the features of `models/align` are sure
of beside the nearest statement that they are sure is another, and from pairs of two events. The twelve labelled stories
(`data/origins`) and the sentence pairs of the tests have no part in it, so that what is measured on them holds.
"""

import argparse
import collections
import pathlib
import random
import sys
import zlib

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = map(str, (HERE.parent, HERE.parent / "align", HERE))
from learn import Comparer, events, labelled
from layers import DEPTH, HIDDEN, Block, load, named
from pack import pieces
from packaged import read_encoder

# Layers that stay as they come: what they know of words serves here as it is.
KEPT = 2
LONGEST = 96
# Places of pieces that the package knows.
PLACES = 512
DROPOUT = 0.1
STEPS, WARM, RATE = 260, 20, 4e-5
# Of each step: pairs that are surely one, pairs that were read, pairs of two events.
SURE, READ, UNLIKE = 14, 14, 5
# Cosines are multiplied by this before the likeliest of several is sought.
SHARP = 20.0
# What a verdict is to be guessed as.
VERDICTS = {"same": 1.0, "part": 0.35, "other": 0.0}
# The score from which a pair is surely one, and below which it is surely not; by the weights of score.rs.
ONE, NOT_ONE = 1.3, -1.5
MOST_OF_A_STORY = 14
# Pairs so near are one to the encoder already.
NEAR = 0.97
# `WITH_MEANING` of crates/headwater/src/align/score.rs when this was run: the bias, and what the features weigh.
BIAS = -6.3
WEIGHTS = [1.9, -0.2, 3.2, 1.5, 0.2, 2.1, -1.1, 0.8, 0.4, 0.5, -0.7, 1.5, 0.2, -0.8, 2.2, 0.4, 5.2]
NEARNESS = -1


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", default=HERE.parents[2] / "shared", type=pathlib.Path)
    parser.add_argument("pairs")
    parser.add_argument("wheel")
    arguments = parser.parse_args()
    torch.manual_seed(0)
    random.seed(0)
    compare = Comparer(arguments.pairs)
    read = [(*texts(line), VERDICTS[verdict]) for _, line, verdict in labelled(compare, arguments.shared)]
    sure, unlike = told_apart(events(compare, arguments.shared))
    print(f"{len(sure)} pairs that are surely one, {len(read)} that were read, {len(unlike)} of two events")
    encoder = Encoder(arguments.wheel)
    train(encoder, sure, read, unlike)
    np.savez(HERE / "tuned.npz", **encoder.tuned())


def texts(line):
    return line["a"][3], line["b"][3]


def told_apart(lines):
    """Returns the pairs that are surely one, each with the nearest other statement that is not if there is one, and pairs
    of two events."""
    of_reports, unlike = collections.defaultdict(list), []
    for a, b, line in lines:
        if a == b:
            of_reports[a, line["a"][0], line["b"][0]].append(line)
        elif texts(line)[0].lower() != texts(line)[1].lower() and zlib.crc32(repr(texts(line)).encode()) % 16 == 0:
            unlike.append((*texts(line), 0.0))
    of_stories = collections.defaultdict(list)
    for (story, *_), lines in sorted(of_reports.items()):
        scores = [BIAS + sum(w * x for w, x in zip(WEIGHTS, line["features"])) for line in lines]
        nearest = {}
        for line, score in zip(lines, scores):
            (a, b), nearness = texts(line), line["features"][NEARNESS]
            if score < NOT_ONE and nearness > nearest.get(a, (0.0, None))[0]:
                nearest[a] = (nearness, b)
        for line, score in zip(lines, scores):
            a, b = texts(line)
            if score > ONE and a.lower() != b.lower() and line["features"][NEARNESS] < NEAR and min(len(a), len(b)) > 25:
                of_stories[story].append((a, b, nearest.get(a, (0.0, None))[1]))
    sure = [pair for _, pairs in sorted(of_stories.items()) for pair in random.sample(pairs, min(MOST_OF_A_STORY, len(pairs)))]
    return sure, unlike


class Encoder(nn.Module):
    """The packaged encoder, and how a cosine becomes a guess."""

    def __init__(self, wheel):
        super().__init__()
        vocabulary, packaged = read_encoder(wheel)
        self.numbers = {piece: number for number, piece in enumerate(vocabulary)}
        self.words = nn.Embedding.from_pretrained(torch.empty(len(vocabulary), HIDDEN))
        self.places = nn.Embedding.from_pretrained(torch.empty(PLACES, HIDDEN))
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.blocks = nn.ModuleList(Block(DROPOUT) for _ in range(DEPTH))
        load(self, packaged)
        for part in (self.norm, *self.blocks[:KEPT]):
            part.requires_grad_(False)
        self.scale, self.bias = nn.Parameter(torch.tensor(8.0)), nn.Parameter(torch.tensor(-5.0))

    def tuned(self):
        """Returns what was trained, by the names of the package."""
        found = {}
        for part, names in named(self.norm, self.blocks):
            if part.weight.requires_grad:
                for kind in ("weight", "bias"):
                    for name, rows in zip(names, getattr(part, kind).detach().chunk(len(names))):
                        found[f"{name}.{kind}"] = rows.numpy()
        return found

    def forward(self, sentences):
        """Returns a row of length 1 for each sentence: the mean over its pieces."""
        ids = [pieces(sentence, self.numbers)[:LONGEST] for sentence in sentences]
        lengths = [len(row) for row in ids]
        with torch.no_grad():
            words = self.words(torch.tensor([number for row in ids for number in row]))
            x = self.norm(words + self.places(torch.tensor([place for length in lengths for place in range(length)])))
            for block in self.blocks[:KEPT].eval():
                x = block(x, lengths)
        for block in self.blocks[KEPT:]:
            x = block(x, lengths)
        return F.normalize(torch.stack([rows.mean(0) for rows in x.split(lengths)]), dim=1)


def train(encoder, sure, read, unlike):
    """Of several statements the one that says the same is to be the nearest (Henderson et al. 2017), and the cosine of a pair
    that was read is to tell its verdict."""
    trained = [p for p in encoder.parameters() if p.requires_grad]
    matrices = [p for p in trained if p.ndim > 0]
    guess = [encoder.scale, encoder.bias]
    optimiser = torch.optim.AdamW([{"params": matrices, "lr": RATE}, {"params": guess, "lr": 0.02}], weight_decay=0.01)
    pace = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda at: min(1, (at + 1) / WARM) * max(0.05, 1 - at / STEPS))
    for pairs in (sure, read, unlike):
        random.shuffle(pairs)
    encoder.train()
    for at in range(STEPS):
        ones, judged = taken(sure, at, SURE), taken(read, at, READ) + taken(unlike, at, UNLIKE)
        others = [other for _, _, other in ones if other]
        sides = [pair[side] for side in (0, 1) for pair in ones]
        rows = encoder(sides + others + [text for pair in judged for text in pair[:2]])
        a, among, pairs = rows[:SURE], rows[SURE : len(sides) + len(others)], rows[len(sides) + len(others) :]
        nearest = F.cross_entropy(SHARP * a @ among.T, torch.arange(SURE))
        cosines = (pairs[::2] * pairs[1::2]).sum(1)
        verdicts = torch.tensor([verdict for _, _, verdict in judged])
        told = F.binary_cross_entropy_with_logits(encoder.scale * cosines + encoder.bias, verdicts)
        optimiser.zero_grad()
        (0.5 * nearest + told).backward()
        nn.utils.clip_grad_norm_(trained, 1.0)
        optimiser.step()
        pace.step()
        if at % 20 == 19:
            print(f"step {at + 1} of {STEPS}: nearest {nearest.item():.3f}, told {told.item():.3f}", flush=True)


def taken(pairs, step, count):
    return [pairs[(step * count + at) % len(pairs)] for at in range(count)]


if __name__ == "__main__":
    main()
