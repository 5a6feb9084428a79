//! Where the tokens of a text begin and end: spaCy's tokenizer, with its rules for English.
//!
//! A text is cut at blanks; a lone space belongs to no token, other blanks are tokens. From the ends of each chunk
//! prefixes and suffixes are split off until nothing is left to split, or what is left is listed ("U.S.", "don't") or an
//! address; what remains is split at infixes. Last, listed strings are put together (or apart) that the splitting spoilt.

use std::collections::HashMap;
use std::ops::Range;

use crate::characters::{Characters, Class};
use crate::url;
use crate::weights::Reader;

/// A token of which nothing more is known than how it was split off.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Piece {
    /// In bytes of the text.
    pub(crate) span: Range<usize>,
    /// The number of its norm, where the list of exceptions says so.
    pub(crate) norm: Option<u64>,
    /// Whether a space follows.
    pub(crate) spaced: bool,
    /// Whether it is made of blanks.
    pub(crate) blank: bool,
}

impl Piece {
    fn new(span: Range<usize>) -> Self {
        Self { span, norm: None, spaced: false, blank: false }
    }
}

/// The rules, and the strings that are exempt from them.
pub(crate) struct Tokenizer {
    pub(crate) characters: Characters,
    /// Units and currencies, which split off numbers.
    units: Vec<&'static str>,
    longest_unit: usize,
    /// The tokens of each listed string.
    listed: HashMap<&'static str, Vec<ListedPiece>>,
    longest_listed: usize,
    /// The tokens that listed strings would be split into, by the first of them.
    spoilt: HashMap<&'static str, Vec<Vec<&'static str>>>,
}

struct ListedPiece {
    length: usize,
    norm: Option<u64>,
}

impl ListedPiece {
    fn read(reader: &mut Reader) -> Self {
        Self { length: reader.count(), norm: Some(reader.u64()).filter(|&norm| norm != 0) }
    }
}

/// Whether listed strings are exempt from the rules.
#[derive(Clone, Copy, PartialEq)]
enum Exceptions {
    Heeded,
    Ignored,
}

impl Tokenizer {
    pub(crate) fn read(reader: &mut Reader) -> Self {
        let characters = Characters::read(reader);
        let units = reader.strings();
        let mut listed = HashMap::new();
        let mut texts = Vec::new();
        for _ in 0..reader.count() {
            let text = reader.string();
            let pieces = (0..reader.count()).map(|_| ListedPiece::read(reader)).collect();
            listed.insert(text, pieces);
            texts.push(text);
        }
        let longest = |texts: &[&str]| texts.iter().map(|text| text.len()).max().unwrap_or(0);
        let (longest_unit, longest_listed) = (longest(&units), longest(&texts));
        let spoilt = HashMap::new();
        let mut tokenizer =
            Self { characters, units, longest_unit, listed, longest_listed, spoilt };
        tokenizer.spoilt = tokenizer.find_spoilt(&texts);
        tokenizer
    }

    /// Splits a text into tokens.
    pub(crate) fn split(&self, text: &str) -> Vec<Piece> {
        let pieces = self.split_by_rules(text, Exceptions::Heeded);
        self.mend(text, pieces)
    }

    fn find_spoilt(&self, texts: &[&'static str]) -> HashMap<&'static str, Vec<Vec<&'static str>>> {
        let mut spoilt: HashMap<_, Vec<Vec<_>>> = HashMap::new();
        for &text in texts {
            let splits = self.prefix(text) > 0
                || self.suffix(text) > 0
                || !self.infixes(text).is_empty()
                || text.contains(' ');
            if splits {
                let pieces = self.split_by_rules(text, Exceptions::Ignored);
                let words: Vec<_> = pieces.into_iter().map(|piece| &text[piece.span]).collect();
                spoilt.entry(words[0]).or_default().push(words);
            }
        }
        spoilt
    }

    fn split_by_rules(&self, text: &str, exceptions: Exceptions) -> Vec<Piece> {
        let mut pieces: Vec<Piece> = Vec::new();
        let mut start = 0;
        let mut in_blanks = text.starts_with(|c| self.is_blank(c));
        for (at, character) in text.char_indices() {
            if self.is_blank(character) == in_blanks {
                continue;
            }
            self.push_chunk(text, start..at, in_blanks, exceptions, &mut pieces);
            start = at;
            if character == ' ' {
                start += 1;
                if let Some(last) = pieces.last_mut() {
                    last.spaced = true;
                }
            }
            in_blanks = !in_blanks;
        }
        self.push_chunk(text, start..text.len(), in_blanks, exceptions, &mut pieces);
        pieces
    }

    fn push_chunk(
        &self,
        text: &str,
        chunk: Range<usize>,
        in_blanks: bool,
        exceptions: Exceptions,
        pieces: &mut Vec<Piece>,
    ) {
        if chunk.is_empty() {
            return;
        }
        let first = pieces.len();
        if exceptions == Exceptions::Ignored || !self.push_listed(text, chunk.clone(), pieces) {
            if in_blanks {
                pieces.push(Piece::new(chunk));
            } else {
                self.push_split(text, chunk, exceptions, pieces);
            }
        }
        for piece in &mut pieces[first..] {
            piece.blank = in_blanks;
        }
    }

    fn is_listed(&self, string: &str, exceptions: Exceptions) -> bool {
        // Or else a long chunk would be hashed anew for each bracket that is split off it.
        exceptions == Exceptions::Heeded
            && string.len() <= self.longest_listed
            && self.listed.contains_key(string)
    }

    /// Adds the tokens of a listed string, and tells whether it is one.
    fn push_listed(&self, text: &str, span: Range<usize>, pieces: &mut Vec<Piece>) -> bool {
        let Some(listed) = self.listed.get(&text[span.clone()]) else { return false };
        let mut start = span.start;
        for piece in listed {
            let span = start..start + piece.length;
            start = span.end;
            pieces.push(Piece { norm: piece.norm, ..Piece::new(span) });
        }
        true
    }

    /// Splits off prefixes and suffixes, and splits the rest at infixes.
    fn push_split(
        &self,
        text: &str,
        chunk: Range<usize>,
        exceptions: Exceptions,
        pieces: &mut Vec<Piece>,
    ) {
        let Range { mut start, mut end } = chunk;
        let mut suffixes = Vec::new();
        let mut last_length = 0;
        while start < end && end - start != last_length {
            let string = &text[start..end];
            if self.is_listed(string, exceptions) {
                break;
            }
            last_length = string.len();
            let prefix = self.prefix(string);
            let without_prefix = &string[prefix..];
            let suffix = self.suffix(without_prefix);
            if prefix > 0 && self.is_listed(without_prefix, exceptions) {
                pieces.push(Piece::new(start..start + prefix));
                start += prefix;
                break;
            }
            let without_suffix = &string[..string.len() - suffix];
            if suffix > 0 && self.is_listed(without_suffix, exceptions) {
                suffixes.push(Piece::new(end - suffix..end));
                end -= suffix;
                break;
            }
            if prefix > 0 {
                pieces.push(Piece::new(start..start + prefix));
                start += prefix;
            }
            if suffix > 0 {
                suffixes.push(Piece::new(end - suffix..end));
                end -= suffix;
            }
        }
        if start < end {
            self.push_core(text, start..end, exceptions, pieces);
        }
        pieces.extend(suffixes.into_iter().rev());
    }

    fn push_core(
        &self,
        text: &str,
        core: Range<usize>,
        exceptions: Exceptions,
        pieces: &mut Vec<Piece>,
    ) {
        if exceptions == Exceptions::Heeded && self.push_listed(text, core.clone(), pieces) {
            return;
        }
        let string = &text[core.clone()];
        let mut start = core.start;
        if !url::matches(&self.characters, string) {
            for infix in self.infixes(string) {
                // One at the very start splits nothing off.
                if infix.start == 0 {
                    continue;
                }
                let infix = core.start + infix.start..core.start + infix.end;
                if start < infix.start {
                    pieces.push(Piece::new(start..infix.start));
                }
                start = infix.end;
                pieces.push(Piece::new(infix));
            }
        }
        if start < core.end {
            pieces.push(Piece::new(start..core.end));
        }
    }

    /// Replaces sequences of tokens that a listed string was split into by what the list says, longest ones first.
    fn mend(&self, text: &str, pieces: Vec<Piece>) -> Vec<Piece> {
        let mut found = self.find_sequences(text, &pieces);
        if found.is_empty() {
            return pieces;
        }
        found.sort_by_key(|sequence| (std::cmp::Reverse(sequence.len()), sequence.start));
        let mut seen = vec![false; pieces.len()];
        found.retain(|sequence| {
            let is_free = !seen[sequence.start] && !seen[sequence.end - 1];
            seen[sequence.clone()].fill(true);
            is_free
        });
        found.sort_by_key(|sequence| sequence.start);
        let mut mended = Vec::with_capacity(pieces.len());
        let mut next = 0;
        for sequence in found {
            let (first, last) = (&pieces[sequence.start], &pieces[sequence.end - 1]);
            mended.extend_from_slice(&pieces[next..sequence.start]);
            next = sequence.end;
            let before = mended.len();
            if self.push_listed(text, first.span.start..last.span.end, &mut mended) {
                for piece in &mut mended[before..] {
                    piece.blank = first.blank;
                }
                if let Some(piece) = mended.last_mut() {
                    piece.spaced = last.spaced;
                }
            } else {
                mended.extend_from_slice(&pieces[sequence]);
            }
        }
        mended.extend_from_slice(&pieces[next..]);
        mended
    }

    fn find_sequences(&self, text: &str, pieces: &[Piece]) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        for (at, piece) in pieces.iter().enumerate() {
            for words in self.spoilt.get(&text[piece.span.clone()]).into_iter().flatten() {
                let candidates = pieces[at..].iter().map(|piece| &text[piece.span.clone()]);
                let same = candidates.zip(words).filter(|(a, b)| a == *b).count() == words.len();
                if same {
                    found.push(at..at + words.len());
                }
            }
        }
        found
    }

    fn is_blank(&self, character: char) -> bool {
        self.characters.is(character, Class::BLANK)
    }

    /// Measures what splits off the beginning of a string.
    fn prefix(&self, string: &str) -> usize {
        let Some(first) = string.chars().next() else { return 0 };
        let rest = &string[first.len_utf8()..];
        match first {
            _ if self.characters.is(first, Class::PREFIX) => first.len_utf8(),
            '+' if !rest.starts_with(|c: char| c.is_ascii_digit()) => 1,
            '.' if rest.starts_with('.') => string.len() - string.trim_start_matches('.').len(),
            'U' if rest.starts_with("S$") => 3,
            'A' | 'C' if rest.starts_with('$') => 2,
            _ => 0,
        }
    }

    /// Measures what splits off the end of a string: the longest that does.
    fn suffix(&self, string: &str) -> usize {
        let Some(last) = string.chars().next_back() else { return 0 };
        let before = &string[..string.len() - last.len_utf8()];
        let one = match last {
            _ if self.characters.is(last, Class::SUFFIX) => last.len_utf8(),
            '+' if before.ends_with(|c: char| c.is_ascii_digit()) => 1,
            '.' if before.ends_with('.') => string.len() - string.trim_end_matches('.').len(),
            '.' if self.stops_after(before) => 1,
            _ => 0,
        };
        let several = ["……", "'s", "'S", "’s", "’S"].into_iter().find(|s| string.ends_with(s));
        one.max(several.map_or(0, str::len)).max(self.unit(string))
    }

    /// Tells whether a full stop after this is no part of the word.
    fn stops_after(&self, before: &str) -> bool {
        let mut backwards = before.chars().rev();
        let (Some(last), previous) = (backwards.next(), backwards.next()) else { return false };
        let upper = |c| self.characters.is(c, Class::UPPER);
        self.characters.is(last, Class::BEFORE_LAST_STOP)
            || (upper(last) && previous.is_some_and(upper))
            || (matches!(last, 'F' | 'f' | 'C' | 'c' | 'K' | 'k') && previous == Some('°'))
    }

    /// Measures a unit or currency that ends a string, after a digit.
    fn unit(&self, string: &str) -> usize {
        let mut last = string.bytes().rev().take(self.longest_unit + 1);
        if !last.any(|byte| byte.is_ascii_digit()) {
            return 0;
        }
        let follows_digit = |unit: &&&str| {
            let number = string.strip_suffix(**unit);
            number.is_some_and(|number| number.ends_with(|c: char| c.is_ascii_digit()))
        };
        self.units.iter().filter(follows_digit).map(|unit| unit.len()).max().unwrap_or(0)
    }

    /// Finds what splits a string inside, from left to right.
    fn infixes(&self, string: &str) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        let mut end = 0;
        let mut before = None;
        for (at, character) in string.char_indices() {
            if at >= end {
                let length = self.infix(before, character, &string[at..]);
                if length > 0 {
                    end = at + length;
                    found.push(at..end);
                }
            }
            before = Some(character);
        }
        found
    }

    /// Measures the infix that stands first in a string, where `before` stands before it.
    fn infix(&self, before: Option<char>, first: char, string: &str) -> usize {
        let after = |length: usize, class| {
            let next = string[length..].chars().next();
            next.is_some_and(|c| self.characters.is(c, class))
        };
        let is_before = |class| before.is_some_and(|c| self.characters.is(c, class));
        let digit_before = before.is_some_and(|c| c.is_ascii_digit());
        let word_before = digit_before || is_before(Class::ALPHA);
        let sum_after = || string[1..].starts_with(|c: char| c.is_ascii_digit() || c == '-');
        let hyphen = || {
            let hyphens = ["-", "–", "—", "--", "---", "——", "~"];
            let hyphen = hyphens
                .into_iter()
                .find(|hyphen| string.starts_with(hyphen) && after(hyphen.len(), Class::ALPHA));
            hyphen.map_or(0, str::len)
        };
        match first {
            _ if self.characters.is(first, Class::INFIX) => first.len_utf8(),
            '.' if string.starts_with("..") => string.len() - string.trim_start_matches('.').len(),
            '.' if is_before(Class::BEFORE_STOP) && after(1, Class::AFTER_STOP) => 1,
            '+' | '-' | '*' | '^' if digit_before && sum_after() => 1,
            ',' if is_before(Class::ALPHA) && after(1, Class::ALPHA) => 1,
            ':' | '<' | '>' | '=' | '/' if word_before && after(1, Class::ALPHA) => 1,
            '-' | '–' | '—' | '~' if word_before => hyphen(),
            _ => 0,
        }
    }
}
