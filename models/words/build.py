#!/usr/bin/env python3
"""Builds words.bin: what a word weighs, how often it is a name, and which words are near to it.

usage: build.py OUT POTION_DIR DOCS.jsonl.gz:GOLD.jsonl.gz ...

POTION_DIR holds potion-base-8M (model.safetensors, tokenizer.json). Each DOCS file has a report a line (`id`, `text`);
its GOLD file says which `story` an `id` belongs to (null: its own). Reports of one story count once.

Needs numpy 2, safetensors, tokenizers, snowballstemmer 3. The layout of words.bin (little-endian):

    magic "HWW1" | u32 words | u32 dimensions | u32 starts[words + 1] | u16 weights[words] | u8 capitalised[words]
    | i8 vectors[words * dimensions] | the words, sorted, one after the other (UTF-8)
"""
import collections, gzip, json, math, re, struct, sys

import numpy, safetensors.numpy, snowballstemmer, tokenizers

DIMENSIONS = 96
LEAST_STORIES = 2
# Names are not spelt out of pieces: the pieces of a rare name mean nothing, and would make rare names alike.
MOST_PIECES_OF_A_NAME, MOST_PIECES = 1, 3
NAME_SHARE = 0.5

WORD = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*")
STEM = snowballstemmer.stemmer("english").stemWord


def normal(word):
    """The same as `words::normal` in the library."""
    text = word.replace("’", "'")
    text = text[:-2] if text.endswith(("'s", "'S")) else text
    if re.fullmatch(r"\w(\.\w)+", text):
        text = text.replace(".", "")
    return "u.s" if text == "US" else text.lower()


def lines(path):
    with gzip.open(path, "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)


def count(corpora):
    """For each word: the stories that have it; how often it is capitalised inside a sentence; how often it is there."""
    stories, capitals, inside = collections.defaultdict(set), collections.Counter(), collections.Counter()
    units = set()
    for corpus in corpora:
        docs, gold = corpus.split(":")
        story_of = {row["id"]: row["story"] for row in lines(gold)}
        for row in lines(docs):
            unit = (docs, story_of.get(row["id"]) or row["id"])
            units.add(unit)
            text = row["text"]
            for match in WORD.finditer(text):
                word = normal(match.group())
                stories[word].add(unit)
                before = text[:match.start()].rstrip(" ")[-1:]
                if before.isalnum() or before == ",":
                    inside[word] += 1
                    capitals[word] += match.group()[0].isupper()
    return stories, capitals, inside, len(units)


def weights(stories, total):
    """Of a word and of its stem: 1000 * log(total / stories) / log(total), over the stories that have any form of it."""
    forms = collections.defaultdict(set)
    for word, units in stories.items():
        forms[STEM(word)] |= units
    scale = math.log(total + 1)
    weigh = lambda units: round(1000 * (1 - math.log(len(units) + 1) / scale)) if units else 1000
    return lambda word: weigh(forms.get(STEM(word)) or forms.get(word) or ())


def vectors(words, directory, is_name):
    """A row a word: its pieces' vectors added, centred, on the principal axes; zeros where it has none."""
    table = safetensors.numpy.load_file(f"{directory}/model.safetensors")["embeddings"].astype(numpy.float32)
    tokenizer = tokenizers.Tokenizer.from_file(f"{directory}/tokenizer.json")
    unknown = tokenizer.token_to_id("[UNK]")
    rows = numpy.zeros((len(words), table.shape[1]), numpy.float32)
    for k, word in enumerate(words):
        pieces = tokenizer.encode(word, add_special_tokens=False).ids
        most = MOST_PIECES_OF_A_NAME if is_name(word) else MOST_PIECES
        if word.isalpha() and unknown not in pieces and len(pieces) <= most:
            rows[k] = table[pieces].sum(0)
    has = numpy.abs(rows).sum(1) > 0
    rows[has] /= numpy.linalg.norm(rows[has], axis=1, keepdims=True)
    rows[has] -= rows[has].mean(0)
    axes = numpy.linalg.eigh(numpy.cov(rows[has].T))[1][:, ::-1][:, :DIMENSIONS]
    small = rows @ axes
    small[has] *= 127 / numpy.abs(small[has]).max(1, keepdims=True)
    lost = check(rows[has], small[has])
    return numpy.rint(small).astype(numpy.int8), lost


def check(full, small):
    """The correlation of the likeness of pairs of words before and after, over 200,000 pairs."""
    generator = numpy.random.default_rng(1)
    a, b = generator.integers(0, len(full), (2, 200_000))
    cosine = lambda m: (m[a] * m[b]).sum(1) / numpy.linalg.norm(m[a], axis=1) / numpy.linalg.norm(m[b], axis=1)
    return numpy.corrcoef(cosine(full), cosine(small))[0, 1]


def main(out, directory, *corpora):
    stories, capitals, inside, total = count(corpora)
    vocabulary = json.load(open(f"{directory}/tokenizer.json"))["model"]["vocab"]
    own = {w for w in vocabulary if w.isalpha() and w.isascii() and len(w) > 2}
    common = {w for w, units in stories.items() if len(units) >= LEAST_STORIES and not any(c.isdigit() for c in w)}
    stems = {STEM(w) for w in common | own}
    words = sorted(common | own | stems, key=str.encode)
    weigh = weights(stories, total)
    is_name = lambda w: inside[w] and capitals[w] / inside[w] >= NAME_SHARE
    matrix, kept = vectors(words, directory, is_name)
    encoded = [w.encode() for w in words]
    starts = numpy.cumsum([0] + [len(w) for w in encoded], dtype=numpy.uint32)
    with open(out, "wb") as file:
        file.write(b"HWW1" + struct.pack("<II", len(words), DIMENSIONS) + starts.tobytes())
        file.write(numpy.array([weigh(w) for w in words], numpy.uint16).tobytes())
        file.write(bytes(255 * capitals[w] // inside[w] if inside[w] else 0 for w in words))
        file.write(matrix.tobytes())
        file.write(b"".join(encoded))
    print(f"{len(words)} words, {int((numpy.abs(matrix).sum(1) > 0).sum())} with vectors; {total} stories; "
          f"correlation of likenesses kept {kept:.4f}")


if __name__ == "__main__":
    main(*sys.argv[1:])
