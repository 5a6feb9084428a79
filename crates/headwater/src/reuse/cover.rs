//! Measures how much of a report's text stands in another one.

use super::words::Words;
use crate::model::Span;
use std::ops::Range;

/// The words of a report that stand in one other report, or in several: stretches that lie apart, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Cover {
    stretches: Vec<CoveredStretch>,
}

/// A stretch of words, and the share of them that stand in the other report, in thousandths.
#[derive(Clone, Debug, PartialEq, Eq)]
struct CoveredStretch {
    words: Range<usize>,
    matched: u16,
}

impl Cover {
    /// Covers a report with passages, each the span of it and the number of words that match.
    ///
    /// Where passages overlap, the one of which more matches counts, so that no word counts twice.
    pub(super) fn of(words: &Words, passages: impl IntoIterator<Item = (Span, u32)>) -> Self {
        Self::painted(passages.into_iter().filter_map(|(span, matches)| {
            let range = words.inside(span);
            let matched = matches as usize * 1000 / range.len().max(1);
            let matched = u16::try_from(matched.min(1000)).expect("a share is at most 1000");
            (!range.is_empty()).then_some(CoveredStretch { words: range, matched })
        }))
    }

    /// Joins covers of one report.
    pub(super) fn union<'c>(covers: impl IntoIterator<Item = &'c Cover>) -> Self {
        Self::painted(covers.into_iter().flat_map(|cover| cover.stretches.iter().cloned()))
    }

    /// Returns how many words match, in thousandths of a word.
    pub(super) fn matched(&self) -> usize {
        self.stretches.iter().map(|one| one.words.len() * usize::from(one.matched)).sum()
    }

    /// Returns the share of a report of so many words that matches, in thousandths.
    pub(super) fn share(&self, words: usize) -> u16 {
        u16::try_from(self.matched() / words.max(1)).expect("a share is at most 1000")
    }

    /// Tells whether two covers of a report lie apart: they have no more than a tenth of the shorter in common, since
    /// a passage may run on by a word or two that chance to match.
    pub(super) fn is_apart_from(&self, other: &Cover) -> bool {
        self.overlap(other) * 10 <= self.len().min(other.len())
    }

    fn len(&self) -> usize {
        self.stretches.iter().map(|one| one.words.len()).sum()
    }

    /// Returns how many words both cover.
    fn overlap(&self, other: &Cover) -> usize {
        let mut rest = &other.stretches[..];
        let mut both = 0;
        for one in &self.stretches {
            rest = &rest[rest.partition_point(|other| other.words.end <= one.words.start)..];
            let near = rest.iter().take_while(|other| other.words.start < one.words.end);
            both += near.map(|other| overlap(&one.words, &other.words)).sum::<usize>();
        }
        both
    }

    /// Lays stretches upon each other, the one with the greater share on top.
    fn painted(stretches: impl IntoIterator<Item = CoveredStretch>) -> Self {
        let mut words: Vec<u16> = Vec::new();
        let mut covered: Vec<CoveredStretch> = stretches.into_iter().collect();
        let begin = covered.iter().map(|one| one.words.start).min().unwrap_or(0);
        for CoveredStretch { words: range, matched } in covered.drain(..) {
            let range = range.start - begin..range.end - begin;
            words.resize(words.len().max(range.end), 0);
            words[range].iter_mut().for_each(|word| *word = matched.max(*word));
        }
        let mut at = begin;
        for same in words.chunk_by(|a, b| a == b) {
            if same[0] > 0 {
                covered.push(CoveredStretch { words: at..at + same.len(), matched: same[0] });
            }
            at += same.len();
        }
        Self { stretches: covered }
    }
}

fn overlap(a: &Range<usize>, b: &Range<usize>) -> usize {
    a.end.min(b.end).saturating_sub(a.start.max(b.start))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Report;

    const TEXT: &str = "a b c d e f g h i j";

    /// A passage: its first word, the word after its last, and how many match.
    type Passage = (usize, usize, u32);

    /// Covers the text above.
    fn cover(passages: &[Passage]) -> Cover {
        let words = Words::of(&Report::new("r", TEXT));
        let spans = passages.iter().map(|&(from, to, n)| (Span::new(2 * from, 2 * to - 1), n));
        Cover::of(&words, spans)
    }

    #[test]
    fn no_word_counts_twice() {
        let table: [(&[Passage], u16); 5] = [
            (&[], 0),
            (&[(0, 10, 10)], 1000),
            (&[(0, 4, 4), (2, 6, 4)], 600),
            // What is half matched lies under what matches wholly.
            (&[(0, 8, 4), (0, 4, 4)], 600),
            (&[(8, 10, 1)], 100),
        ];
        for (passages, share) in table {
            assert_eq!(cover(passages).share(10), share, "{passages:?}");
        }
    }

    #[test]
    fn covers_join_and_lie_apart() {
        let (left, middle, right) = (cover(&[(0, 4, 4)]), cover(&[(3, 7, 4)]), cover(&[(4, 9, 5)]));
        assert!(left.is_apart_from(&right) && right.is_apart_from(&left));
        assert!(!left.is_apart_from(&middle) && !right.is_apart_from(&middle));
        assert_eq!(Cover::union([&left, &middle, &right]).share(10), 900);
    }
}
