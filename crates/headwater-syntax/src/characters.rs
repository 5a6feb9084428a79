//! Which classes a character is in, as Python and the rules of spaCy's tokenizer have them.

use crate::weights::Reader;

/// A set of characters, as one bit of 16.
#[derive(Clone, Copy)]
pub(crate) struct Class(u16);

impl Class {
    /// Python's `isalpha`.
    pub(crate) const LETTER: Self = Self(1);
    /// Python's `isupper`.
    pub(crate) const CAPITAL: Self = Self(1 << 1);
    /// Python's `isdigit`.
    pub(crate) const DIGIT: Self = Self(1 << 2);
    /// Python's `isspace`.
    pub(crate) const BLANK: Self = Self(1 << 3);
    /// `\w` of Python's regular expressions.
    pub(crate) const WORD: Self = Self(1 << 4);
    /// Splits off the beginning of a chunk.
    pub(crate) const PREFIX: Self = Self(1 << 5);
    /// Splits off the end of a chunk.
    pub(crate) const SUFFIX: Self = Self(1 << 6);
    /// Splits a chunk wherever it stands.
    pub(crate) const INFIX: Self = Self(1 << 7);
    /// Letters of the scripts that spaCy's rules know: between two of them, commas and hyphens split.
    pub(crate) const ALPHA: Self = Self(1 << 8);
    /// A full stop splits a chunk after one of these and before one of the next.
    pub(crate) const BEFORE_STOP: Self = Self(1 << 9);
    pub(crate) const AFTER_STOP: Self = Self(1 << 10);
    /// A full stop splits off the end of a chunk after one of these,
    pub(crate) const BEFORE_LAST_STOP: Self = Self(1 << 11);
    /// or after two of these.
    pub(crate) const UPPER: Self = Self(1 << 12);
    /// What the last part of a host's name is made of.
    pub(crate) const LOWER: Self = Self(1 << 13);
}

/// The classes of every character.
pub(crate) struct Characters {
    /// Those of the first characters,
    low: Vec<u16>,
    /// and those of each run of characters, with its first, rising.
    runs: Vec<(u32, u16)>,
}

/// Characters that have a place in `low`: up to the end of general punctuation.
const LOW: u32 = 0x2070;

impl Characters {
    pub(crate) fn read(reader: &mut Reader) -> Self {
        let runs: Vec<_> =
            (0..reader.count()).map(|_| (reader.u32(), reader.u32() as u16)).collect();
        Self { low: (0..LOW).map(|code| found(&runs, code)).collect(), runs }
    }

    pub(crate) fn is(&self, character: char, class: Class) -> bool {
        let code = u32::from(character);
        let classes = match self.low.get(code as usize) {
            Some(&classes) => classes,
            None => found(&self.runs, code),
        };
        classes & class.0 != 0
    }
}

fn found(runs: &[(u32, u16)], code: u32) -> u16 {
    runs[runs.partition_point(|&(first, _)| first <= code) - 1].1
}
