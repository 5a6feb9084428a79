//! What a search keeps of a report in memory beside its text: what its sentences tell, in about a third of its size.

use super::lexicon::low_half;
use super::rewrite::{Bag, LEAST_WEIGHT, Likeness, Stem};
use super::text::Text;
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

/// A sentence, seen from outside.
#[derive(Clone, Copy)]
pub(super) struct OutlinedSentence<'o> {
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

    /// Returns a sentence.
    pub(super) fn sentence(&self, at: usize) -> OutlinedSentence<'_> {
        let start = at.checked_sub(1).map_or(0, |before| self.sentences[before].end);
        let Sentence { end, square } = self.sentences[at];
        OutlinedSentence { stems: &self.stems[start as usize..end as usize], square }
    }

    /// Counts the stems of note that two reports have in common around two sentences, in sentences that are alike, each
    /// with the likest of the other: the less of both sides.
    pub(super) fn in_common(&self, other: &Outline, (one, two): (u32, u32), near: u32) -> usize {
        let (ours, theirs) = (self.around(one, near), other.around(two, near));
        let (mut first, mut second) = (vec![0; ours.len()], vec![0; theirs.len()]);
        for (best_of_one, (one, one_blur)) in first.iter_mut().zip(&ours) {
            for (best_of_two, (two, two_blur)) in second.iter_mut().zip(&theirs) {
                if has_three_bits(one_blur & two_blur) {
                    let common = one.alike(two);
                    *best_of_one = common.max(*best_of_one);
                    *best_of_two = common.max(*best_of_two);
                }
            }
        }
        first.iter().sum::<usize>().min(second.iter().sum())
    }

    /// Returns the sentences around one, each with a bit for each of its stems.
    fn around(&self, sentence: u32, near: u32) -> Vec<(OutlinedSentence<'_>, u128)> {
        let blurred = |at| {
            let sentence = self.sentence(at);
            (sentence, sentence.stems.iter().fold(0, |bits, stem| bits | 1 << (stem.stem() % 128)))
        };
        let (from, to) = (sentence.saturating_sub(near), sentence.saturating_add(near));
        (from as usize..(to as usize + 1).min(self.sentences.len())).map(blurred).collect()
    }

    /// Returns the bytes of memory that the outline takes.
    pub fn held(&self) -> usize {
        size_of_val(&*self.sentences) + size_of_val(&*self.stems) + size_of::<Self>()
    }

    /// Returns the bytes of the report's text.
    pub(super) fn bytes(&self) -> usize {
        self.bytes as usize
    }

    /// Returns the hash by which reports are ordered.
    pub(super) fn digest(&self) -> u64 {
        self.digest
    }
}

impl OutlinedSentence<'_> {
    /// Counts the stems that two sentences have in common; 0 if they are not alike.
    pub(super) fn alike(&self, other: &OutlinedSentence<'_>) -> usize {
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

/// Tells whether three bits are set or more: few pairs of sentences have so many stems in common. Of those with just
/// three, one in forty is passed over, since two of their stems have one bit.
fn has_three_bits(bits: u128) -> bool {
    let without_first = bits & bits.wrapping_sub(1);
    without_first & without_first.wrapping_sub(1) != 0
}

fn short(number: usize) -> u32 {
    low_half(number as u64)
}
