//! What each word tells and which stem it has, worked out once a word and not once a place.

use crate::words;
use frostem::{Algorithm, Stemmer};
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::{Mutex, PoisonError};
use xxhash_rust::xxh3::xxh3_64;

/// What is known of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    /// A hash of its stem.
    pub(super) stem: u32,
    /// What it tells; see [`words::weight`].
    pub(super) weight: u16,
}

/// The words met so far. It only remembers: what is told of a word hangs on no other word.
pub(super) struct Lexicon {
    entries: HashMap<u64, Entry, BuildHasherDefault<AsIs>>,
    /// The word met last among those whose hash ends in the same bits: most words are a few thousand ones, and these stay
    /// nearer to the processor than all do.
    lately: Box<[(u64, Entry)]>,
    stemmer: Stemmer,
}

/// Words that are remembered as met lately: 128 kB.
const LATELY: usize = 1 << 13;

/// Words that are remembered at most, some 24 bytes each: news in one language has fewer, while noise has no end.
const MOST_WORDS: usize = 1 << 20;

impl Lexicon {
    fn new() -> Self {
        // No word has the hash 0, as far as anybody knows; if one had, it would weigh nothing.
        let nothing = (0, Entry { stem: 0, weight: 0 });
        Self {
            entries: HashMap::default(),
            lately: vec![nothing; LATELY].into(),
            stemmer: Stemmer::new(Algorithm::English),
        }
    }

    /// Looks up a word in the form in which words are compared, of which the hash is given.
    pub(super) fn entry(&mut self, folded: &str, hash: u64) -> Entry {
        let slot = (hash % LATELY as u64) as usize;
        if self.lately[slot].0 == hash {
            return self.lately[slot].1;
        }
        let entry = self.remembered(folded, hash);
        self.lately[slot] = (hash, entry);
        entry
    }

    fn remembered(&mut self, folded: &str, hash: u64) -> Entry {
        if let Some(entry) = self.entries.get(&hash) {
            return *entry;
        }
        let normal = words::normal(folded);
        let stem = low_half(xxh3_64(self.stemmer.stem(&normal).as_bytes()));
        let entry = Entry { stem, weight: words::weight(&normal) };
        if self.entries.len() == MOST_WORDS {
            self.entries.clear();
        }
        self.entries.insert(hash, entry);
        entry
    }
}

/// Lexicons that are not in use: one for each thread that asked for one.
#[derive(Default)]
pub(super) struct Lexicons(Mutex<Vec<Lexicon>>);

impl Lexicons {
    /// Lends a lexicon.
    pub(super) fn with<T>(&self, work: impl FnOnce(&mut Lexicon) -> T) -> T {
        let mut lexicon = self.idle().pop().unwrap_or_else(Lexicon::new);
        let done = work(&mut lexicon);
        self.idle().push(lexicon);
        done
    }

    fn idle(&self) -> std::sync::MutexGuard<'_, Vec<Lexicon>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

pub(super) fn low_half(hash: u64) -> u32 {
    (hash & u64::from(u32::MAX)) as u32
}

/// Takes a word's hash as it is.
#[derive(Default)]
struct AsIs(u64);

impl Hasher for AsIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, _: &[u8]) {
        unreachable!("a key is one number");
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }
}
