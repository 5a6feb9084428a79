use crate::words::{self, Entry};
use std::collections::BTreeMap;

/// Words at least so near count as saying the same, in part. Unlike words of one topic reach 0.45
/// ("three", "two"), synonyms begin at 0.55 ("buy", "acquire").
const LEAST_NEARNESS: f32 = 0.5;

/// A share of capitals, in 255ths, from which a word is a name: "rouhani" has 255, "president" 111.
const NAME_CAPITALS: u8 = 160;

/// A word of the reports in hand, by its position in their [`Lexicon`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct WordId(u32);

impl WordId {
    fn new(position: usize) -> Self {
        Self(u32::try_from(position).expect("a story has fewer than 2^32 words"))
    }
}

/// The words of the reports in hand, with what each weighs and how like any two are.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    ids: BTreeMap<String, WordId>,
    words: Vec<LexiconWord>,
    /// For each word the others that are like it, sorted, with how like they are, from 0 to 1.
    like: Vec<Vec<(WordId, f32)>>,
}

#[derive(Debug)]
struct LexiconWord {
    text: String,
    stem: String,
    skeleton: String,
    is_name: bool,
    weight: f32,
    direction: Option<Vec<f32>>,
}

impl Lexicon {
    /// Makes the lexicon of these words, each given with its stem.
    pub(super) fn new<'w>(given: impl IntoIterator<Item = (&'w str, &'w str)>) -> Self {
        let sorted: BTreeMap<&str, &str> = given.into_iter().collect();
        let words: Vec<_> =
            sorted.iter().map(|(word, stem)| LexiconWord::new(word, stem)).collect();
        let ids = sorted
            .keys()
            .enumerate()
            .map(|(k, word)| ((*word).to_owned(), WordId::new(k)))
            .collect();
        let like = likenesses(&words);
        Self { ids, words, like }
    }

    /// Returns the id of a word that the lexicon was made of.
    pub(super) fn id(&self, word: &str) -> Option<WordId> {
        self.ids.get(word).copied()
    }

    /// Returns what a word tells, from 0 to 1.
    pub(super) fn weight(&self, word: WordId) -> f32 {
        self.words[word.0 as usize].weight
    }

    /// Tells whether a word is usually written with a capital, or is one that background reports lack.
    pub(super) fn is_name(&self, word: WordId) -> bool {
        self.words[word.0 as usize].is_name
    }

    /// Returns a word's letters.
    pub(super) fn text(&self, word: WordId) -> &str {
        &self.words[word.0 as usize].text
    }

    /// Returns the direction of a word's meaning.
    pub(super) fn direction(&self, word: WordId) -> Option<&[f32]> {
        self.words[word.0 as usize].direction.as_deref()
    }

    /// Returns how like two words are, from 0 to 1: 1 for forms of one word.
    pub(super) fn likeness(&self, a: WordId, b: WordId) -> f32 {
        if a == b {
            return 1.0;
        }
        let like = &self.like[a.0 as usize];
        like.binary_search_by_key(&b, |(word, _)| *word).map_or(0.0, |found| like[found].1)
    }

    /// Returns for how much a word counts in the place of another: a near one for less than the word itself, 0.5 for a
    /// likeness of 0.65, nothing below 0.3.
    pub(super) fn nearness(&self, a: WordId, b: WordId) -> f32 {
        ((self.likeness(a, b) - 0.3) / 0.7).max(0.0)
    }

    /// Returns the words that are like a word, itself not among them.
    pub(super) fn like(&self, word: WordId) -> &[(WordId, f32)] {
        &self.like[word.0 as usize]
    }
}

impl LexiconWord {
    fn new(word: &str, stem: &str) -> Self {
        let entry = words::look_up(word);
        let is_name = entry.is_none_or(|entry| entry.capitalised() >= NAME_CAPITALS);
        Self {
            text: word.to_owned(),
            stem: stem.to_owned(),
            skeleton: if is_name { skeleton(word) } else { String::new() },
            is_name,
            weight: f32::from(words::weight(word)) / f32::from(words::GREATEST_WEIGHT),
            direction: entry.and_then(Entry::direction),
        }
    }

    fn likeness(&self, other: &Self) -> f32 {
        if self.stem == other.stem || self.is_spelling_of(other) {
            return 1.0;
        }
        match (&self.direction, &other.direction) {
            (Some(a), Some(b)) => a.iter().zip(b).map(|(x, y)| x * y).sum::<f32>().max(0.0),
            _ => 0.0,
        }
    }

    /// Tells whether two names differ only in how they are spelt in Latin letters: "Uyghur", "Uighur".
    fn is_spelling_of(&self, other: &Self) -> bool {
        self.skeleton.len() >= 2
            && self.skeleton == other.skeleton
            && strsim::normalized_levenshtein(&self.text, &other.text) >= 0.6
    }
}

/// Finds which words are like which, once, so that comparing statements is looking up.
fn likenesses(words: &[LexiconWord]) -> Vec<Vec<(WordId, f32)>> {
    let mut like = vec![Vec::new(); words.len()];
    for (a, word) in words.iter().enumerate() {
        for (b, other) in words.iter().enumerate().skip(a + 1) {
            let likeness = word.likeness(other);
            if likeness >= LEAST_NEARNESS {
                like[a].push((WordId::new(b), likeness));
                like[b].push((WordId::new(a), likeness));
            }
        }
    }
    for list in &mut like {
        list.sort_by_key(|(word, _)| *word);
    }
    like
}

/// Returns the consonants of a name, those that transliterations confuse made equal.
fn skeleton(name: &str) -> String {
    let mut skeleton = String::new();
    for letter in name.chars() {
        let letter = match letter {
            'q' | 'g' | 'c' => 'k',
            'z' => 's',
            'v' | 'w' => 'f',
            'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'h' | '\'' | '-' => continue,
            other => other,
        };
        if !skeleton.ends_with(letter) {
            skeleton.push(letter);
        }
    }
    skeleton
}
