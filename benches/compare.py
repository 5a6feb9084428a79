#!/usr/bin/env python3
"""How long the main job takes, from start to output, and how much memory it needs.

    benches/compare.py [PROGRAM]      else the release build is made

Two reports: the two of examples/canal-opening. Twenty reports: put together from the sentences of
examples/ferry-aground, about 500 words each, always the same ones. Pages: those of the development data in
`../shared`, where it is there, else copies of the example's page; all of `headwater read --json --fast`, and the reading of
pages alone, without sentences and attributions. Parts of the work are measured with crates/headwater/examples. Best of several runs by CPU time;
given are wall time, CPU time and peak resident memory of the program alone.
"""
import gzip
import json
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "examples"
RUNS = 5


def main():
    program = sys.argv[1] if len(sys.argv) > 1 else build()
    print(f"{'':<44}{'wall s':>9}{'CPU s':>9}{'peak MB':>9}")
    two = sorted((EXAMPLES / "canal-opening").glob("*.txt"))
    show("compare, 2 reports", program, "compare", *two)
    with tempfile.TemporaryDirectory() as folder:
        twenty = pathlib.Path(folder, "twenty.jsonl")
        twenty.write_text("".join(json.dumps(report) + "\n" for report in generated(20)))
        show("compare, 20 reports of one event", program, "compare", twenty, runs=2)
        words = sum(len(json.loads(line)["text"].split()) for line in twenty.read_text().splitlines())
        before = show("reading and dividing, 20 reports", example("attribute"), "none", twenty)
        for tagger in ("fast", "strong"):
            cpu = show(f"the same and who is credited, {tagger}", example("attribute"), tagger, twenty) - before
            print(f"words per CPU-second, {tagger} attribution alone: {words / cpu:.0f}")
            cpu = show(f"read --json --{tagger}, 20 reports", program, "read", "--json", f"--{tagger}", twenty)
            print(f"words per CPU-second, {tagger}: {words / cpu:.0f}")
        pages, count = pages_file(folder)
        cpu = show(f"read --json --fast, {count} pages", program, "read", "--json", "--fast", pages, runs=3)
        print(f"pages per CPU-second: {count / cpu:.1f}")
        cpu = show(f"reading alone, {count} pages", example("read"), pages, runs=3)
        print(f"pages per CPU-second: {count / cpu:.1f}")


def build():
    return built() / "headwater"


def example(name):
    return built() / "examples" / name


def built():
    """Builds all in one go: each by itself would build what they rest on with other features, all over again."""
    what = ["-p", "headwater-cli", "-p", "headwater", "--bin", "headwater", "--examples"]
    subprocess.run(["cargo", "build", "--release", "--quiet", *what], cwd=ROOT, check=True)
    return pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")) / "release"


def show(label, *command, runs=RUNS):
    wall, cpu, peak = min((measured(command) for _ in range(runs)), key=lambda run: run[1])
    print(f"{label:<44}{wall:>9.3f}{cpu:>9.3f}{peak:>9.0f}")
    return cpu


def measured(command, stdout=subprocess.DEVNULL):
    """Runs a command; returns its wall time and CPU time, in seconds, and its peak resident memory, in MiB."""
    started = time.perf_counter()
    child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=stdout, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    wall = time.perf_counter() - started
    if status != 0:
        sys.exit(f"{' '.join(map(str, command))} ended with {os.waitstatus_to_exitcode(status)}")
    # Linux gives the peak in KiB.
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def generated(count):
    """Reports that share some sentences and tell the rest in other reports' words, as reports of one event do."""
    paragraphs = [
        paragraph
        for path in sorted((EXAMPLES / "ferry-aground").glob("*.txt"))
        for paragraph in re.split(r"\n\n+", path.read_text())
        if len(paragraph.split()) > 15
    ]
    chance = random.Random(1)
    for number in range(count):
        told, words = [], 0
        for paragraph in chance.sample(paragraphs, len(paragraphs)):
            if words < 500:
                told.append(paragraph)
                words += len(paragraph.split())
        yield {"id": str(number), "outlet": f"Outlet {number}", "published": "2026-03-04", "text": "\n\n".join(told)}


def pages_file(folder):
    """One file of JSON Lines with all pages, unpacked, and their number."""
    shared = sorted((ROOT.parent / "shared" / "data" / "extract").glob("*.pages.jsonl.gz"))
    lines = [line for path in shared for line in gzip.open(path, "rt", encoding="utf-8")]
    if not lines:
        page = (EXAMPLES / "ferry-aground" / "highmoor-gazette.html").read_text()
        lines = [json.dumps({"id": str(n), "html": page}) + "\n" for n in range(200)]
    pages = pathlib.Path(folder, "pages.jsonl")
    pages.write_text("".join(lines), encoding="utf-8")
    return pages, len(lines)


if __name__ == "__main__":
    main()
