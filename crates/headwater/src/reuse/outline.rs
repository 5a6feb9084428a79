//! What a search keeps of a report in memory beside its text: what its sentences tell, in about a third of its size.

use super::lexicon::low_half;
use super::rewrite::{Bag, LEAST_WEIGHT, Likeness, Stem};
use super::text::Text;
use crate::model::ReportId;
use rayon::prelude::*;
use xxhash_rust::xxh3::{Xxh3, xxh3_64};

/// What the sentences of a report tell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outline {
    sentences: Box<[Sentence]>,
    /// The stems of note of all sentences; in each sentence in order, each once.
    stems: Box<[OutlinedStem]>,
    /// The bytes of the report's text.
    bytes: u32,
    /// A hash of the report's text and name, by which reports are put into an order that hangs on no input.
    digest: u64,
}

/// A sentence of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Sentence {
    /// Where its stems end among those of the report.
    end: u32,
    /// The sum of the squares of what all its stems weigh.
    square: u32,
}

/// A stem, in 22 bits, above what it weighs, in ten: two of a sentence's dozen are taken for one once in 30,000
/// sentences.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct OutlinedStem(u32);

const WEIGHT_BITS: u32 = 10;

impl OutlinedStem {
    fn of(stem: Stem) -> Self {
        Self(stem.hash >> WEIGHT_BITS << WEIGHT_BITS | u32::from(stem.weight.min(1023)))
    }

    fn stem(self) -> u32 {
        self.0 >> WEIGHT_BITS
    }

    fn weight(self) -> u64 {
        u64::from(self.0 % (1 << WEIGHT_BITS))
    }
}

/// A sentence with its stems.
struct OutlinedSentence<'o> {
    stems: &'o [OutlinedStem],
    square: u32,
}

impl Outline {
    /// Outlines a text.
    pub(super) fn of(text: &Text<'_>) -> Self {
        let (mut sentences, mut stems) = (Vec::new(), Vec::new());
        let sentences_of_text = if text.entries.is_empty() { 0 } else { usize::MAX };
        for words in text.words.sentences().take(sentences_of_text) {
            let bag = Bag::of(text, words);
            let begin = stems.len();
            let notable = bag.stems.iter().filter(|stem| stem.weight >= LEAST_WEIGHT);
            stems.extend(notable.map(|&stem| OutlinedStem::of(stem)));
            stems[begin..].sort_unstable();
            let square = u32::try_from(bag.square).unwrap_or(u32::MAX);
            sentences.push(Sentence { end: short(stems.len()), square });
        }
        let mut digest = Xxh3::new();
        digest.update(text.text().as_bytes());
        digest.update(&xxh3_64(text.report.name.as_bytes()).to_le_bytes());
        Self {
            sentences: sentences.into(),
            stems: stems.into(),
            bytes: short(text.text().len()),
            digest: digest.digest(),
        }
    }

    /// Writes the outline for [`Outline::from_bytes`].
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(self.sentences.len() * 8 + self.stems.len() * 4 + 16);
        let mut write = |number: u32| bytes.extend(number.to_le_bytes());
        write(low_half(self.digest));
        write(low_half(self.digest >> 32));
        write(self.bytes);
        write(short(self.sentences.len()));
        for sentence in &self.sentences {
            write(sentence.end);
            write(sentence.square);
        }
        self.stems.iter().for_each(|stem| write(stem.0));
        bytes
    }

    /// Reads an outline that [`Outline::to_bytes`] wrote; nothing if the bytes are no outline.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (numbers, []) = bytes.as_chunks::<4>() else { return None };
        let mut numbers = numbers.iter().map(|&bytes| u32::from_le_bytes(bytes));
        let digest = u64::from(numbers.next()?) | u64::from(numbers.next()?) << 32;
        let bytes = numbers.next()?;
        let sentences = (0..numbers.next()?)
            .map(|_| Some(Sentence { end: numbers.next()?, square: numbers.next()? }))
            .collect::<Option<Box<[_]>>>()?;
        let stems: Box<[_]> = numbers.map(OutlinedStem).collect();
        let are_ordered = sentences.is_sorted_by_key(|sentence| sentence.end);
        let last = sentences.last().map_or(0, |last| last.end);
        (are_ordered && last as usize == stems.len()).then_some(Self {
            sentences,
            stems,
            bytes,
            digest,
        })
    }

    fn sentence(&self, at: u32) -> OutlinedSentence<'_> {
        let at = at as usize;
        let start = at.checked_sub(1).map_or(0, |before| self.sentences[before].end);
        let Sentence { end, square } = self.sentences[at];
        OutlinedSentence { stems: &self.stems[start as usize..end as usize], square }
    }

    /// Returns how many sentences there are; none where passages are looked for word for word.
    pub fn sentences(&self) -> usize {
        self.sentences.len()
    }

    /// Returns the bytes of memory that the outline takes in a search.
    pub fn held(&self) -> usize {
        let blurs = self.sentences.len() * size_of::<Blur>();
        size_of_val(&*self.sentences) + size_of_val(&*self.stems) + blurs + size_of::<Self>()
    }

    /// Returns the bytes of the report's text.
    pub fn bytes(&self) -> usize {
        self.bytes as usize
    }

    /// Returns the hash by which reports are ordered.
    pub(super) fn digest(&self) -> u64 {
        self.digest
    }
}

impl OutlinedSentence<'_> {
    fn blur(&self) -> Blur {
        Blur(self.stems.iter().fold(0, |bits, stem| bits | 1 << (stem.stem() % 128)))
    }

    /// Counts the stems that two sentences have in common; 0 if they are not alike.
    fn alike(&self, other: &OutlinedSentence<'_>) -> usize {
        let (mut product, mut common) = (0, 0);
        let (mut one, mut two) = (self.stems.iter().peekable(), other.stems.iter().peekable());
        while let (Some(a), Some(b)) = (one.peek(), two.peek()) {
            match a.stem().cmp(&b.stem()) {
                std::cmp::Ordering::Less => _ = one.next(),
                std::cmp::Ordering::Greater => _ = two.next(),
                std::cmp::Ordering::Equal => {
                    product += a.weight() * b.weight();
                    common += 1;
                    (_, _) = (one.next(), two.next());
                }
            }
        }
        let squares = (u64::from(self.square), u64::from(other.square));
        let notable = (self.stems.len() + other.stems.len()) as u64;
        let is_enough = Likeness::new(squares, product, common, notable).is_enough();
        if is_enough { common as usize } else { 0 }
    }
}

/// A sentence, of which only a bit for each of its stems is known.
#[derive(Clone, Copy)]
pub(super) struct Blur(u128);

impl Blur {
    /// Tells whether two sentences may be alike: whether they have three bits in common or more, as few pairs have. Of
    /// pairs with just three stems in common, one in forty is passed over, since two of their stems have one bit.
    pub(super) fn may_be_alike(self, other: Self) -> bool {
        let bits = self.0 & other.0;
        let without_first = bits & bits.wrapping_sub(1);
        without_first & without_first.wrapping_sub(1) != 0
    }
}

/// Outlines with the blurs of all their sentences, which lie side by side: most sentences that are looked at are met by
/// chance, and each look at an outline waits for memory.
pub(super) struct Blurred<'o> {
    outlines: &'o [Outline],
    /// The first sentence of each report.
    first: Vec<usize>,
    blurs: Vec<Blur>,
}

/// A sentence of a report.
#[derive(Clone, Copy)]
pub(super) struct SentenceOf {
    pub(super) report: ReportId,
    pub(super) sentence: u32,
}

impl<'o> Blurred<'o> {
    pub(super) fn new(outlines: &'o [Outline]) -> Self {
        let first = outlines.iter().scan(0, |next, outline| {
            let first = *next;
            *next += outline.sentences.len();
            Some(first)
        });
        let blurs = outlines.par_iter().flat_map_iter(|outline| {
            (0..short(outline.sentences.len())).map(|at| outline.sentence(at).blur())
        });
        Self { outlines, first: first.collect(), blurs: blurs.collect() }
    }

    /// Returns the blur of a sentence.
    pub(super) fn blur(&self, SentenceOf { report, sentence }: SentenceOf) -> Blur {
        self.blurs[self.first[report.index()] + sentence as usize]
    }

    /// Tells whether two sentences are alike.
    pub(super) fn are_alike(&self, one: SentenceOf, other: SentenceOf) -> bool {
        self.blur(one).may_be_alike(self.blur(other)) && self.alike(one, other) > 0
    }

    /// Counts the stems that two sentences have in common whose blurs say that they may be alike; 0 if they are not.
    pub(super) fn alike(&self, one: SentenceOf, other: SentenceOf) -> usize {
        let [one, other] =
            [one, other].map(|of| self.outlines[of.report.index()].sentence(of.sentence));
        one.alike(&other)
    }

    /// Counts the stems of note that two reports have in common up to `near` sentences from two, in sentences that are
    /// alike, each with the likest of the other: the less of both sides.
    pub(super) fn in_common(&self, one: SentenceOf, other: SentenceOf, near: u32) -> usize {
        let ((ours, our_blurs), (theirs, their_blurs)) =
            (self.around(one, near), self.around(other, near));
        let mut of_theirs = vec![0; their_blurs.len()];
        let mut sum_of_ours = 0;
        for (sentence, blur) in (ours..).zip(our_blurs) {
            let one = SentenceOf { sentence, ..one };
            let mut best = 0;
            for ((sentence, other_blur), best_of_other) in
                (theirs..).zip(their_blurs).zip(&mut of_theirs)
            {
                if blur.may_be_alike(*other_blur) {
                    let common = self.alike(one, SentenceOf { sentence, ..other });
                    best = common.max(best);
                    *best_of_other = common.max(*best_of_other);
                }
            }
            sum_of_ours += best;
        }
        sum_of_ours.min(of_theirs.iter().sum())
    }

    /// Returns the first of the sentences around one, and the blurs of all of these.
    fn around(&self, SentenceOf { report, sentence }: SentenceOf, near: u32) -> (u32, &[Blur]) {
        let number = self.outlines[report.index()].sentences.len();
        let from = sentence.saturating_sub(near);
        let to = number.min(sentence.saturating_add(near).saturating_add(1) as usize);
        let first = self.first[report.index()];
        (from, &self.blurs[first + from as usize..first + to])
    }
}

fn short(number: usize) -> u32 {
    low_half(number as u64)
}
