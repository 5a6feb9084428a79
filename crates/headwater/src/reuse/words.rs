//! A report's words as the engine sees them: folded, hashed, each with its span.

use super::lexicon::low_half;
use crate::model::{Report, Span};
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use xxhash_rust::xxh3::{Xxh3, xxh3_64};

/// The words of a report, outside its notes.
///
/// A word is a run of letters, digits and the marks upon them. Scripts that are written without spaces
/// (Chinese, Japanese, Thai, Lao, Khmer, Burmese) are taken character by character.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Words {
    /// A hash of each word, letter case and accents aside.
    pub(super) ids: Vec<u32>,
    places: Vec<WordPlace>,
}

/// Where a word stands in its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct WordPlace {
    start: u32,
    /// Its bytes, doubled, and one more if a sentence begins at it.
    length_and_stop: u32,
}

impl Words {
    /// Reads the words of a report.
    pub(super) fn of(report: &Report) -> Self {
        Self::cut(report, |_, _| ())
    }

    /// Reads the words of a report, and shows each as it is compared, with its hash.
    pub(super) fn cut(report: &Report, show: impl FnMut(&str, u64)) -> Self {
        Self::cut_within(report, Span::new(0, report.text.len()), show)
    }

    /// Reads the words of a stretch of a report.
    pub(super) fn within(report: &Report, stretch: Span) -> Self {
        Self::cut_within(report, stretch, |_, _| ())
    }

    fn cut_within(report: &Report, stretch: Span, mut show: impl FnMut(&str, u64)) -> Self {
        let mut skipped: Vec<Span> = report.notes.iter().filter_map(|note| note.span).collect();
        skipped.sort_unstable();
        // English has a word in six bytes; what is too much is given back below.
        let expected = stretch.len() / 5;
        let mut words =
            Words { ids: Vec::with_capacity(expected), places: Vec::with_capacity(expected) };
        let mut folded = String::new();
        // The words of the sentence so far.
        let mut length = 0;
        let mut notes = skipped.iter().peekable();
        for span in WordSpans::within(&report.text, stretch) {
            while notes.next_if(|note| note.end() <= span.start()).is_some() {}
            if notes.peek().is_some_and(|note| note.overlap(span) > 0) {
                continue;
            }
            fold(span.of(&report.text), &mut folded);
            let hash = xxh3_64(folded.as_bytes());
            show(&folded, hash);
            words.ids.push(low_half(hash));
            let last = words.places.last().map_or(span.start(), |last| last.span().end());
            let stops = length >= MOST_SENTENCE
                || (length >= LEAST_SENTENCE && ends_sentence(&report.text[last..span.start()]));
            length = if stops { 1 } else { length + 1 };
            let short = |bytes| u32::try_from(bytes).expect("a text is shorter than 2 GiB");
            words.places.push(WordPlace {
                start: short(span.start()),
                length_and_stop: short(span.len() * 2 + usize::from(stops)),
            });
        }
        words.ids.shrink_to_fit();
        words.places.shrink_to_fit();
        words
    }

    /// Returns how many words there are.
    pub(super) fn len(&self) -> usize {
        self.ids.len()
    }

    /// Returns where a word stands in the text.
    pub(super) fn at(&self, word: usize) -> Span {
        self.places[word].span()
    }

    /// Tells whether a sentence begins at a word, which is not the first.
    fn begins_sentence(&self, word: usize) -> bool {
        self.places[word].length_and_stop % 2 == 1
    }

    /// Returns for each word the number of its sentence.
    pub(super) fn sentence_numbers(&self) -> impl Iterator<Item = u32> {
        self.places.iter().scan(0, |number, place| {
            *number += place.length_and_stop % 2;
            Some(*number)
        })
    }

    /// Returns the words of each sentence, in order.
    pub(super) fn sentences(&self) -> impl Iterator<Item = Range<usize>> {
        let mut at = 0;
        std::iter::from_fn(move || {
            let start = (at < self.len()).then_some(at)?;
            at = (start + 1..self.len())
                .find(|&end| self.begins_sentence(end))
                .unwrap_or(self.len());
            Some(start..at)
        })
    }

    /// Returns the span from the first to the last of a range of words, which must not be empty.
    pub(super) fn span(&self, words: Range<usize>) -> Span {
        self.at(words.start).join(self.at(words.end - 1))
    }

    /// Returns a hash of all words in their order.
    pub(super) fn digest(&self) -> u64 {
        let mut hash = Xxh3::new();
        self.ids.iter().for_each(|id| hash.update(&id.to_le_bytes()));
        hash.digest()
    }

    /// Returns the words that lie wholly in a span.
    pub(super) fn inside(&self, span: Span) -> Range<usize> {
        let start = self.places.partition_point(|word| word.span().start() < span.start());
        start..self.places.partition_point(|word| word.span().end() <= span.end()).max(start)
    }
}

impl WordPlace {
    fn span(self) -> Span {
        let start = self.start as usize;
        Span::new(start, start + self.length_and_stop as usize / 2)
    }
}

/// Words after which a sentence may end: shorter ones are joined to the next.
const LEAST_SENTENCE: usize = 4;

/// Words after which a sentence is cut: a table, a list or a text without stops.
const MOST_SENTENCE: usize = 60;

/// Tells whether what stands between two words ends a sentence.
fn ends_sentence(between: &str) -> bool {
    if between == " " {
        return false;
    }
    let stop = between.contains(['.', '?', '!', '…', '。', ':', ';']);
    (stop && between.contains(char::is_whitespace)) || between.contains("\n\n")
}

/// Writes a word in the form in which it is compared: `Côte` as `cote`.
fn fold(word: &str, folded: &mut String) {
    folded.clear();
    if word.is_ascii() {
        folded.push_str(word);
        folded.make_ascii_lowercase();
    } else {
        let lower = word.chars().flat_map(char::to_lowercase);
        folded.extend(lower.nfkd().filter(|&c| !is_dropped(c)));
    }
}

/// Tells whether folding drops a character: an accent, an Arabic vowel sign, or an invisible joiner.
fn is_dropped(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{640}' | '\u{64b}'..='\u{65f}') || is_joiner(c)
}

/// Tells whether a character stands unseen inside a word: soft hyphen, zero-width joiners.
fn is_joiner(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200c}' | '\u{200d}')
}

/// Tells whether a character belongs to a script that is written without spaces.
fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{e00}'..='\u{eff}' // Thai, Lao
        | '\u{1000}'..='\u{109f}' // Burmese
        | '\u{1780}'..='\u{17ff}' // Khmer
        | '\u{3040}'..='\u{30ff}' // Hiragana, Katakana
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}') // Han
}

/// The spans of a text's words.
struct WordSpans<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> WordSpans<'t> {
    fn within(text: &'t str, stretch: Span) -> Self {
        Self { text: &text[..stretch.end()], at: stretch.start() }
    }
}

impl Iterator for WordSpans<'_> {
    type Item = Span;

    fn next(&mut self) -> Option<Span> {
        // Most words are ASCII, and so is what follows them.
        let bytes = &self.text.as_bytes()[self.at..];
        let skipped =
            bytes.iter().position(|byte| byte.is_ascii_alphanumeric() || !byte.is_ascii())?;
        let word = &bytes[skipped..];
        let length =
            word.iter().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(word.len());
        if length > 0 && word.get(length).is_none_or(u8::is_ascii) {
            let start = self.at + skipped;
            self.at = start + length;
            return Some(Span::new(start, self.at));
        }
        let rest = &self.text[self.at..];
        let start = self.at + rest.find(char::is_alphanumeric)?;
        let mut word = self.text[start..].char_indices();
        let (_, first) = word.next().expect("a character was found there");
        let alone = is_unspaced(first);
        let length = word
            .find(|&(_, c)| {
                let goes_on = c.is_alphanumeric() && !alone && !is_unspaced(c);
                !(goes_on || is_combining_mark(c) || is_joiner(c))
            })
            .map_or(self.text.len() - start, |(length, _)| length);
        self.at = start + length;
        Some(Span::new(start, self.at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Note, NoteKind};

    fn words(text: &str) -> Vec<String> {
        let words = Words::of(&Report::new("r", text));
        (0..words.len()).map(|word| words.at(word).of(text).to_owned()).collect()
    }

    #[test]
    fn words_are_runs_of_letters_digits_and_marks() {
        let table = [
            ("", vec![]),
            (" ... \u{200d}\u{301}", vec![]),
            ("U.S. sold 1,360 jets", vec!["U", "S", "sold", "1", "360", "jets"]),
            ("Reuters’s don't", vec!["Reuters", "s", "don", "t"]),
            ("नमस्ते दुनिया", vec!["नमस्ते", "दुनिया"]),
            ("می\u{200c}خواهم", vec!["می\u{200c}خواهم"]),
            ("東京で3人", vec!["東", "京", "で", "3", "人"]),
            ("ดีมาก", vec!["ดี", "ม", "า", "ก"]),
        ];
        for (text, expected) in table {
            assert_eq!(words(text), expected, "{text:?}");
        }
    }

    #[test]
    fn case_and_accents_do_not_count() {
        let ids = |text: &str| Words::of(&Report::new("r", text)).ids;
        for (a, b) in
            [("CÔTE", "cote"), ("ﬁrm", "firm"), ("e\u{301}t\u{e9}", "été"), ("STRASSE", "strasse")]
        {
            assert_eq!(ids(a), ids(b), "{a} {b}");
        }
        assert_ne!(ids("coté"), ids("cot"));
    }

    #[test]
    fn words_of_notes_are_left_out() {
        let mut report = Report::new("r", "Share this story The envoy left");
        let span = Some(Span::new(0, 16));
        report.notes.push(Note {
            kind: NoteKind::Furniture,
            text: "Share this story".into(),
            span,
        });
        let words = Words::of(&report);
        assert_eq!(words.span(0..words.len()).of(&report.text), "The envoy left");
    }
}
