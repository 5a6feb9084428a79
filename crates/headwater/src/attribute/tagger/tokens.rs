//! Tokens of a text and the features that the network reads; `models/attribution/text.py` defines them.

use crate::model::{Sentence, Span};

/// A token, with the rows that it has in the network's tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token {
    /// Where it stands.
    pub(super) span: Span,
    /// The hash of its word: lower case, apostrophes straight, digits as 0.
    pub(super) word: u64,
    /// The hash of the last three characters of that.
    pub(super) suffix: u64,
    /// What it looks like.
    pub(super) shape: Shape,
    /// Where it stands to quotation marks.
    pub(super) quote: Quote,
    /// Whether it is the first of its paragraph.
    pub(super) first: bool,
    /// Whether it is the last of its paragraph.
    pub(super) last: bool,
    /// Whether no white space stands before it.
    pub(super) glued: bool,
}

/// How many contexts there are: shape, quotation, first, last, glued.
pub(super) const CONTEXTS: usize = 256;

impl Token {
    /// Numbers what is known of the token beside its word: a row of a table of `CONTEXTS`.
    pub(super) fn context(&self) -> usize {
        let edge = usize::from(self.first) + 2 * usize::from(self.last);
        ((self.shape as usize * 4 + self.quote as usize) * 4 + edge) * 2 + usize::from(self.glued)
    }
}

/// What a token looks like; the numbers are those of the weights.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Punctuation = 0,
    Lower = 1,
    Capital = 2,
    Capitals = 3,
    Initial = 4,
    Mixed = 5,
    Digits = 6,
    Alphanumeric = 7,
}

/// Where a token stands to quotation marks; the numbers are those of the weights.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Quote {
    Outside = 0,
    Inside = 1,
    Opens = 2,
    Closes = 3,
}

/// Returns the tokens of the paragraphs that these sentences make up.
///
/// What stands outside all sentences (a note, a leftover of the page) is not read.
pub(super) fn tokenize(text: &str, sentences: &[Sentence]) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(text.len() / 5);
    let mut word = String::new();
    for paragraph in sentences.chunk_by(|a, b| a.paragraph == b.paragraph) {
        let (first, last) = (paragraph[0].span, paragraph[paragraph.len() - 1].span);
        read_paragraph(text, first.join(last), &mut word, &mut tokens);
    }
    tokens
}

fn read_paragraph(text: &str, paragraph: Span, word: &mut String, tokens: &mut Vec<Token>) {
    let begin = tokens.len();
    let mut inside = false;
    let mut at = paragraph.start();
    while let Some(start) = skip_space(text, at, paragraph.end()) {
        let end = start
            + token_len(
                &text[start..paragraph.end()],
                text[paragraph.start()..start].chars().next_back(),
            );
        let span = Span::new(start, end);
        let written = span.of(text);
        let quote = match opens(written, inside) {
            Some(now) => {
                inside = now;
                if now { Quote::Opens } else { Quote::Closes }
            }
            None if inside => Quote::Inside,
            None => Quote::Outside,
        };
        write_key(written, quote, word);
        tokens.push(Token {
            span,
            word: fnv(word),
            suffix: fnv(last_three(word)),
            shape: shape(written),
            quote,
            first: false,
            last: false,
            glued: start == at && tokens.len() > begin,
        });
        at = end;
    }
    if let [first, ..] = &mut tokens[begin..] {
        first.first = true;
    }
    if let [.., last] = &mut tokens[begin..] {
        last.last = true;
    }
}

fn skip_space(text: &str, at: usize, end: usize) -> Option<usize> {
    let rest = text[at..end].trim_start();
    (!rest.is_empty()).then(|| end - rest.len())
}

/// Returns the length of the token that `rest` begins with, after the character `before`.
///
/// A token is a run of letters and digits, with full stops kept in acronyms and both stops and commas in
/// numbers; a clitic with its apostrophe ("’s"); a doubled quotation mark; or a single other character.
fn token_len(rest: &str, before: Option<char>) -> usize {
    let mut ahead = rest.chars();
    let (Some(head), next) = (ahead.next(), ahead.next()) else { return 0 };
    if matches!((head, next), ('\'', Some('\'')) | ('`', Some('`'))) {
        return 2;
    }
    let clitic = matches!(head, '\'' | '’')
        && before.is_some_and(char::is_alphanumeric)
        && next.is_some_and(char::is_alphabetic);
    if clitic || head.is_alphanumeric() { run_len(rest) } else { head.len_utf8() }
}

/// Returns how far the run of letters and digits goes that `rest` begins with, its first character included.
fn run_len(rest: &str) -> usize {
    let mut characters = rest.char_indices().peekable();
    let mut previous = '\0';
    // Whether exactly one character stands since the token began or since its last inner mark.
    let mut single = false;
    if let Some((_, head)) = characters.next() {
        (previous, single) = (head, true);
    }
    while let Some((at, c)) = characters.next() {
        if c.is_alphanumeric() {
            (previous, single) = (c, false);
            continue;
        }
        match characters.peek() {
            Some(&(_, after)) if joins(previous, c, after, single) => {
                characters.next();
                (previous, single) = (after, true);
            }
            _ => return at,
        }
    }
    rest.len()
}

/// Tells whether a mark belongs inside the token: "3.5", "1,000", "U.S".
fn joins(before: char, mark: char, after: char, single: bool) -> bool {
    let number = before.is_numeric() && after.is_numeric();
    let acronym = mark == '.' && single && before.is_alphabetic() && after.is_alphabetic();
    matches!(mark, '.' | ',') && (number || acronym)
}

/// Returns whether we are inside a quotation after this mark, or nothing if it is no quotation mark.
fn opens(written: &str, inside: bool) -> Option<bool> {
    match written {
        "“" | "„" | "«" | "``" => Some(true),
        "”" | "»" => Some(false),
        "\"" | "''" => Some(!inside),
        _ => None,
    }
}

/// Writes what the table of words is asked for.
fn write_key(written: &str, quote: Quote, key: &mut String) {
    key.clear();
    match quote {
        Quote::Opens => key.push('“'),
        Quote::Closes => key.push('”'),
        Quote::Inside | Quote::Outside => {
            key.extend(written.chars().flat_map(char::to_lowercase).map(|c| match c {
                '’' => '\'',
                c if c.is_numeric() => '0',
                c => c,
            }));
        }
    }
}

fn last_three(key: &str) -> &str {
    let start = key.char_indices().rev().nth(2).map_or(0, |(at, _)| at);
    &key[start..]
}

fn shape(written: &str) -> Shape {
    let (mut letters, mut capitals, mut digits, mut first_capital) = (0, 0, false, false);
    for c in written.chars() {
        if c.is_alphabetic() {
            first_capital |= letters == 0 && c.is_uppercase();
            letters += 1;
            capitals += usize::from(c.is_uppercase());
        } else {
            digits |= c.is_numeric();
        }
    }
    match (letters, digits) {
        (0, true) => Shape::Digits,
        (0, false) => Shape::Punctuation,
        (_, true) => Shape::Alphanumeric,
        _ if capitals == 0 => Shape::Lower,
        (1, _) => Shape::Initial,
        _ if capitals == letters => Shape::Capitals,
        _ if capitals == 1 && first_capital => Shape::Capital,
        _ => Shape::Mixed,
    }
}

/// Returns the 64-bit FNV-1a hash of the bytes.
fn fnv(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
