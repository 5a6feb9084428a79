#!/usr/bin/env python3
"""The accuracy gate: no figure falls below the floor that was pinned for it.

Runs the release build of `headwater` over the development data, scores what it writes with the
project's scoring scripts, prints one table, and compares it with `floors.toml` beside this file.
Exits 1 if a figure is below its floor, or if the data is not the data that the floor was measured on.
The data and the scoring scripts lie in `../shared` beside the repository and are no part of it; without them
the gate says that it was skipped, and passes.

    eval/gate.py                      every part
    eval/gate.py origins extract      some parts
    eval/gate.py --raise              pins what was measured wherever it is better
    eval/gate.py --lower NAME --why "..."
                                      pins what was measured for NAME though it is worse; the reason stays in the file
"""
import argparse
import contextlib
import datetime
import gzip
import hashlib
import importlib.util
import io
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import tomllib

ROOT = pathlib.Path(__file__).resolve().parent.parent
FLOORS = ROOT / "eval" / "floors.toml"

# Inference with neural weights rounds differently on other instruction sets, which turns a few labels. A figure passes
# within this much of its floor; the floor itself does not move, so the slack cannot add up.
SLACK = 0.002

# Of each tagger. Of attributions without quotation marks, two shares: those that are found whole, as for `link_half`,
# and those of whose content a word is found, which is what the figures published for other programs mean.
ATTRIBUTION = [
    "source_exact", "cue_exact", "content_exact", "link_half", "link_exact", "indirect_recall", "indirect_content_recall",
]

# Each part's figures; "-" before a name: lower is better.
FIGURES = {
    "origins": [
        "carrier_recall", "carrier_precision", "channels_multi", "sources_multi", "circular_recall",
        "circular_precision", "-invented", "conflict_recall", "-conflict_false", "-not_same_joined", "report_kind",
    ],
    # Claims over several reports that join two events of one type; what both tell of their background is among them.
    "events": ["-cross_event"],
    "attribution": ATTRIBUTION,
    "attribution-strong": ATTRIBUTION,
    "reuse-pan": ["plagdet", "precision", "recall"],
    # Real newswire holds real reuse beside what was planted, so precision here is a lower bound, and low.
    "reuse-planted": ["precision", "recall"],
    "extract-scrapinghub": ["shingle_f1", "word_f1"],
    "extract-wcxb": ["shingle_f1", "word_f1", "title_accuracy", "published_accuracy"],
}


def main():
    arguments = parse_arguments()
    shared = pathlib.Path(arguments.shared)
    if not shared.is_dir():
        print(f"accuracy gate skipped: no {shared}, which holds the development data")
        return 0
    parts = arguments.parts or list(PARTS)
    program = arguments.program or build()
    pinned = tomllib.loads(FLOORS.read_text()) if FLOORS.exists() else {}
    measured, digests = {}, {}
    for part in parts:
        files, measure = PARTS[part]
        digests[part] = digest([shared / file for file in files])
        figures = measure(Runner(program), shared)
        measured.update({f"{part}.{name.lstrip('-')}": figures[name.lstrip("-")] for name in FIGURES[part]})
    if arguments.lower or arguments.raise_floors:
        return pin(pinned, measured, digests, arguments)
    return judge(pinned, measured, digests)


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"one of {', '.join(PARTS)}; all if none is named")
    parser.add_argument("--shared", default=ROOT.parent / "shared", help="where the data and the scoring scripts lie")
    parser.add_argument("--program", help="the program to measure; else the release build is made")
    parser.add_argument("--raise", dest="raise_floors", action="store_true", help="pin what is better or new")
    parser.add_argument("--lower", metavar="NAME", help="pin this figure though it is worse")
    parser.add_argument("--why", help="the reason for --lower")
    arguments = parser.parse_args()
    if bool(arguments.lower) != bool(arguments.why):
        parser.error("--lower and --why go together")
    for part in arguments.parts:
        if part not in PARTS:
            parser.error(f"no part {part!r}; there are {', '.join(PARTS)}")
    return arguments


def build():
    subprocess.run(["cargo", "build", "--release", "--quiet", "-p", "headwater-cli"], cwd=ROOT, check=True)
    target = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
    return target / "release" / "headwater"


class Runner:
    """Runs the program's commands and reads the JSON that they write."""

    def __init__(self, program):
        self.program = program

    def lines(self, *command):
        return [json.loads(line) for line in self.output(*command).splitlines()]

    def output(self, *command):
        done = subprocess.run([self.program, *command], stdin=subprocess.DEVNULL, capture_output=True, text=True)
        told = f"`headwater {' '.join(map(str, command))}` ended with {done.returncode}:\n{done.stderr[-2000:]}"
        if done.returncode not in (0, 1):
            sys.exit(told)
        if done.returncode == 1:
            # Some input failed and the rest was done: what is missing scores nothing.
            print(told, file=sys.stderr)
        return done.stdout


def measure_origins(runner, shared):
    data = shared / "data" / "origins"
    with tempfile.TemporaryDirectory() as folder:
        for story in sorted(data.glob("*.jsonl")):
            output = runner.output("compare", "--json", story)
            if output:
                pathlib.Path(folder, f"{story.stem}.json").write_text(output, encoding="utf-8")
        with contextlib.redirect_stdout(io.StringIO()) as told:
            scorer(shared, "origins").main(str(data / "labels"), folder)
    figures = json.loads(told.getvalue())
    # A figure over no case at all (nothing was said to be circular, say) is left out; that is no success.
    return {name.lstrip("-"): 0.0 for name in FIGURES["origins"]} | figures


# Topics of two like events each, and the reports of each event, that are compared.
TOPICS, REPORTS_OF_EVENT = 8, 6


def measure_events(runner, shared):
    event_of = {line["id"]: line["story"] for line in lines_of(shared / "data/stories/ecbplus-dev.gold.jsonl.gz")}
    topics = {}
    for report in lines_of(shared / "data/stories/ecbplus-dev.docs.jsonl.gz"):
        event = event_of[report["id"]]
        topics.setdefault(event.removesuffix("plus"), {}).setdefault(event, []).append(report)
    several = crossing = 0
    for events in list(topics.values())[:TOPICS]:
        with jsonl(report for reports in events.values() for report in reports[:REPORTS_OF_EVENT]) as story:
            for claim in json.loads(runner.output("compare", "--json", story))["claims"]:
                reports = {statement["report"] for statement in claim["statements"]}
                several += len(reports) > 1
                crossing += len({event_of[report] for report in reports}) > 1
    return {"cross_event": round(crossing / several, 4)}


def measure_attribution(runner, shared, *options):
    score = scorer(shared, "attribution")
    gold = score.load(str(shared / "data" / "attribution" / "polnear-dev.jsonl.gz"))
    with jsonl({"id": doc["doc"], "text": doc["text"]} for doc in gold) as corpus:
        read = {report["id"]: report for report in runner.lines("read", "--json", *options, corpus)}
    found = {doc["doc"]: in_original(doc["text"], read[doc["doc"]]) for doc in gold if doc["doc"] in read}
    figures = score.run(gold, found)
    percent = lambda name, view=None: round((figures[name][view] if view else figures[name])["F"] / 100, 4)
    return {
        **{f"{role}_exact": percent(role, "exact") for role in ("source", "cue", "content")},
        **{name: percent(name) for name in ("link_half", "link_exact")},
        "indirect_recall": round(figures["by_type"]["indirect"]["link_half_recall"] / 100, 4),
        "indirect_content_recall": round(figures["by_type"]["indirect"]["content_recall"] / 100, 4),
    }


def in_original(text, report):
    """Returns the attributions with offsets into the text as given, from which `read` may have cut the ends."""
    shift = text.find(report["text"])
    if shift < 0:
        sys.exit(f"the text of {report['id']} was altered by `read`, so that its offsets mean nothing here")
    move = lambda spans: [[start + shift, end + shift] for start, end in spans]
    return [{role: move(found[role]) for role in ("source", "cue", "content")} for found in report["attributions"]]


def measure_pan(runner, shared):
    """Counts passages between the listed pairs alone: the set says nothing of the others."""
    folder = shared / "data" / "reuse"
    rows = map(json.loads, gzip.open(folder / "pan13-train.pairs.jsonl.gz", "rt", encoding="utf-8"))
    listed = {frozenset((row["a"], row["b"])) for row in rows}
    return measure_reuse(runner, shared, "pan13-train", lambda a, b: frozenset((a, b)) in listed)


def measure_planted(runner, shared):
    return measure_reuse(runner, shared, "planted-dev", lambda a, b: True)


def measure_reuse(runner, shared, name, counts):
    score = scorer(shared, "reuse")
    folder = shared / "data" / "reuse"
    lines = runner.lines("reuse", "--json", folder / f"{name}.docs.jsonl.gz")
    with jsonl(line for line in lines if counts(line["a"], line["b"])) as found:
        return score.score(score.load(str(folder / f"{name}.gold.jsonl.gz")), score.load(found))


def measure_extract(name):
    def measure(runner, shared):
        score = scorer(shared, "extract")
        folder = shared / "data" / "extract"
        lines = runner.lines("read", "--json", "--fast", folder / f"{name}.pages.jsonl.gz")
        gold = score.load(str(folder / f"{name}.gold.jsonl.gz"))
        return score.score(gold, {line["id"]: line for line in lines})

    return measure


def lines_of(path):
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


@contextlib.contextmanager
def jsonl(rows):
    """Holds rows in a JSON Lines file for as long as it is needed."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        for row in rows:
            file.write(json.dumps(row) + "\n")
        file.flush()
        yield file.name


def scorer(shared, name):
    spec = importlib.util.spec_from_file_location(name, shared / "eval" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def digest(paths):
    """Digests the names and bytes of these files, and of the files in these folders."""
    hasher = hashlib.sha256()
    for path in paths:
        files = sorted(file for file in path.rglob("*") if file.is_file()) if path.is_dir() else [path]
        for file in files:
            hasher.update(file.name.encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return hasher.hexdigest()


# What each part is measured on, and how. A scoring script is part of the yardstick and digested like the data.
PARTS = {
    "origins": (["data/origins", "eval/origins.py"], measure_origins),
    "events": ([f"data/stories/ecbplus-dev.{kind}.jsonl.gz" for kind in ("docs", "gold")], measure_events),
    "attribution": (["data/attribution/polnear-dev.jsonl.gz", "eval/attribution.py"], lambda runner, shared: measure_attribution(runner, shared, "--fast")),
    "attribution-strong": (
        ["data/attribution/polnear-dev.jsonl.gz", "eval/attribution.py"],
        lambda runner, shared: measure_attribution(runner, shared, "--strong"),
    ),
    "reuse-pan": ([f"data/reuse/pan13-train.{kind}.jsonl.gz" for kind in ("docs", "pairs", "gold")]
                  + ["eval/reuse.py"], measure_pan),
    "reuse-planted": ([f"data/reuse/planted-dev.{kind}.jsonl.gz" for kind in ("docs", "gold")]
                      + ["eval/reuse.py"], measure_planted),
    "extract-scrapinghub": ([f"data/extract/scrapinghub.{kind}.jsonl.gz" for kind in ("pages", "gold")]
                            + ["eval/extract.py"], measure_extract("scrapinghub")),
    "extract-wcxb": ([f"data/extract/wcxb-dev.{kind}.jsonl.gz" for kind in ("pages", "gold")]
                     + ["eval/extract.py"], measure_extract("wcxb-dev")),
}


def lower_is_better(name):
    part, figure = name.split(".")
    return f"-{figure}" in FIGURES[part]


def better(name, a, b):
    return a < b if lower_is_better(name) else a > b


def judge(pinned, measured, digests):
    """Prints the table and says whether every figure holds."""
    floors, failures = pinned.get("floors", {}), []
    for part, found in digests.items():
        if pinned.get("data", {}).get(part) != found:
            failures.append(f"{part}: the data is not what its floors were measured on; see --raise")
    print(f"{'figure':<42}{'measured':>10}{'floor':>10}")
    for name, value in measured.items():
        floor = floors.get(name)
        if floor is None:
            failures.append(f"{name}: no floor; see --raise")
        elif better(name, floor, value) and abs(floor - value) > SLACK:
            failures.append(f"{name}: {value} is worse than its floor {floor}")
        bound = "-" if floor is None else ("<=" if lower_is_better(name) else ">=") + f" {floor:.4f}"
        print(f"{name:<42}{value:>10.4f}{bound:>10}")
    for failure in failures:
        print(f"FAILED {failure}")
    print(f"accuracy gate: {'failed' if failures else 'passed'}")
    return 1 if failures else 0


def pin(pinned, measured, digests, arguments):
    """Rewrites the floors: the better of old and new, and the one that is lowered for a reason."""
    floors, data = dict(pinned.get("floors", {})), dict(pinned.get("data", {}))
    lowered = list(pinned.get("lowered", []))
    if arguments.lower:
        if arguments.lower not in measured:
            sys.exit(f"no figure {arguments.lower!r} was measured; there are {', '.join(measured)}")
        lowered.append({
            "name": arguments.lower, "from": floors.get(arguments.lower), "to": measured[arguments.lower],
            "on": datetime.date.today().isoformat(), "why": arguments.why,
        })
        floors[arguments.lower] = measured[arguments.lower]
    if arguments.raise_floors:
        data.update(digests)
        for name, value in measured.items():
            if name not in floors or better(name, value, floors[name]):
                floors[name] = value
    write_floors(data, floors, lowered)
    return judge({"data": data, "floors": floors}, measured, digests)


def write_floors(data, floors, lowered):
    text = json.dumps  # A TOML basic string is written as a JSON string is.
    lines = ["# Pinned by eval/gate.py, which says what each figure is; change it with --raise and --lower only.", ""]
    lines += ["# Digests of the data and the scoring script that the floors were measured on.", "[data]"]
    lines += [f"{part} = {text(data[part])}" for part in PARTS if part in data]
    lines += ["", "# The least that is allowed; of figures for which lower is better, the most.", "[floors]"]
    names = [f"{part}.{name.lstrip('-')}" for part in PARTS for name in FIGURES[part]]
    lines += [f"{text(name)} = {floors[name]:.4f}" for name in names if name in floors]
    for entry in lowered:
        lines += ["", "[[lowered]]"]
        lines += [f"{key} = {text(value)}" for key, value in entry.items() if value is not None]
    FLOORS.write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    sys.exit(main())
