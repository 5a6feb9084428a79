//! Finds the spans of attributions: who is credited, by which words, with what.
//!
//! One of two trained networks labels the tokens; `models/attribution` holds how they were trained. Which one it was,
//! nothing behind the labels knows.

use std::sync::LazyLock;

use crate::model::{Sentence, Span};
use fast::Fast;
use recurrent::LABELS;
use strong::Strong;
use tokens::Token;

mod decode;
mod fast;
mod link;
mod recurrent;
mod strong;
mod tokens;

/// Which network finds the spans of attributions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tagger {
    /// The small one, which reads 100,000 words a second.
    Fast,
    /// The one that begins with a language model: it misses less, and reads 2,000 words a second.
    Strong,
}

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

impl Tagged {
    fn of(cue: Span) -> Self {
        Self { source: Vec::new(), cue: vec![cue], content: Vec::new() }
    }
}

/// Tokens that the network reads at a time, which bounds the memory. Most articles fit: in PolNeAR they
/// have 890 tokens on average.
const WINDOW: usize = 1024;

static FAST: LazyLock<Fast> =
    LazyLock::new(|| Fast::read(include_bytes!("../../../../../models/attribution/weights.bin")));

static STRONG: LazyLock<Strong> = LazyLock::new(|| {
    Strong::read(include_bytes!("../../../../../models/attribution/strong/weights.bin"))
});

/// Finds the attributions of a text that was divided into these sentences, in the order of the text.
///
/// Reads English. Text outside the sentences is not read.
pub(crate) fn tag(text: &str, sentences: &[Sentence], tagger: Tagger) -> Vec<Tagged> {
    let tokens = tokens::tokenize(text, sentences);
    let labels: Vec<u8> = windows(&tokens)
        .flat_map(|window| match tagger {
            Tagger::Fast => decode::decode(&FAST.scores(window), &FAST.recurrent.transitions),
            Tagger::Strong => {
                let mut scores = STRONG.scores(text, window);
                let mut transitions = STRONG.recurrent.transitions;
                join(&mut scores, &FAST.scores(window));
                join(&mut transitions, &FAST.recurrent.transitions);
                decode::decode(&scores, &transitions)
            }
        })
        .collect();
    link::link(text, &tokens, &labels)
}

/// Makes an attribution of each quotation of several words in these sentences, by nobody.
pub(crate) fn quotations_alone(
    quotations: &[Span],
    text: &str,
    sentences: &[Sentence],
) -> Vec<Tagged> {
    let in_sentence = |span: &Span| {
        let at = sentences.partition_point(|sentence| sentence.span.end() <= span.start());
        sentences.get(at).is_some_and(|sentence| sentence.span.overlap(*span) > 0)
    };
    quotations
        .iter()
        .filter(|span| in_sentence(span) && span.of(text).split_whitespace().count() > 2)
        .map(|span| Tagged { source: Vec::new(), cue: Vec::new(), content: vec![*span] })
        .collect()
}

/// How much the fast network has to say beside the strong one, which hardly takes longer for it: F1 of whole
/// attributions on PolNeAR's development half is 69.0 with 0, 69.5 with 0.25, 69.9 with 0.5.
const SHARE: f32 = 0.5;

fn join(scores: &mut [[f32; LABELS]], others: &[[f32; LABELS]]) {
    for (score, other) in scores.iter_mut().flatten().zip(others.iter().flatten()) {
        *score += SHARE * other;
    }
}

/// Cuts tokens into runs of whole paragraphs of up to `WINDOW` tokens; a longer paragraph is cut itself.
fn windows(tokens: &[Token]) -> impl Iterator<Item = &[Token]> {
    let mut rest = tokens;
    std::iter::from_fn(move || {
        let (window, after) = rest.split_at(window_len(rest));
        rest = after;
        (!window.is_empty()).then_some(window)
    })
}

fn window_len(tokens: &[Token]) -> usize {
    if tokens.len() <= WINDOW {
        return tokens.len();
    }
    let paragraph_end = tokens[..WINDOW].iter().rposition(|token| token.last);
    paragraph_end.map_or(WINDOW, |last| last + 1)
}

#[cfg(test)]
mod tests;
