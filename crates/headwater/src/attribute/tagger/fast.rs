//! The fast tagger: rows of tables are summed a token, then come the recurrent layers.
//!
//! `models/attribution/model.py` defines it. Scores are the same on every machine.

use super::recurrent::{LABELS, Recurrent, Row, WIDTH};
use super::tokens::{CONTEXTS, Token};
use crate::network::weights::Reader;

/// The network with its weights.
pub(super) struct Fast {
    hashes: Vec<u64>,
    words: Table,
    suffixes: Table,
    contexts: Vec<Row>,
    /// What reads the rows of the tokens.
    pub(super) recurrent: Recurrent,
}

impl Fast {
    /// Reads the weights.
    ///
    /// # Panics
    ///
    /// Panics if they do not have this network's form.
    pub(super) fn read(bytes: &'static [u8]) -> Self {
        let mut reader = Reader::new(bytes);
        assert_eq!(reader.bytes(8), b"hw-tag-1", "weights of another format");
        let (words, suffixes, layers) = (reader.number(), reader.number(), reader.number());
        let network = Self {
            hashes: reader.hashes(words),
            words: Table::read(&mut reader, words + 1),
            suffixes: Table::read(&mut reader, suffixes),
            contexts: reader.rows(CONTEXTS),
            recurrent: Recurrent::read(&mut reader, layers),
        };
        assert!(reader.is_done(), "weights of another form");
        network
    }

    /// Scores every label for each token.
    pub(super) fn scores(&self, tokens: &[Token]) -> Vec<[f32; LABELS]> {
        self.recurrent.scores(tokens.iter().map(|token| self.embed(token)).collect())
    }

    fn embed(&self, token: &Token) -> Row {
        // Row 0 stands for all unknown words.
        let word = self.hashes.binary_search(&token.word).map_or(0, |at| at + 1);
        let suffix = (token.suffix % self.suffixes.scales.len() as u64) as usize;
        let mut row = self.contexts[token.context()];
        self.words.add(word, &mut row);
        self.suffixes.add(suffix, &mut row);
        row
    }
}

/// Rows of bytes, each with its scale.
struct Table {
    scales: Vec<f32>,
    rows: &'static [[u8; WIDTH]],
}

impl Table {
    fn read(reader: &mut Reader<'static>, rows: usize) -> Self {
        let scales = reader.floats(rows);
        let (rows, _) = reader.bytes(rows * WIDTH).as_chunks();
        Self { scales, rows }
    }

    fn add(&self, index: usize, row: &mut Row) {
        let scale = self.scales[index];
        for (sum, &byte) in row.iter_mut().zip(&self.rows[index]) {
            *sum += scale * f32::from(byte.cast_signed());
        }
    }
}
