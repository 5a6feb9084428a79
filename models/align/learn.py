"""Learns what the features of a pair of statements weigh; prints the numbers of `crates/headwater/src/align/score.rs`.

usage: learn.py [--shared DIR] PAIRS

With meaning they come out too sure of nearness: the encoder was taught with the same labels (README.md).

PAIRS: the program that `cargo build --release --example pairs` makes. Needs numpy and scikit-learn.
"""

import argparse
import collections
import gzip
import json
import pathlib
import re
import subprocess
import tempfile
import zlib

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

HERE = pathlib.Path(__file__).resolve().parent
SETS = {"allsides": "allsides-dev", "ecbplus": "ecbplus-dev"}
# Pairs of unlike events weigh as much as so many others: they are many, and easy.
UNLIKE = 400
# Reports of an event that are set against those of another.
MOST = 8


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", default=HERE.parents[2] / "shared", type=pathlib.Path)
    parser.add_argument("pairs")
    arguments = parser.parse_args()
    compare = Comparer(arguments.pairs)
    # A pair that is the same in part counts as not the same.
    read = [(group, line["features"], verdict == "same") for group, line, verdict in labelled(compare, arguments.shared)]
    rows = read + stories(compare, arguments.shared) + sentences(compare)
    unlike = [
        line["features"]
        for at, (a, b, line) in enumerate(events(compare, arguments.shared))
        if at % 3 == 0 and a != b and line["a"][3].lower() != line["b"][3].lower()
    ]
    for name, columns in (("WITH_MEANING", slice(None)), ("WITHOUT_MEANING", slice(-1))):
        report(name, rows, unlike, columns)


class Comparer:
    """Runs the program on reports, and gives its lines."""

    def __init__(self, program):
        self.program = program

    def __call__(self, groups):
        with tempfile.TemporaryDirectory() as folder:
            for at, reports in enumerate(groups):
                path = pathlib.Path(folder, f"{at:06}.jsonl")
                path.write_text("".join(json.dumps(report) + "\n" for report in reports), encoding="utf-8")
                done = subprocess.run([self.program, path], capture_output=True, text=True, check=True)
                yield [json.loads(line) for line in done.stdout.splitlines()]
                path.unlink()


def read(path):
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def labelled(compare, shared):
    """Yields pairs of statements that were read: their story, the program's line, and `same`, `part` or `other`."""
    reports = {
        (name, report["id"]): report
        for name, file in SETS.items()
        for report in read(shared / f"data/stories/{file}.docs.jsonl.gz")
    }
    verdicts = collections.defaultdict(dict)
    for line in (HERE / "labels.tsv").read_text().splitlines()[1:]:
        name, a, *a_at, b, b_start, b_end, verdict = line.split("\t")
        verdicts[name, a, b][tuple(map(int, (*a_at, b_start, b_end)))] = verdict
    keys = sorted(verdicts)
    for key, lines in zip(keys, compare([reports[key[0], id] for id in key[1:]] for key in keys)):
        for line in lines:
            verdict = verdicts[key].get((*line["a"][1:3], *line["b"][1:3]))
            if verdict:
                yield key[0] + key[1], line, verdict


def stories(compare, shared):
    """Pairs of the labelled stories: the same where both carry a claim, not where one carries what the other does not."""
    rows = []
    files = sorted((shared / "data/origins").glob("*.jsonl"))
    groups = [[json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()] for file in files]
    for file, lines in zip(files, compare(groups)):
        label = json.loads((file.parent / "labels" / f"{file.stem}.json").read_text(encoding="utf-8"))
        for line in lines:
            a, b = ({k for k, claim in enumerate(label["claims"]) if carries(claim, side)} for side in (line["a"], line["b"]))
            if a or b:
                rows.append((file.stem, line["features"], bool(a & b)))
    return rows


def carries(claim, side):
    report, _, _, text = side
    quotes = (carrier["quote"] for carrier in claim["carriers"] if carrier["report"] == report)
    return any(q in text or text in q for q in quotes if min(len(q), len(text)) * 2 >= max(len(q), len(text)) or q in text)


def sentences(compare):
    """The sentence pairs of the tests, each in two reports of one frame."""
    tests = HERE.parents[1] / "crates/headwater/src/align/tests"
    frame = re.search(r'FRAME: &str = "(.*?)";', (tests / "mod.rs").read_text(encoding="utf-8"), re.S)[1]
    frame = re.sub(r"\\\n\s*", "", frame).replace("\\n", "\n")
    lines = [line.split(" | ") for line in (tests / "pairs.txt").read_text(encoding="utf-8").splitlines() if line[:1] != "#"]
    groups = ([{"id": name, "text": frame + text} for name, text in zip("AB", line[2:])] for line in lines)
    rows = []
    for (_, verdict, a, b), found in zip(lines, compare(groups)):
        own = [line["features"] for line in found if min(line["a"][1], line["b"][1]) >= len(frame)]
        rows += [(a, features, verdict.startswith("same")) for features in own[:1]]
    return rows


def events(compare, shared):
    """Yields the pairs of statements of two events of one topic (ECB+), or of two stories (AllSides): the events of both
    statements, which may be one, and the program's line."""
    groups, story_of = [], {}
    for name, file in SETS.items():
        events = collections.defaultdict(list)
        gold = {line["id"]: line["story"] for line in read(shared / f"data/stories/{file}.gold.jsonl.gz") if line["story"]}
        for report in read(shared / f"data/stories/{file}.docs.jsonl.gz"):
            if report["id"] in gold:
                events[gold[report["id"]]].append(report)
        story_of.update(gold)
        ordered = sorted(events)
        pairs = zip(ordered[::2], ordered[1::2]) if name == "ecbplus" else zip(ordered[::6], ordered[3::6])
        groups += [events[a][:MOST] + events[b][:MOST] for a, b in pairs]
    for lines in compare(groups):
        for line in lines:
            yield story_of[line["a"][0]], story_of[line["b"][0]], line


def report(name, rows, unlike, columns):
    groups = np.array([zlib.crc32(group.encode()) % 5 for group, _, _ in rows])
    x = np.array([features for _, features, _ in rows])[:, columns]
    y = np.array([same for _, _, same in rows])
    others = np.array(unlike)[:, columns]

    def fit(of):
        weights = np.concatenate([np.ones(of.sum()), np.full(len(others), UNLIKE / len(others))])
        scale = x.std(0) + 1e-6
        model = LogisticRegression(max_iter=2000)
        model.fit(np.vstack([x[of], others]) / scale, np.concatenate([y[of], np.zeros(len(others))]), sample_weight=weights)
        return model.coef_[0] / scale, model.intercept_[0]

    scores = np.zeros(len(y))
    for fold in range(5):
        weights, bias = fit(groups != fold)
        scores[groups == fold] = x[groups == fold] @ weights + bias
    weights, bias = fit(np.ones(len(y), bool))
    print(f"{name}: area under the curve, a fifth of the stories left out in turn, {roc_auc_score(y, scores):.3f}")
    print(f"  bias {bias:.1f}, weights {[round(float(w), 1) for w in weights]}")


if __name__ == "__main__":
    main()
