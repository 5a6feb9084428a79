"""Tokens and features of a text: the one definition that training and the Rust tagger share.

`crates/headwater/src/attribute/tagger/tokens.rs` is its port; `golden.json` holds the two together.
Offsets are code points here, bytes there.
"""

import re
from dataclasses import dataclass

# Shapes of a token.
PUNCTUATION, LOWER, CAPITAL, CAPITALS, INITIAL, MIXED, DIGITS, ALPHANUMERIC = range(8)
# Where a token stands to quotation marks.
OUTSIDE, INSIDE, OPENS, CLOSES = range(4)
# Where a token stands in its paragraph: a sum of these two.
FIRST, LAST = 1, 2

# Rows of the table of suffixes.
SUFFIXES = 4096

OPENERS, CLOSERS = "“„«", "”»"
PARAGRAPH_END = re.compile(r"\s*\n\s*\n\s*|(?<=[.?!:\"”])[^\S\n]*\n\s*")


@dataclass
class Token:
    start: int
    end: int
    # What the table of words is asked for.
    key: str
    shape: int
    quote: int
    edge: int
    # Whether no white space stands before it.
    glued: int


def paragraphs(text):
    """Yields (start, end) of the paragraphs: they end at a blank line, or at a line's end after a full stop."""
    start = 0
    for match in PARAGRAPH_END.finditer(text):
        if match.start() > start:
            yield start, match.start()
        start = match.end()
    if start < len(text):
        yield start, len(text)


def tokenize(text):
    """Returns the tokens of a text, with their features."""
    tokens = []
    for start, end in paragraphs(text):
        tokens += paragraph_tokens(text, start, end)
    return tokens


def paragraph_tokens(text, start, end):
    tokens, inside, at = [], False, start
    while at < end:
        if text[at].isspace():
            at += 1
            continue
        stop = token_end(text, at, end)
        word = text[at:stop]
        mark = quote_mark(word, inside)
        if mark is not None:
            inside, quote, key = mark, OPENS if mark else CLOSES, "“" if mark else "”"
        else:
            quote, key = INSIDE if inside else OUTSIDE, word_key(word)
        glued = bool(tokens) and tokens[-1].end == at
        tokens.append(Token(at, stop, key, shape(word), quote, 0, int(glued)))
        at = stop
    if tokens:
        tokens[0].edge |= FIRST
        tokens[-1].edge |= LAST
    return tokens


def token_end(text, at, end):
    """Returns where the token that begins at `at` ends.

    A token is a run of letters and digits, with full stops kept in acronyms and both stops and commas in
    numbers; a clitic with its apostrophe ("’s"); a doubled quotation mark; or a single other character.
    """
    apostrophe = text[at] in "'’"
    if apostrophe and at + 1 < end and text[at + 1] == text[at] == "'":
        return at + 2
    if text[at] == "`" and at + 1 < end and text[at + 1] == "`":
        return at + 2
    if apostrophe and not (at > 0 and text[at - 1].isalnum() and at + 1 < end and text[at + 1].isalpha()):
        return at + 1
    if not apostrophe and not text[at].isalnum():
        return at + 1
    stop = at + 1
    while stop < end:
        if text[stop].isalnum():
            stop += 1
        elif stop + 1 < end and text[stop] in ".," and joins(text, at, stop):
            stop += 2
        else:
            break
    return stop


def joins(text, at, stop):
    """Tells whether the stop or comma at `stop` belongs inside the token: "3.5", "1,000", "U.S"."""
    before, after = text[stop - 1], text[stop + 1]
    if before.isnumeric() and after.isnumeric():
        return True
    single = stop - 1 == at or text[stop - 2] == "."
    return text[stop] == "." and before.isalpha() and after.isalpha() and single


def quote_mark(word, inside):
    """Returns whether we are inside a quotation after this mark, or None if it is no quotation mark."""
    if word in OPENERS or word == "``":
        return True
    if word in CLOSERS:
        return False
    if word in ('"', "''"):
        return not inside
    return None


def word_key(word):
    """Returns the word in lower case, apostrophes straight, digits as 0."""
    return "".join("0" if c.isnumeric() else "'" if c == "’" else c for c in word.lower())


def shape(word):
    letters = [c for c in word if c.isalpha()]
    digits = any(c.isnumeric() for c in word)
    if not letters:
        return DIGITS if digits else PUNCTUATION
    if digits:
        return ALPHANUMERIC
    upper = sum(c.isupper() for c in letters)
    if upper == 0:
        return LOWER
    if len(letters) == 1:
        return INITIAL
    if upper == len(letters):
        return CAPITALS
    return CAPITAL if upper == 1 and letters[0].isupper() else MIXED


def fnv(text):
    """Returns the 64-bit FNV-1a hash of the UTF-8 bytes."""
    value = 0xCBF29CE484222325
    for byte in text.encode():
        value = ((value ^ byte) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    return value


def suffix(key):
    """Returns the row of the table of suffixes: the last three characters, hashed."""
    return fnv(key[-3:]) % SUFFIXES
