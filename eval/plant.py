#!/usr/bin/env python3
"""Makes a corpus of any size in which copies are planted, and says where they stand.

    eval/plant.py --reports 40000 --to DIR [--from CORPUS.jsonl[.gz]] [--seed 1] [--noise 0.05]

Writes DIR/docs.jsonl (`id`, `text`) and DIR/gold.jsonl, which eval/reuse.py of the shared data scores with `--by kind`.
The running text is drawn word after word from the pairs of words of the corpus given (a Markov chain of order one), so
that common phrases recur as they do in news while nothing longer does; without a corpus, from `examples/`. One report in
ten then receives a passage of another: word for word, shortened, with 10, 20 or 35 of 100 words replaced, dropped or put in,
with its sentences in another order, one passage in ten reports, all of a report with a few words changed, or its
beginning. `--noise` then garbles that share of the letters of every report that received one, as the reading of print by
machine does: letters are taken for others, dropped, doubled, and words run together or apart.
The same arguments write the same bytes.
"""
import argparse
import collections
import gzip
import json
import pathlib
import random
import re

ROOT = pathlib.Path(__file__).resolve().parent.parent
# A piece of news is some 600 words long: the median of the AllSides stream is 620.
WORDS = (350, 850)
KINDS = ["verbatim", "short", "edit10", "edit20", "edit35", "reordered", "cluster", "near-duplicate", "truncated"]
HOSTS = 10
CONFUSED = {"e": "c", "c": "e", "l": "1", "i": "l", "o": "0", "m": "rn", "n": "u", "u": "n", "h": "b", "t": "f", "s": "5", "a": "o"}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, required=True)
    parser.add_argument("--to", type=pathlib.Path, required=True)
    parser.add_argument("--from", dest="corpus", type=pathlib.Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--noise", type=float, default=0.0)
    options = parser.parse_args()
    options.to.mkdir(parents=True, exist_ok=True)
    followers = pairs_of_words(options.corpus)
    plant(options, followers, random.Random(options.seed))


def pairs_of_words(corpus):
    """Lists for each word those that follow it, as often as they do."""
    followers = collections.defaultdict(list)
    for text in texts(corpus):
        words = text.split()
        for one, next_one in zip(words, words[1:]):
            followers[one].append(next_one)
    return dict(followers)


def texts(corpus):
    if corpus is None:
        return [path.read_text() for path in sorted((ROOT / "examples").glob("*/*.txt"))]
    opened = gzip.open if corpus.suffix == ".gz" else open
    with opened(corpus, "rt", encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line in lines if line.strip()]


def written(followers, starts, count, chance):
    """Draws so many words, in sentences of 8 words at least."""
    words, word, since = [], None, 0
    while len(words) < count:
        after = followers.get(word)
        if after is None or (since >= 8 and word.endswith((".", ".”", '."'))):
            word, since = starts[int(chance.random() * len(starts))], 0
        else:
            word = after[int(chance.random() * len(after))]
        words.append(word)
        since += 1
    return words


def plant(options, followers, chance):
    starts = [word for word in followers if word[:1].isupper()]
    pool = list(followers)
    recent = collections.deque(maxlen=2000)
    hosts, cluster = 0, None
    docs = open(options.to / "docs.jsonl", "w", encoding="utf-8")
    gold = open(options.to / "gold.jsonl", "w", encoding="utf-8")
    for number in range(options.reports):
        name = f"r{number:06}"
        words = written(followers, starts, chance.randint(*WORDS), chance)
        if number % 10 == 9:
            kind = KINDS[number // 10 % len(KINDS)]
            if kind == "cluster":
                if hosts == 0:
                    hosts, (source, its_words) = HOSTS, chance.choice(recent)
                    cluster = source, its_words, passage_of(its_words, 60, 120, chance)
                hosts -= 1
                source, its_words, (begin, end) = cluster
            else:
                source, its_words = chance.choice(recent)
                begin, end = stretch_of(kind, its_words, chance)
            copied = disguised(kind, its_words[begin:end], pool, chance)
            if kind in ("near-duplicate", "truncated"):
                before, behind = [], []
            else:
                at = chance.randrange(len(words))
                before, behind = words[:at], words[at:]
            parts = [" ".join(part) for part in (before, copied, behind)]
            if options.noise:
                parts = [garbled(part, options.noise, chance) for part in parts]
            start = len(parts[0]) + 1 if parts[0] else 0
            text = " ".join(part for part in parts if part)
            a_start = len(" ".join(its_words[:begin])) + (1 if begin else 0)
            a_end = a_start + len(" ".join(its_words[begin:end]))
            gold.write(json.dumps({"a": source, "a_start": a_start, "a_end": a_end, "b": name, "b_start": start,
                                   "b_end": start + len(parts[1]), "kind": kind}) + "\n")
        else:
            recent.append((name, words))
            text = " ".join(words)
        docs.write(json.dumps({"id": name, "text": text}, ensure_ascii=False) + "\n")


def passage_of(words, least, most, chance):
    length = min(chance.randint(least, most), len(words))
    begin = chance.randrange(len(words) - length + 1)
    return begin, begin + length


def stretch_of(kind, words, chance):
    if kind == "near-duplicate":
        return 0, len(words)
    if kind == "truncated":
        return 0, len(words) * chance.randint(30, 70) // 100
    if kind == "short":
        return passage_of(words, 17, 30, chance)
    return passage_of(words, 60, 160, chance)


def disguised(kind, words, pool, chance):
    if kind.startswith("edit"):
        return edited(words, int(kind[4:]) / 100, pool, chance)
    if kind == "near-duplicate":
        return edited(words, 0.03, pool, chance)
    if kind == "reordered":
        sentences = re.findall(r".+?[.!?][”\"]?(?: |$)|.+$", " ".join(words))
        chance.shuffle(sentences)
        return " ".join(sentence.strip() for sentence in sentences).split()
    return list(words)


def edited(words, share, pool, chance):
    changed = []
    for word in words:
        if chance.random() >= share:
            changed.append(word)
            continue
        what = chance.randrange(3)
        if what == 0:
            changed.append(chance.choice(pool))
        elif what == 1:
            changed.extend([chance.choice(pool), word])
    return changed


def garbled(text, share, chance):
    letters = []
    for letter in text:
        if chance.random() >= share:
            letters.append(letter)
            continue
        what = chance.random()
        if letter == " ":
            letters.append("" if what < 0.3 else " ")
        elif what < 0.6:
            letters.append(CONFUSED.get(letter, chance.choice("abcdefghijklmnopqrstuvwxyz")))
        elif what < 0.8:
            letters.append("")
        elif what < 0.9:
            letters.append(letter + letter)
        else:
            letters.append(letter + " ")
    return "".join(letters)


if __name__ == "__main__":
    main()
