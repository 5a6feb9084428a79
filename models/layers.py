"""The layers of the packaged encoder, for the scripts that train networks which begin with it."""

import torch
from packaged import parts
from torch import nn
from torch.nn import functional as F

# Of all-MiniLM-L6-v2: numbers that stand for a piece, heads of attention, layers.
HIDDEN, HEADS, DEPTH = 384, 12, 6


class Block(nn.Module):
    """A transformer layer, normalised after each half (Vaswani et al. 2017)."""

    def __init__(self, dropout):
        super().__init__()
        self.mix = nn.Linear(HIDDEN, 3 * HIDDEN)
        self.join = nn.Linear(HIDDEN, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.up = nn.Linear(HIDDEN, 4 * HIDDEN)
        self.down = nn.Linear(4 * HIDDEN, HIDDEN)
        self.last = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x, lengths):
        seen = []
        for part in self.mix(x).split(lengths):
            q, k, v = part.view(len(part), 3, HEADS, -1).permute(1, 2, 0, 3)[:, None].unbind(0)
            seen.append(F.scaled_dot_product_attention(q, k, v)[0].transpose(0, 1).reshape(len(part), -1))
        x = self.norm(x + self.dropout(self.join(torch.cat(seen))))
        return self.last(x + self.dropout(self.down(F.gelu(self.up(x)))))


def named(norm, blocks):
    """Yields the norm of the embeddings and each part of the layers, with the names of its tensors in the package."""
    yield norm, ["embeddings.LayerNorm"]
    for layer, block in enumerate(blocks):
        for name, tensors in parts(layer):
            yield getattr(block, name), tensors


def load(model, packaged):
    """Gives a model's `words`, `places`, `norm` and `blocks` the packaged weights."""

    def tensor(name):
        return torch.from_numpy(packaged(name).copy())

    with torch.no_grad():
        model.words.weight.copy_(tensor("embeddings.word_embeddings.weight"))
        kind = tensor("embeddings.token_type_embeddings.weight")[0]
        model.places.weight.copy_(tensor("embeddings.position_embeddings.weight") + kind)
        for part, names in named(model.norm, model.blocks):
            part.weight.copy_(torch.cat([tensor(f"{name}.weight") for name in names]))
            part.bias.copy_(torch.cat([tensor(f"{name}.bias") for name in names]))
