//! Finds the spans of attributions: who is credited, by which words, with what.
//!
//! A small trained network labels the tokens; `models/attribution` holds how it was trained.

use std::sync::LazyLock;

use crate::model::{Sentence, Span};
use network::Network;
use tokens::Token;

mod decode;
mod link;
mod network;
mod tokens;
mod weights;

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

static NETWORK: LazyLock<Network> = LazyLock::new(|| {
    Network::read(include_bytes!("../../../../../models/attribution/weights.bin"))
});

/// Finds the attributions of a text that was divided into these sentences, in the order of the text.
///
/// Reads English. Text outside the sentences is not read.
pub(crate) fn tag(text: &str, sentences: &[Sentence]) -> Vec<Tagged> {
    let tokens = tokens::tokenize(text, sentences);
    let labels: Vec<u8> = windows(&tokens)
        .flat_map(|window| decode::decode(&NETWORK.scores(window), &NETWORK.transitions))
        .collect();
    link::link(text, &tokens, &labels)
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
