//! What each word of a corpus weighs and which stem it has, worked out once a word and not once a place.

use super::Text;
use super::words::{fold, low_half};
use crate::words;
use frostem::{Algorithm, Stemmer};
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use xxhash_rust::xxh3::xxh3_64;

/// The words of a corpus.
#[derive(Default)]
pub(super) struct Vocabulary(Vec<Entry>);

/// What is known of a word.
#[derive(Clone, Copy)]
pub(super) struct Entry {
    /// A hash of its stem.
    pub(super) stem: u32,
    /// What it tells; see [`words::weight`].
    pub(super) weight: u16,
}

impl Vocabulary {
    /// Looks up each word of the texts, in the form in which words are compared, so that it matters to no text which
    /// others there are; and puts its place in the vocabulary for its hash.
    pub(super) fn number(texts: &mut [Text<'_>]) -> Self {
        let mut places: HashMap<u32, u32, BuildHasherDefault<AsIs>> = HashMap::default();
        let stemmer = Stemmer::new(Algorithm::English);
        let mut vocabulary = Self::default();
        let mut folded = String::new();
        for text in texts {
            for word in 0..text.words.len() {
                let place = places.entry(text.words.ids[word]).or_insert_with(|| {
                    fold(text.words.at(word).of(text.text), &mut folded);
                    let normal = words::normal(&folded);
                    let stem = low_half(xxh3_64(stemmer.stem(&normal).as_bytes()));
                    vocabulary.0.push(Entry { stem, weight: words::weight(&normal) });
                    u32::try_from(vocabulary.0.len() - 1).expect("there are 2^32 hashes")
                });
                text.words.ids[word] = *place;
            }
        }
        vocabulary
    }

    /// Returns what is known of a word of the corpus.
    pub(super) fn entry(&self, id: u32) -> Entry {
        self.0[id as usize]
    }
}

/// Takes a word's hash as it is.
#[derive(Default)]
struct AsIs(u64);

impl Hasher for AsIs {
    fn finish(&self) -> u64 {
        // The table looks at both ends of the hash.
        self.0.wrapping_mul(0x9e37_79b9_7f4a_7c15)
    }

    fn write(&mut self, _: &[u8]) {
        unreachable!("a key is one number");
    }

    fn write_u32(&mut self, id: u32) {
        self.0 = u64::from(id);
    }
}
