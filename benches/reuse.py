#!/usr/bin/env python3
"""How the time and the memory of `headwater reuse` grow with the corpus, against the least that the machine allows.

    benches/reuse.py [--program PROGRAM] [--reports 10000,40000,160000]

Corpora come from eval/plant.py, from the words of the AllSides stream in `../shared` where it is there, else of the
examples. The least is crates/headwater/examples/floor: reading, cutting into words, hashing and grouping by sorting, on one core,
in the same run. Where the package rensa is installed, a MinHash index of it (128 permutations, threshold .5, runs of four
words) is timed too, with what it finds: pairs of whole reports, of those in which something was planted. CPU time and peak
resident memory are those of the program alone.
"""
import argparse
import json
import pathlib
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from compare import ROOT, built, measured

ALLSIDES = ROOT.parent / "shared/data/stories/allsides-dev.docs.jsonl.gz"
RENSA = """
import json, sys
from rensa import RMinHash, RMinHashLSH
index, found, hashes = RMinHashLSH(threshold=0.5, num_perm=128, num_bands=32), set(), []
for number, line in enumerate(open(sys.argv[1])):
    words = json.loads(line)["text"].split()
    minhash = RMinHash(num_perm=128, seed=1)
    minhash.update([" ".join(words[i:i + 4]) for i in range(len(words) - 3)])
    found.update((other, number) for other in index.query(minhash))
    index.insert(number, minhash)
json.dump(sorted(found), open(sys.argv[2], "w"))
"""


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", type=pathlib.Path)
    parser.add_argument("--reports", default="10000,40000,160000")
    options = parser.parse_args()
    folder = built()
    program = options.program or folder / "headwater"
    print(f"{'reports':>8}{'MB':>7}  {'':<16}{'wall s':>9}{'CPU s':>9}{'peak MB':>9}{'x floor':>9}  of the planted pairs")
    for count in map(int, options.reports.split(",")):
        with tempfile.TemporaryDirectory() as place:
            measure(count, pathlib.Path(place), program, folder / "examples" / "floor")


def measure(count, place, program, floor):
    corpus = ["--from", ALLSIDES] if ALLSIDES.exists() else []
    subprocess.run([sys.executable, ROOT / "eval/plant.py", "--reports", str(count), "--to", place, *corpus], check=True)
    docs, found = place / "docs.jsonl", place / "found"
    gold = {pair(json.loads(line)) for line in open(place / "gold.jsonl")}
    size = docs.stat().st_size / 1e6
    least = measured([floor, docs])
    show(count, size, "floor", least, least)
    with open(found, "w") as out:
        ours = measured([program, "reuse", "--json", docs], out)
    show(count, size, "headwater reuse", ours, least, gold & {pair(json.loads(line)) for line in open(found)}, gold)
    if subprocess.run([sys.executable, "-c", "import rensa"], capture_output=True).returncode == 0:
        peer = measured([sys.executable, "-c", RENSA, docs, found])
        pairs = {frozenset((f"r{a:06}", f"r{b:06}")) for a, b in json.load(open(found))}
        show(count, size, "rensa", peer, least, gold & pairs, gold)


def pair(record):
    return frozenset((record["a"], record["b"]))


def show(count, size, name, spent, least, found=None, gold=None):
    wall, cpu, peak = spent
    share = "" if gold is None else f"  {len(found)} of {len(gold)}"
    print(f"{count:>8}{size:>7.0f}  {name:<16}{wall:>9.1f}{cpu:>9.1f}{peak:>9.0f}{cpu / least[1]:>9.1f}{share}", flush=True)


if __name__ == "__main__":
    main()
