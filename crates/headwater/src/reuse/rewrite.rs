//! Finds sentences that two reports tell in other words or in another order.
//!
//! Sentences are compared as bags of weighed stems, by the cosine and by the share of stems in common, as in
//! Sanchez-Perez et al. 2014, "A winning approach to text alignment for text reuse detection at PAN 2014".
//! Weights come from background counts alone.

use super::cluster::Stretch;
use super::words::Words;
use crate::words;
use frostem::{Algorithm, Stemmer};
use std::ops::Range;
use xxhash_rust::xxh3::xxh3_64;

/// What a stem must weigh to be looked up: below stand "the", "said" and their like.
const LEAST_WEIGHT: u64 = 200;

/// Stems that two sentences must have in common. At three, precision on PAN 2013 is .03 higher than at one.
const LEAST_COMMON: u64 = 3;

/// The cosine of two sentences, in thousandths, and the share of their stems in common (Dice), as published.
const LEAST_COSINE: u64 = 330;
const LEAST_DICE: u64 = 330;

/// Words after which a sentence may end: shorter ones are joined to the next.
const LEAST_SENTENCE: usize = 4;

/// Words after which a sentence is cut: a table, a list or a text without stops.
const MOST_SENTENCE: usize = 60;

/// The identity, in thousandths, from which a passage is a plain copy: its ends are known to the word, and
/// sentences beside it that merely speak of the same do not belong to it.
const PLAIN_COPY: usize = 850;

/// The sentences of a report as bags of stems.
pub(super) struct Bags {
    bags: Vec<Bag>,
    /// The stems of note and the sentences that have them, in order.
    postings: Vec<Posting>,
}

/// A stem, what it weighs, and a sentence that has it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Posting {
    stem: u64,
    weight: u64,
    sentence: usize,
}

struct Bag {
    /// The words of the sentence.
    words: Range<usize>,
    /// Each stem, once, and the word that has it; in order of the stems.
    stems: Vec<(u64, usize)>,
    /// The number of stems of note.
    notable: u64,
    /// The sum of the squares of the weights.
    square: u64,
}

impl Bags {
    /// Divides a report into sentences and those into stems.
    pub(super) fn of(text: &str, words: &Words) -> Self {
        let mut bags = Self { bags: Vec::new(), postings: Vec::new() };
        let stemmer = Stemmer::new(Algorithm::English);
        for sentence in sentences(text, words) {
            bags.add(text, words, sentence, &stemmer);
        }
        bags.postings.sort_unstable();
        bags
    }

    fn add(&mut self, text: &str, words: &Words, sentence: Range<usize>, stemmer: &Stemmer) {
        let mut weighed: Vec<(u64, usize, u64)> = sentence
            .clone()
            .map(|word| {
                let normal = words::normal(words.spans[word].of(text));
                let weight = u64::from(words::weight(&normal));
                (xxh3_64(stemmer.stem(&normal).as_bytes()), word, weight)
            })
            .collect();
        weighed.sort_unstable();
        weighed.dedup_by_key(|stem| stem.0);
        let notable = weighed.iter().filter(|stem| stem.2 >= LEAST_WEIGHT);
        let number = self.bags.len();
        self.postings.extend(notable.map(|&(stem, _, weight)| Posting {
            stem,
            weight,
            sentence: number,
        }));
        self.bags.push(Bag {
            words: sentence,
            notable: weighed.iter().filter(|stem| stem.2 >= LEAST_WEIGHT).count() as u64,
            square: weighed.iter().map(|(_, _, weight)| weight * weight).sum(),
            stems: weighed.into_iter().map(|(stem, word, _)| (stem, word)).collect(),
        });
    }
}

/// Divides a report's words into sentences.
fn sentences(text: &str, words: &Words) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for end in 1..=words.len() {
        let length = end - start;
        let stops = || stops(&text[words.spans[end - 1].end()..words.spans[end].start()]);
        if end == words.len() || length >= MOST_SENTENCE || (length >= LEAST_SENTENCE && stops()) {
            found.push(start..end);
            start = end;
        }
    }
    found
}

/// Tells whether what stands between two words ends a sentence.
fn stops(between: &str) -> bool {
    let stop = between.contains(['.', '?', '!', '…', '。', ':', ';']);
    (stop && between.contains(char::is_whitespace)) || between.contains("\n\n")
}

/// Finds the sentences that two reports both have in like words, outside the passages known to be copied.
pub(super) fn rewritten(first: &Bags, second: &Bags, known: &[Stretch]) -> Vec<Stretch> {
    let width = second.bags.len();
    // For each pair of sentences, the sum of the squared weights of their common stems, and their number.
    let mut common = vec![(0u64, 0u64); first.bags.len() * width];
    for (one, other) in same_stems(&first.postings, &second.postings) {
        for one in one {
            for other in other {
                let cell = &mut common[one.sentence * width + other.sentence];
                *cell = (cell.0 + one.weight * other.weight, cell.1 + 1);
            }
        }
    }
    common
        .iter()
        .enumerate()
        .filter(|(_, cell)| cell.1 >= LEAST_COMMON)
        .map(|(at, cell)| (&first.bags[at / width], &second.bags[at % width], *cell))
        .filter(|(one, other, cell)| alike(one, other, *cell))
        .filter(|(one, other, _)| !known.iter().any(|known| excludes(known, one, other)))
        .map(|(one, other, _)| stretch(one, other))
        .collect()
}

/// Walks the postings of two reports side by side and returns those of each stem that both have.
fn same_stems<'b>(
    first: &'b [Posting],
    second: &'b [Posting],
) -> impl Iterator<Item = (&'b [Posting], &'b [Posting])> {
    let mut rest = second;
    first.chunk_by(|a, b| a.stem == b.stem).filter_map(move |one| {
        let stem = one[0].stem;
        rest = &rest[rest.partition_point(|posting| posting.stem < stem)..];
        let other = &rest[..rest.partition_point(|posting| posting.stem == stem)];
        (!other.is_empty()).then_some((one, other))
    })
}

fn alike(one: &Bag, other: &Bag, (product, common): (u64, u64)) -> bool {
    let squares = u128::from(one.square) * u128::from(other.square);
    let cosine = u128::from(product) * u128::from(product) * 1_000_000
        >= u128::from(LEAST_COSINE * LEAST_COSINE) * squares;
    cosine && common * 2000 >= LEAST_DICE * (one.notable + other.notable)
}

/// Tells whether a passage already has two sentences, or, being a plain copy, bars them by having part of one.
fn excludes(known: &Stretch, one: &Bag, other: &Bag) -> bool {
    let holds = |known: &Range<usize>, words: &Range<usize>| {
        known.start <= words.start && words.end <= known.end
    };
    let touches = |known: &Range<usize>, words: &Range<usize>| {
        known.start < words.end && words.start < known.end
    };
    (holds(&known.first, &one.words) && holds(&known.second, &other.words))
        || (known.identity() >= PLAIN_COPY
            && (touches(&known.first, &one.words) || touches(&known.second, &other.words)))
}

/// Makes a stretch of two sentences, in which words with a common stem match.
fn stretch(one: &Bag, other: &Bag) -> Stretch {
    let matches = one.stems.iter().filter_map(|&(stem, word)| {
        let at = other.stems.binary_search_by_key(&stem, |&(stem, _)| stem).ok()?;
        Some((word, other.stems[at].1))
    });
    Stretch::within(one.words.clone(), other.words.clone(), matches.collect())
}
