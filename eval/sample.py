#!/usr/bin/env python3
"""Draws passages that `headwater reuse` shows, to be labelled by reading, and counts the labels.

    eval/sample.py draw CORPUS.jsonl[.gz] --seed N [--number 200] [--program FILE] > drawn.txt
    eval/sample.py count drawn.txt labels.txt

`draw` writes each passage with its class and both sides whole, with 200 characters of context; the pairs are put in order
before they are drawn, so that the same program, corpus and seed draw the same. A seed that was used while something was
tuned measures nothing: take a new one, and change nothing after it. `labels.txt` has a line a passage, its number and one of
`copy`, `edited`, `quotation`, `stock` (a stock phrase or an outlet's standing lines) and `wrong` (the same told
independently, or no more than the same subject). `count` prints how often each was given and what the class said. Texts
are other people's: what is drawn stays outside the repository.
"""
import argparse
import collections
import gzip
import json
import pathlib
import random
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
CONTEXT = 200
LABELS = ["copy", "edited", "quotation", "stock", "wrong"]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    verbs = parser.add_subparsers(dest="verb", required=True)
    draw_parser = verbs.add_parser("draw")
    draw_parser.add_argument("corpus", type=pathlib.Path)
    draw_parser.add_argument("--seed", type=int, required=True)
    draw_parser.add_argument("--number", type=int, default=200)
    draw_parser.add_argument("--program", default=ROOT / "target" / "release" / "headwater")
    count_parser = verbs.add_parser("count")
    count_parser.add_argument("drawn", type=pathlib.Path)
    count_parser.add_argument("labels", type=pathlib.Path)
    options = parser.parse_args()
    draw(options) if options.verb == "draw" else count(options)


def draw(options):
    opened = gzip.open if options.corpus.suffix == ".gz" else open
    with opened(options.corpus, "rt", encoding="utf-8") as lines:
        reports = {report["id"]: report for report in map(json.loads, lines)}
    done = subprocess.run([options.program, "reuse", "--json", options.corpus], stdout=subprocess.PIPE, text=True, check=True)
    found = sorted((json.loads(line) for line in done.stdout.splitlines()), key=lambda line: json.dumps(line, sort_keys=True))
    drawn = random.Random(options.seed).sample(found, min(options.number, len(found)))
    print(f"{len(drawn)} of {len(found)}, seed {options.seed}")
    for number, pair in enumerate(drawn, 1):
        print(f"\n#{number} {pair['class']} words={pair['words']} alike={pair['score']} carriers={pair['carriers']}")
        for side in "ab":
            report, start, end = reports[pair[side]], pair[f"{side}_start"], pair[f"{side}_end"]
            text = report["text"]
            parts = text[max(0, start - CONTEXT):start], text[start:end], text[end:end + CONTEXT]
            before, passage, after = (re.sub(r"\s*\n\s*", " ¶ ", part) for part in parts)
            print(f"  {side} {report.get('outlet')} {report.get('published')}: {before}[[{passage}]]{after}")


def count(options):
    classes = dict(re.findall(r"^#(\d+) (\S+)", options.drawn.read_text(encoding="utf-8"), re.MULTILINE))
    labels = dict(line.split() for line in options.labels.read_text().splitlines() if line.strip())
    if unknown := set(labels.values()) - set(LABELS):
        sys.exit(f"no such label: {', '.join(sorted(unknown))}")
    if classes.keys() != labels.keys():
        sys.exit(f"not labelled: {sorted(classes.keys() - labels.keys())}; not drawn: {sorted(labels.keys() - classes.keys())}")
    pairs = collections.Counter((labels[number], classes[number]) for number in classes)
    columns = sorted(set(classes.values()))
    print("| label | pairs | share | " + " | ".join(columns) + " |")
    print("|---" * (len(columns) + 3) + "|")
    for label in LABELS:
        row = [pairs[label, column] for column in columns]
        print(f"| {label} | {sum(row)} | {sum(row) / len(classes):.1%} | " + " | ".join(map(str, row)) + " |")


if __name__ == "__main__":
    main()
