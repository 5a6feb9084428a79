//! Finds the spans of attributions: who is credited, by which words, with what.

use std::sync::LazyLock;

use regex::Regex;

use crate::model::{Sentence, Span};

/// The spans of one attribution, each list in the order of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Tagged {
    /// Who is credited; empty if nobody is named.
    pub(crate) source: Vec<Span>,
    /// What credits.
    pub(crate) cue: Vec<Span>,
    /// What is credited; never empty.
    pub(crate) content: Vec<Span>,
}

/// Finds the attributions of a text that was divided into these sentences, in the order of the text.
///
/// Knows one cue a sentence: a verb of saying with its subject before or after it, or "according to".
pub(crate) fn tag(text: &str, sentences: &[Sentence]) -> Vec<Tagged> {
    sentences.iter().filter_map(|sentence| tag_sentence(text, sentence.span)).collect()
}

/// Verbs that credit a subject with what stands beside them.
static SAYING: LazyLock<Regex> = LazyLock::new(|| {
    let verbs =
        "said|says|told|added|stated|announced|reported|claimed|tweeted|wrote|stressed|warned";
    Regex::new(&format!(r"\b(?:{verbs})\b")).expect("the pattern is a valid one")
});

/// The cue that stands before its source.
static ACCORDING: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)\baccording to\b").expect("the pattern is a valid one"));

fn tag_sentence(text: &str, sentence: Span) -> Option<Tagged> {
    let words = sentence.of(text);
    let at = |start: usize, end: usize| {
        Span::new(sentence.start() + start, sentence.start() + end).trimmed(text)
    };
    if let Some(cue) = ACCORDING.find(words) {
        let end =
            cue.end() + words[cue.end()..].find([',', '.']).unwrap_or(words.len() - cue.end());
        let before = at(0, cue.start());
        let content = if before.is_empty() { at(end, words.len()) } else { before };
        return tagged(at(cue.end(), end), at(cue.start(), cue.end()), content);
    }
    let cue = SAYING.find(words)?;
    let clause = words[..cue.start()]
        .rfind([',', '”', '"'])
        .map_or(0, |comma| comma + words[comma..].chars().next().map_or(0, char::len_utf8));
    let cue_span = at(cue.start(), cue.end());
    let subject = at(clause, cue.start());
    if clause == 0 {
        return tagged(subject, cue_span, at(cue.end(), words.len()));
    }
    let after = cue.end() + words[cue.end()..].find([',', '.']).unwrap_or(words.len() - cue.end());
    let source = if subject.is_empty() { at(cue.end(), after) } else { subject };
    tagged(source, cue_span, at(0, clause))
}

fn tagged(source: Span, cue: Span, content: Span) -> Option<Tagged> {
    let source = if source.is_empty() { vec![] } else { vec![source] };
    (!content.is_empty()).then(|| Tagged { source, cue: vec![cue], content: vec![content] })
}
