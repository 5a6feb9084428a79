"""The network: table rows summed a token, two gated recurrent layers in both directions, a CRF on top.

Only operations that IEEE 754 defines exactly are used (no exp, no tanh), so that the Rust port cannot
depend on a machine's libm.
"""

import torch
from torch import nn

from text import SUFFIXES

WIDTH = 128
LAYERS = 2
# Labels: nothing, then beginning and inside of these, in this order. Left and right say where the cue is.
ROLES = ["cue", "source-left", "source-right", "content-left", "content-right"]
LABELS = 1 + 2 * len(ROLES)
SHAPES, QUOTES, EDGES, GLUED = 8, 4, 4, 2


class Squash(torch.autograd.Function):
    """x / sqrt(1 + x^2), an algebraic stand-in for tanh."""

    @staticmethod
    def forward(context, x):
        slope = torch.addcmul(torch.ones((), dtype=x.dtype), x, x).rsqrt_()
        context.save_for_backward(slope)
        return x * slope

    @staticmethod
    def backward(context, gradient):
        (slope,) = context.saved_tensors
        return (slope * slope).mul_(slope).mul_(gradient)


class Recurrence(torch.autograd.Function):
    """state[t] = keep[t] * state[t - 1] + new[t] over the first axis; the second half of the channels backwards."""

    @staticmethod
    def forward(context, keep, new):
        states = torch.empty_like(new)
        for part, order in directions(new):
            state = torch.zeros_like(new[0, ..., part])
            for t in order:
                state = torch.addcmul(new[t, ..., part], keep[t, ..., part], state)
                states[t, ..., part] = state
        context.save_for_backward(keep, states)
        return states

    @staticmethod
    def backward(context, gradient):
        keep, states = context.saved_tensors
        flow, to_keep = torch.empty_like(states), torch.zeros_like(keep)
        for part, order in directions(states):
            now = torch.zeros_like(flow[0, ..., part])
            order, last = list(order), None
            for t in reversed(order):
                now = gradient[t, ..., part] if last is None else torch.addcmul(
                    gradient[t, ..., part], keep[last, ..., part], now
                )
                flow[t, ..., part] = now
                last = t
        half = states.shape[-1] // 2
        torch.mul(flow[1:, ..., :half], states[:-1, ..., :half], out=to_keep[1:, ..., :half])
        torch.mul(flow[:-1, ..., half:], states[1:, ..., half:], out=to_keep[:-1, ..., half:])
        return to_keep, flow


def directions(x):
    """Yields each half of the channels with the order in which it is read."""
    half, length = x.shape[-1] // 2, len(x)
    yield slice(0, half), range(length)
    yield slice(half, None), range(length - 1, -1, -1)


class Layer(nn.Module):
    """A simple recurrent unit (Lei et al. 2018) with half its width a direction, after a 3-token filter."""

    def __init__(self, width, dropout):
        super().__init__()
        self.filter = nn.Parameter(torch.zeros(3, width))
        with torch.no_grad():
            self.filter[1] = 1
            self.filter[0, ::2] = 0.3
            self.filter[2, 1::2] = 0.3
        self.linear = nn.Linear(width, 3 * width)
        nn.init.xavier_normal_(self.linear.weight)
        with torch.no_grad():
            self.linear.bias.zero_()
            self.linear.bias[width : 2 * width] = 0.5
        self.dropout = nn.Dropout(dropout)

    def forward(self, x, mask):
        pad = torch.zeros_like(x[:1])
        before, after = torch.cat([pad, x[:-1]]), torch.cat([x[1:], pad])
        x = torch.addcmul(torch.addcmul(self.filter[1] * x, self.filter[0], before), self.filter[2], after)
        new, keep, out = Squash.apply(self.linear(self.dropout(x))).chunk(3, -1)
        # The gates are 0.5 + 0.5 * squash: an algebraic stand-in for the logistic function.
        keep, out = (0.5 * keep + 0.5) * mask, 0.5 * out + 0.5
        state = Recurrence.apply(keep, (new - keep * new) * mask)
        return torch.lerp(x, state, out) * mask


class Tagger(nn.Module):
    def __init__(self, vectors, trainable, width=WIDTH, layers=LAYERS, labels=LABELS, dropout=0.3):
        super().__init__()
        self.register_buffer("vectors", vectors)
        # Words that the training data show seldom keep the projected vector; row 0 stays zero for them.
        self.register_buffer("own", torch.where(trainable, trainable.cumsum(0), 0))
        self.project = nn.Linear(vectors.shape[1], width, bias=False)
        nn.init.normal_(self.project.weight, std=0.5)
        self.words = nn.Embedding(int(trainable.sum()) + 1, width, padding_idx=0)
        nn.init.zeros_(self.words.weight)
        self.suffixes = nn.Embedding(SUFFIXES, width)
        nn.init.normal_(self.suffixes.weight, std=0.1)
        self.tables = nn.ModuleList(nn.Embedding(n, width) for n in (SHAPES, QUOTES, EDGES, GLUED))
        for table in self.tables:
            nn.init.normal_(table.weight, std=0.2)
        self.layers = nn.ModuleList(Layer(width, dropout) for _ in range(layers))
        self.output = nn.Linear(width, labels)
        self.transitions = nn.Parameter(torch.zeros(labels, labels))
        self.register_buffer("forbidden", forbidden(labels))
        self.dropout = nn.Dropout(dropout)
        self.unknown = 0.03

    def word_table(self):
        return self.vectors @ self.project.weight.T + self.words(self.own)

    def scores(self, words, suffixes, context, mask):
        """Scores of the labels; words, suffixes: (time, batch); context: (time, batch, 4)."""
        if self.training:
            words = words.masked_fill(torch.rand(words.shape) < self.unknown, 0)
        kinds, place = words.unique(return_inverse=True)
        rows = self.vectors[kinds] @ self.project.weight.T + self.words(self.own[kinds])
        x = rows[place] + self.suffixes(suffixes)
        for i, table in enumerate(self.tables):
            x = x + table(context[..., i])
        mask = mask[..., None].float()
        x = self.dropout(x) * mask
        for layer in self.layers:
            x = layer(x, mask)
        return self.output(self.dropout(x))

    def loss(self, scores, labels, mask):
        """Negative log likelihood a token under the CRF."""
        moves = self.transitions + self.forbidden
        gold = (scores.gather(-1, labels[..., None])[..., 0] * mask).sum()
        gold = gold + (moves[labels[:-1], labels[1:]] * mask[1:]).sum()
        return (Partition.apply(scores, moves, mask) - gold) / mask.sum()


class Partition(torch.autograd.Function):
    """The summed log partition functions of CRFs, with the gradient that forward-backward gives."""

    @staticmethod
    def forward(context, scores, moves, mask):
        top = scores.max(-1, keepdim=True).values
        emit, step = (scores - top).exp(), moves.exp()
        length = len(scores)
        alpha = torch.empty_like(emit)
        norm = torch.empty_like(mask)
        norm[0] = emit[0].sum(-1)
        alpha[0] = emit[0] / norm[0][:, None]
        for t in range(1, length):
            now = (alpha[t - 1] @ step).mul_(emit[t])
            norm[t] = now.sum(-1)
            torch.div(now, norm[t][:, None], out=alpha[t])
        context.save_for_backward(alpha, emit, step, norm, mask)
        return ((norm.log() + top[..., 0]) * mask).sum()

    @staticmethod
    def backward(context, gradient):
        alpha, emit, step, norm, mask = context.saved_tensors
        ahead = emit / norm[..., None]
        back = step.T.contiguous()
        beta = torch.ones_like(alpha)
        for t in range(len(alpha) - 2, -1, -1):
            inside = mask[t + 1][:, None]
            ahead[t + 1].mul_(beta[t + 1]).mul_(inside)
            torch.addmm(1 - inside.expand(-1, alpha.shape[-1]), ahead[t + 1], back, out=beta[t])
        posterior = alpha * beta * mask[..., None]
        pairs = alpha[:-1].flatten(0, 1).T @ ahead[1:].flatten(0, 1) * step
        return gradient * posterior, gradient * pairs, None


def forbidden(labels):
    """Inside follows only its own beginning or inside."""
    moves = torch.zeros(labels, labels)
    for inside in range(2, labels, 2):
        moves[:, inside] = -1e4
        moves[inside - 1, inside] = moves[inside, inside] = 0
    return moves


def viterbi(scores, moves):
    """Returns the best labels of one sequence; scores: (time, labels), numpy."""
    back, best = [], scores[0].copy()
    best[2::2] -= 1e4
    for row in scores[1:]:
        paths = best[:, None] + moves
        back.append(paths.argmax(0))
        best = paths.max(0) + row
    labels = [int(best.argmax())]
    for pointers in reversed(back):
        labels.append(int(pointers[labels[-1]]))
    return labels[::-1]
