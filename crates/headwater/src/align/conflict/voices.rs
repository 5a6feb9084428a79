//! The same words, credited to others.

use super::{Pair, Side};
use crate::model::{Span, Speaker, SpeakerKind};
use crate::names::{Likeness, likeness};

/// Words in quotation marks that both must have before the voices are held against each other.
const LEAST_QUOTED: u16 = 5;
/// The share of a statement that both must have in the same run of words, where nothing is quoted.
const LEAST_PHRASED: f32 = 0.8;

/// Finds who is credited, where both give the same words and each credits somebody whom the other does not.
pub(super) fn voice(pair: &Pair<'_>) -> Option<(Span, Span)> {
    let (a, b) = (pair.a.content, pair.b.content);
    let same_words = pair.likeness.quoted >= LEAST_QUOTED
        || (pair.likeness.phrased >= LEAST_PHRASED && pair.likeness.covering >= LEAST_PHRASED);
    let others = |of: &[Speaker], among: &[Speaker]| {
        let is_other = |one: &Speaker| {
            is_named(one) && among.iter().all(|other| likeness(one, other) == Likeness::Different)
        };
        !among.is_empty() && of.iter().any(is_other)
    };
    if !same_words || !others(a.voices, b.voices) || !others(b.voices, a.voices) {
        return None;
    }
    Some((named_source(&pair.a)?, named_source(&pair.b)?))
}

/// Returns the words that credit, where they name somebody: "the company" may be another than it was taken for.
fn named_source(side: &Side<'_>) -> Option<Span> {
    side.source.filter(|source| has_name(source.of(side.text)))
}

/// Tells whether a speaker has a name of its own: not "the government", "the statement".
fn is_named(speaker: &Speaker) -> bool {
    matches!(speaker.kind, SpeakerKind::Person | SpeakerKind::Body) && has_name(&speaker.name)
}

fn has_name(words: &str) -> bool {
    words.trim_start_matches("The ").chars().any(char::is_uppercase)
}
