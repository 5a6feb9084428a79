//! The strong tagger: a small transformer reads word pieces, and recurrent layers read what it makes of each token.
//!
//! `models/attribution/strong/encoder.py` defines it. Scores are the same on every machine.

use std::ops::Range;

use super::recurrent::{LABELS, Recurrent, Row, WIDTH};
use super::tokens::{CONTEXTS, Token};
use crate::network::encoder::{Contexts, Encoder, HIDDEN, Piece, WINDOW};
use crate::network::pieces::Pieces;
use crate::network::products::{Channels, Rows};
use crate::network::weights::Reader;

/// The network with its weights.
pub(super) struct Strong {
    pub(super) pieces: Pieces,
    encoder: Encoder,
    project: Channels,
    contexts: Vec<Row>,
    /// What reads the rows of the tokens.
    pub(super) recurrent: Recurrent,
}

impl Strong {
    /// Reads the weights.
    ///
    /// # Panics
    ///
    /// Panics if they do not have this network's form.
    pub(super) fn read(bytes: &'static [u8]) -> Self {
        let mut reader = Reader::new(bytes);
        assert_eq!(reader.bytes(8), b"hw-str-1", "weights of another format");
        let [letters, blocks, layers] = [(); 3].map(|()| reader.number());
        let pieces = std::str::from_utf8(reader.bytes(letters)).expect("pieces of words");
        let pieces = Pieces::read(pieces);
        let network = Self {
            encoder: Encoder::read(
                &mut reader,
                pieces.len(),
                blocks,
                // The marks at the ends have a context of their own.
                Contexts::Some(CONTEXTS + 1),
            ),
            pieces,
            project: Channels::read(&mut reader, WIDTH, HIDDEN),
            contexts: reader.rows(CONTEXTS),
            recurrent: Recurrent::read(&mut reader, layers),
        };
        assert!(reader.is_done(), "weights of another form");
        network
    }

    /// Scores every label for each token of a text.
    pub(super) fn scores(&self, text: &str, tokens: &[Token]) -> Vec<[f32; LABELS]> {
        let cut = self.cut(text, tokens);
        let rows = windows(tokens, &cut)
            .into_iter()
            .flat_map(|at| self.encode(&tokens[at.clone()], &cut[at]));
        self.recurrent.scores(rows.collect())
    }

    /// Returns the pieces of each token.
    pub(super) fn cut(&self, text: &str, tokens: &[Token]) -> Vec<Vec<usize>> {
        tokens.iter().map(|token| self.pieces.cut(token.span.of(text), MOST)).collect()
    }

    /// Reads a window of tokens; a token is what the encoder makes of its first piece.
    fn encode(&self, tokens: &[Token], cut: &[Vec<usize>]) -> Vec<Row> {
        let mark = |piece| Piece { number: self.pieces.number(piece), context: CONTEXTS };
        let mut pieces = vec![mark("[CLS]")];
        let mut firsts = Vec::with_capacity(tokens.len());
        for (token, cut) in tokens.iter().zip(cut) {
            firsts.push(pieces.len());
            let context = token.context();
            pieces.extend(cut.iter().map(|&number| Piece { number, context }));
        }
        pieces.push(mark("[SEP]"));
        let encoded = self.encoder.encode(&pieces);
        let firsts = firsts.iter().map(|first| &encoded[first * HIDDEN..][..HIDDEN]);
        let mut projected = self.project.times(&Rows::of_each(firsts, HIDDEN));
        let (rows, _) = projected.as_chunks_mut();
        for (row, token) in rows.iter_mut().zip(tokens) {
            let row: &mut Row = row;
            row.iter_mut().zip(&self.contexts[token.context()]).for_each(|(x, y)| *x += y);
        }
        rows.to_vec()
    }
}

/// Pieces of a window beside the marks at its ends.
const MOST: usize = WINDOW - 2;

/// Cuts tokens into runs of whole paragraphs of up to `MOST` pieces; a longer paragraph is cut itself.
pub(super) fn windows(tokens: &[Token], cut: &[Vec<usize>]) -> Vec<Range<usize>> {
    let (mut first, mut paragraph) = (0, 0);
    // Pieces since the window began, and since the paragraph did.
    let (mut total, mut since) = (0, 0);
    let mut windows = Vec::new();
    for (at, (token, cut)) in tokens.iter().zip(cut).enumerate() {
        if token.first {
            (paragraph, since) = (at, 0);
        }
        while total + cut.len() > MOST {
            let end = if paragraph > first { paragraph } else { at };
            windows.push(first..end);
            total = if end == paragraph { since } else { 0 };
            first = end;
        }
        total += cut.len();
        since += cut.len();
    }
    windows.push(first..tokens.len());
    windows.retain(|window| !window.is_empty());
    windows
}
