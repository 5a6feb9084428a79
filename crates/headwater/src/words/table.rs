use frostem::{Algorithm, Stemmer};
use std::cmp::Ordering;

/// The table, as `models/words/build.py` writes it and describes it.
static TABLE: &[u8] = include_bytes!("../../../../models/words/words.bin");

const MAGIC_LENGTH: usize = 4;
const HEADER_LENGTH: usize = MAGIC_LENGTH + 4 + 4;

/// What a word weighs that no background report has, or only one: the most there is.
pub const GREATEST_WEIGHT: u16 = 1000;

/// A word of the background table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Entry(usize);

/// Looks up a word, in its [`normal`](super::normal) form; failing that, its stem.
pub fn look_up(word: &str) -> Option<Entry> {
    find(word).or_else(|| find(&Stemmer::new(Algorithm::English).stem(word)))
}

/// Returns what a word tells, from 0 ("the") to [`GREATEST_WEIGHT`].
///
/// It is the logarithm of the share of background stories that have any form of the word, turned round:
/// `1000 * (1 - ln(1 + stories with it) / ln(1 + stories))`.
///
/// ```
/// use headwater::words::weight;
/// assert!(weight("the") < weight("president") && weight("president") < weight("earthquake"));
/// assert_eq!(weight("zzyzx"), 1000);
/// ```
pub fn weight(word: &str) -> u16 {
    look_up(word).map_or(GREATEST_WEIGHT, Entry::weight)
}

impl Entry {
    /// Returns what the word tells; see [`weight`].
    pub fn weight(self) -> u16 {
        let at = Layout::read().weights + 2 * self.0;
        u16::from_le_bytes([TABLE[at], TABLE[at + 1]])
    }

    /// Returns how often, in 255ths, the word is capitalised where no sentence starts: names are, other
    /// words are not. 0 for a word that background reports do not have.
    pub fn capitalised(self) -> u8 {
        TABLE[Layout::read().capitalised + self.0]
    }

    /// Returns the direction that stands for the word's meaning, of unit length, or nothing for a rare name.
    ///
    /// The product of two directions tells how near their words are: above 0.55 synonyms, and also
    /// antonyms and sisters ("Monday", "Tuesday"); around 0 most pairs of words.
    pub fn direction(self) -> Option<Vec<f32>> {
        let layout = Layout::read();
        let start = layout.vectors + self.0 * layout.dimensions;
        let vector: Vec<f32> = TABLE[start..start + layout.dimensions]
            .iter()
            .map(|&byte| f32::from(byte.cast_signed()))
            .collect();
        let length = vector.iter().map(|x| x * x).sum::<f32>().sqrt();
        (length > 0.0).then(|| vector.iter().map(|x| x / length).collect())
    }
}

/// Where the parts of the table begin.
#[derive(Clone, Copy, Debug)]
struct Layout {
    words: usize,
    dimensions: usize,
    weights: usize,
    capitalised: usize,
    vectors: usize,
    letters: usize,
}

impl Layout {
    fn read() -> Self {
        let words = number(MAGIC_LENGTH);
        let dimensions = number(MAGIC_LENGTH + 4);
        let weights = HEADER_LENGTH + 4 * (words + 1);
        let capitalised = weights + 2 * words;
        let vectors = capitalised + words;
        let letters = vectors + words * dimensions;
        Self { words, dimensions, weights, capitalised, vectors, letters }
    }

    fn word(self, index: usize) -> &'static [u8] {
        let start = |index| number(HEADER_LENGTH + 4 * index);
        &TABLE[self.letters + start(index)..self.letters + start(index + 1)]
    }
}

/// Reads the number at a byte of the table.
fn number(at: usize) -> usize {
    let bytes = TABLE[at..at + 4].try_into().expect("four bytes make a number");
    u32::from_le_bytes(bytes) as usize
}

/// Finds a word by bisection.
fn find(word: &str) -> Option<Entry> {
    let layout = Layout::read();
    let (mut low, mut high) = (0, layout.words);
    while low < high {
        let middle = low.midpoint(high);
        match layout.word(middle).cmp(word.as_bytes()) {
            Ordering::Less => low = middle + 1,
            Ordering::Greater => high = middle,
            Ordering::Equal => return Some(Entry(middle)),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nearness(a: &str, b: &str) -> f32 {
        let direction = |word| look_up(word).unwrap().direction().unwrap();
        direction(a).iter().zip(direction(b)).map(|(x, y)| x * y).sum()
    }

    #[test]
    fn the_table_is_sorted_and_whole() {
        let layout = Layout::read();
        assert_eq!(&TABLE[..MAGIC_LENGTH], b"HWW1");
        for index in 1..layout.words {
            assert!(layout.word(index - 1) < layout.word(index));
        }
        assert_eq!(layout.letters + number(HEADER_LENGTH + 4 * layout.words), TABLE.len());
    }

    #[test]
    fn every_word_of_the_table_is_found() {
        let layout = Layout::read();
        for index in 0..layout.words {
            let word = std::str::from_utf8(layout.word(index)).unwrap();
            assert_eq!(look_up(word), Some(Entry(index)));
        }
    }

    #[test]
    fn rare_words_weigh_more() {
        for words in ["the said president congratulate", "of year country sovereignty viewpoint"] {
            let weights: Vec<_> = words.split(' ').map(weight).collect();
            assert!(weights.is_sorted(), "{words}: {weights:?}");
        }
    }

    #[test]
    fn words_of_like_meaning_are_near() {
        for (a, b) in [("viewpoints", "views"), ("bought", "purchased"), ("killed", "died")] {
            assert!(nearness(a, b) > 0.6, "{a} {b} {}", nearness(a, b));
        }
        for (a, b) in [("critics", "supporters"), ("killed", "agreed"), ("visit", "missile")] {
            assert!(nearness(a, b) < 0.4, "{a} {b} {}", nearness(a, b));
        }
    }

    #[test]
    fn names_are_known_by_their_capital() {
        assert!(look_up("rouhani").unwrap().capitalised() > 200);
        assert!(look_up("visited").unwrap().capitalised() < 20);
    }

    #[test]
    fn rare_names_have_no_direction() {
        assert_eq!(look_up("rouhani").unwrap().direction(), None);
    }
}
