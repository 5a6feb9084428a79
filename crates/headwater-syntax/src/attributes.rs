//! What the network sees of a token: six numbers, most of them numbers of strings.

use std::collections::HashMap;

use crate::characters::{Characters, Class};
use crate::hash;
use crate::tokenize::Piece;
use crate::weights::Reader;

/// The norm, first character, last three characters, shape, whether a blank follows, and whether it is blank.
pub(crate) type Attributes = [u64; 6];

/// How strings are numbered, and which norms are not just the lower case.
pub(crate) struct Strings {
    /// The numbers of names that spaCy numbers by a list, by their hashes.
    symbols: HashMap<u64, u64>,
    /// The numbers of norms, by those of the strings.
    norms: HashMap<u64, u64>,
}

impl Strings {
    pub(crate) fn read(reader: &mut Reader) -> Self {
        let mut pairs = || (0..reader.count()).map(|_| (reader.u64(), reader.u64())).collect();
        Self { symbols: pairs(), norms: pairs() }
    }

    /// Describes the tokens of a text.
    pub(crate) fn describe(
        &self,
        characters: &Characters,
        text: &str,
        pieces: &[Piece],
    ) -> Vec<Attributes> {
        let mut shape = String::new();
        let describe = |piece: &Piece| {
            let word = &text[piece.span.clone()];
            let first = word.chars().next().map_or(0, char::len_utf8);
            let last = word.char_indices().nth_back(2).map_or(0, |(at, _)| at);
            draw_shape(characters, word, &mut shape);
            [
                piece.norm.unwrap_or_else(|| self.norm(word)),
                self.number(&word[..first]),
                self.number(&word[last..]),
                self.number(&shape),
                u64::from(piece.spaced),
                u64::from(piece.blank),
            ]
        };
        pieces.iter().map(describe).collect()
    }

    fn norm(&self, word: &str) -> u64 {
        match self.norms.get(&self.number(word)) {
            Some(&norm) => norm,
            None => self.number(&word.to_lowercase()),
        }
    }

    fn number(&self, text: &str) -> u64 {
        let hash = hash::of_bytes(text.as_bytes(), 1);
        self.symbols.get(&hash).copied().unwrap_or(hash)
    }
}

/// Writes `X` for capitals, `x` for other letters, `d` for digits, and at most four alike in a row.
fn draw_shape(characters: &Characters, word: &str, shape: &mut String) {
    shape.clear();
    if word.chars().count() >= 100 {
        shape.push_str("LONG");
        return;
    }
    let (mut last, mut alike) = (None, 0);
    for character in word.chars() {
        let drawn = match character {
            c if characters.is(c, Class::LETTER) && characters.is(c, Class::CAPITAL) => 'X',
            c if characters.is(c, Class::LETTER) => 'x',
            c if characters.is(c, Class::DIGIT) => 'd',
            other => other,
        };
        alike = if last == Some(drawn) { alike + 1 } else { 0 };
        last = Some(drawn);
        if alike < 4 {
            shape.push(drawn);
        }
    }
}
