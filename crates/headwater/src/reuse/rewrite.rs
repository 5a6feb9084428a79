//! Finds sentences that two reports tell in other words or in another order.
//!
//! Sentences are compared as bags of weighed stems, by the cosine and by the share of stems in common, as in
//! Sanchez-Perez et al. 2014, "A winning approach to text alignment for text reuse detection at PAN 2014".
//! Weights come from background counts alone.

use super::cluster::Stretch;
use super::extend::Matches;
use super::text::Text;
use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::ops::Range;

/// What a stem must weigh to be looked up: below stand "the", "said" and their like.
pub(super) const LEAST_WEIGHT: u16 = 200;

/// Stems that two sentences must have in common. At three, precision on PAN 2013 is .03 higher than at one.
const LEAST_COMMON: u64 = 3;

/// The cosine of two sentences, and the share of their stems in common (Dice), in thousandths: .33 as published.
/// At .25 and .30 the plagdet of PAN 2013 is .002 higher.
const LEAST_COSINE: u64 = 250;
const LEAST_DICE: u64 = 300;

/// The share of stems in common (Dice), in thousandths, from which the sentences next to a passage in both reports belong
/// to it: what stands beside a passage is likelier to be taken over than what stands alone. From 150 to 250,
/// PAN 2013 gains .002 of plagdet.
const LEAST_NEXT: u64 = 250;

/// The sentences of a report as bags of stems.
pub(super) struct Bags {
    bags: Vec<Bag>,
    /// The stems of note and the sentences that have them, in order.
    postings: Vec<Posting>,
}

/// A stem, what it weighs, and a sentence that has it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Posting {
    stem: u32,
    sentence: u32,
    weight: u16,
}

/// A stem of a sentence.
#[derive(Clone, Copy)]
pub(super) struct Stem {
    pub(super) hash: u32,
    /// The first word that has it.
    word: u32,
    pub(super) weight: u16,
}

impl Stem {
    fn word(self) -> usize {
        self.word as usize
    }

    fn weight(self) -> u64 {
        u64::from(self.weight)
    }
}

/// A sentence as a bag of stems.
pub(super) struct Bag {
    /// The words of the sentence.
    words: Range<usize>,
    /// Each stem, once; in order of the stems.
    pub(super) stems: Vec<Stem>,
    /// The number of stems of note.
    notable: u64,
    /// The sum of the squares of the weights.
    pub(super) square: u64,
}

impl Bags {
    /// Divides a report into sentences and those into stems.
    pub(super) fn of(text: &Text<'_>) -> Self {
        let bags: Vec<Bag> =
            text.words.sentences().map(|sentence| Bag::of(text, sentence)).collect();
        let mut postings: Vec<Posting> = bags
            .iter()
            .enumerate()
            .flat_map(|(sentence, bag)| {
                let notable = bag.stems.iter().filter(|stem| stem.weight >= LEAST_WEIGHT);
                let sentence = short(sentence);
                notable.map(move |stem| Posting { stem: stem.hash, sentence, weight: stem.weight })
            })
            .collect();
        postings.sort_unstable();
        Self { bags, postings }
    }

    /// Returns the words of note, the first of each stem in each sentence, with their stems.
    pub(super) fn notable(&self) -> impl Iterator<Item = (usize, u32)> {
        let stems = self.bags.iter().flat_map(|bag| &bag.stems);
        stems.filter(|stem| stem.weight >= LEAST_WEIGHT).map(|stem| (stem.word(), stem.hash))
    }

    /// Tells whether any sentence has a stem of note.
    pub(super) fn has(&self, stem: u32) -> bool {
        self.postings.binary_search_by_key(&stem, |posting| posting.stem).is_ok()
    }

    /// Returns the sentence at a word, from it on.
    fn after(&self, word: usize) -> Option<Part<'_>> {
        let at = self.bags.partition_point(|bag| bag.words.end <= word);
        let bag = self.bags.get(at)?;
        Some(Part { words: word..bag.words.end, stems: &bag.stems })
    }

    /// Returns the sentence before a word, up to it.
    fn before(&self, word: usize) -> Option<Part<'_>> {
        let at = self.bags.partition_point(|bag| bag.words.start < word);
        let bag = &self.bags[at.checked_sub(1)?];
        Some(Part { words: bag.words.start..word, stems: &bag.stems })
    }
}

impl Bag {
    pub(super) fn of(text: &Text<'_>, sentence: Range<usize>) -> Self {
        let stem = |word: usize| {
            let entry = text.entries[word];
            Stem { hash: entry.stem, word: short(word), weight: entry.weight }
        };
        let mut stems: Vec<Stem> = sentence.clone().map(stem).collect();
        stems.sort_unstable_by_key(|stem| (stem.hash, stem.word));
        stems.dedup_by_key(|stem| stem.hash);
        Self { words: sentence, notable: notable(&stems), square: square(&stems), stems }
    }

    fn whole(&self) -> Part<'_> {
        Part { words: self.words.clone(), stems: &self.stems }
    }
}

/// A part of a sentence: its words, and the stems of the whole sentence.
struct Part<'b> {
    words: Range<usize>,
    stems: &'b [Stem],
}

/// Finds the sentences that two reports both have in like words, outside the passages known to be copied.
///
/// The likest go first, and each word is told once: a sentence whose words were all found elsewhere is like none
/// other. Precision on PAN 2013 rises from .900 to .912 by that.
pub(super) fn rewritten(first: &Bags, second: &Bags, known: &[Stretch]) -> Vec<Stretch> {
    let width = second.bags.len();
    // For each pair of sentences, the sum of the squared weights of their common stems, and their number.
    let mut common = vec![(0u64, 0u64); first.bags.len() * width];
    for (one, other) in same_stems(&first.postings, &second.postings) {
        for one in one {
            for other in other {
                let cell = &mut common[one.sentence as usize * width + other.sentence as usize];
                *cell = (cell.0 + u64::from(one.weight) * u64::from(other.weight), cell.1 + 1);
            }
        }
    }
    let mut pairs: Vec<(Likeness, usize, usize)> = common
        .iter()
        .enumerate()
        .filter(|(_, cell)| cell.1 >= LEAST_COMMON)
        .map(|(at, &cell)| (at / width, at % width, cell))
        .map(|(one, other, cell)| {
            (Likeness::of(&first.bags[one], &second.bags[other], cell), one, other)
        })
        .filter(|(likeness, ..)| likeness.is_enough())
        .collect();
    pairs.sort_unstable_by_key(|&(likeness, one, other)| (Reverse(likeness.cosine), one, other));
    let mut told = Told::of(known);
    let mut found = Vec::new();
    for (_, one, other) in pairs {
        let (one, other) = (&first.bags[one], &second.bags[other]);
        if known.iter().any(|known| excludes(known, one, other)) {
            continue;
        }
        let (likeness, matches) = told.compare(&one.whole(), &other.whole());
        if likeness.is_enough() {
            told.add(&matches);
            found.push(Stretch::within(one.words.clone(), other.words.clone(), matches));
        }
    }
    found
}

/// How like two sentences are.
#[derive(Clone, Copy)]
pub(super) struct Likeness {
    /// The square of their cosine, in millionths.
    cosine: u64,
    /// The share of their stems in common (Dice), in thousandths.
    dice: u64,
    /// The number of their common stems of note.
    common: u64,
}

impl Likeness {
    fn of(one: &Bag, other: &Bag, (product, common): (u64, u64)) -> Self {
        Self::new((one.square, other.square), product, common, one.notable + other.notable)
    }

    pub(super) fn new(squares: (u64, u64), product: u64, common: u64, notable: u64) -> Self {
        let squares = u128::from(squares.0) * u128::from(squares.1);
        let cosine = (u128::from(product) * u128::from(product) * 1_000_000).checked_div(squares);
        Self {
            cosine: u64::try_from(cosine.unwrap_or(0)).expect("a cosine is at most 1"),
            dice: (common * 2000).checked_div(notable).unwrap_or(0),
            common,
        }
    }

    pub(super) fn is_enough(self) -> bool {
        self.common >= LEAST_COMMON
            && self.cosine >= LEAST_COSINE * LEAST_COSINE
            && self.dice >= LEAST_DICE
    }
}

/// The words of two reports that match already: each word is told once.
#[derive(Default)]
struct Told {
    first: BTreeSet<usize>,
    second: BTreeSet<usize>,
}

impl Told {
    fn of(stretches: &[Stretch]) -> Self {
        let mut told = Told::default();
        stretches.iter().for_each(|stretch| told.add(&stretch.matches));
        told
    }

    fn add(&mut self, matches: &[(usize, usize)]) {
        self.first.extend(matches.iter().map(|pair| pair.0));
        self.second.extend(matches.iter().map(|pair| pair.1));
    }

    /// Compares parts of two sentences by their words that match nothing yet, and gives those that match now.
    fn compare(&self, one: &Part<'_>, other: &Part<'_>) -> (Likeness, Matches) {
        let free = |told: &BTreeSet<usize>, part: &Part<'_>| -> Vec<Stem> {
            let fits =
                |stem: &&Stem| part.words.contains(&stem.word()) && !told.contains(&stem.word());
            part.stems.iter().filter(fits).copied().collect()
        };
        compare(&free(&self.first, one), &free(&self.second, other))
    }
}

/// Compares two bags of stems, and gives the words that match.
fn compare(one: &[Stem], other: &[Stem]) -> (Likeness, Matches) {
    let mut matches = Matches::new();
    let (mut product, mut common) = (0, 0);
    let mut rest = other;
    for stem in one {
        rest = &rest[rest.partition_point(|other| other.hash < stem.hash)..];
        if let Some(same) = rest.first().filter(|other| other.hash == stem.hash) {
            matches.push((stem.word(), same.word()));
            if stem.weight >= LEAST_WEIGHT {
                product += stem.weight() * same.weight();
                common += 1;
            }
        }
    }
    let squares = (square(one), square(other));
    (Likeness::new(squares, product, common, notable(one) + notable(other)), matches)
}

/// Sums the squares of the weights.
fn square(stems: &[Stem]) -> u64 {
    stems.iter().map(|stem| stem.weight() * stem.weight()).sum()
}

/// Counts the stems of note.
fn notable(stems: &[Stem]) -> u64 {
    stems.iter().filter(|stem| stem.weight >= LEAST_WEIGHT).count() as u64
}

fn short(position: usize) -> u32 {
    u32::try_from(position).expect("a text is shorter than 4 GiB")
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

/// Grows passages, save plain copies, at both ends by the sentences that come next in both reports, for as long
/// as these are alike.
pub(super) fn grown(stretches: Vec<Stretch>, first: &Bags, second: &Bags) -> Vec<Stretch> {
    let mut told = Told::of(&stretches);
    let mut grown = stretches;
    for stretch in grown.iter_mut().filter(|stretch| !stretch.is_plain_copy()) {
        while let Some(next) = next(stretch, first, second, &told) {
            told.add(&next.matches);
            *stretch = stretch.merged(&next);
        }
    }
    grown
}

/// Finds the sentences after or before a passage, if they are alike.
fn next(stretch: &Stretch, first: &Bags, second: &Bags, told: &Told) -> Option<Stretch> {
    let after = (first.after(stretch.first.end), second.after(stretch.second.end));
    let before = (first.before(stretch.first.start), second.before(stretch.second.start));
    [after, before].into_iter().find_map(|(one, other)| {
        let (one, other) = (one?, other?);
        let (likeness, matches) = told.compare(&one, &other);
        (likeness.dice >= LEAST_NEXT).then(|| Stretch::within(one.words, other.words, matches))
    })
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
        || (known.is_plain_copy()
            && (touches(&known.first, &one.words) || touches(&known.second, &other.words)))
}
