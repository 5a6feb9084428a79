//! The encoder of the larger networks: a transformer (Vaswani et al. 2017) over word pieces.
//!
//! `models/attribution/strong/encoder.py` defines it. Products are summed in integers, and the rest uses only
//! operations that IEEE 754 defines exactly, so that its rows are the same on every machine.

use super::functions;
use super::products::{Channels, Rows};
use super::weights::Reader;

/// Numbers that stand for a piece.
pub(crate) const HIDDEN: usize = 384;
/// Heads of attention, and the numbers of each.
const HEADS: usize = 12;
const HEAD: usize = HIDDEN / HEADS;
/// Pieces that attend to one another, the marks at the ends included.
pub(crate) const WINDOW: usize = 256;
/// Layers below the first that is told of the contexts.
const KEPT: usize = 2;

/// Whether an encoder is told of the contexts of tokens, and of how many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Contexts {
    /// It is not.
    None,
    /// It is, of so many.
    Some(usize),
}

/// A piece as the encoder reads it: its number, and the context of its token.
#[derive(Clone, Copy)]
pub(crate) struct Piece {
    pub(crate) number: usize,
    pub(crate) context: usize,
}

/// The encoder with its weights.
pub(crate) struct Encoder {
    scales: Vec<f32>,
    words: &'static [[u8; HIDDEN]],
    places: Vec<[f32; HIDDEN]>,
    contexts: Vec<[f32; HIDDEN]>,
    norm: Norm,
    blocks: Vec<Block>,
}

impl Encoder {
    /// Reads the weights.
    pub(crate) fn read(
        reader: &mut Reader<'static>,
        pieces: usize,
        blocks: usize,
        contexts: Contexts,
    ) -> Self {
        let contexts = if let Contexts::Some(contexts) = contexts { contexts } else { 0 };
        Self {
            scales: reader.floats(pieces),
            words: reader.bytes(pieces * HIDDEN).as_chunks().0,
            places: reader.rows(WINDOW),
            contexts: reader.rows(contexts),
            norm: Norm::read(reader),
            blocks: (0..blocks).map(|_| Block::read(reader)).collect(),
        }
    }

    /// Returns `HIDDEN` numbers for each of up to `WINDOW` pieces that are read together.
    pub(crate) fn encode(&self, pieces: &[Piece]) -> Vec<f32> {
        let mut x = Vec::with_capacity(pieces.len() * HIDDEN);
        for (piece, place) in pieces.iter().zip(&self.places) {
            let scale = self.scales[piece.number];
            let word = &self.words[piece.number];
            x.extend(
                word.iter()
                    .zip(place)
                    .map(|(byte, place)| scale * f32::from(byte.cast_signed()) + place),
            );
        }
        self.norm.apply(&mut x);
        for (at, block) in self.blocks.iter().enumerate() {
            if at == KEPT && !self.contexts.is_empty() {
                for (x, piece) in x.chunks_exact_mut(HIDDEN).zip(pieces) {
                    add(x, &self.contexts[piece.context]);
                }
            }
            block.apply(&mut x);
        }
        x
    }
}

/// A layer: pieces take from one another, then each is worked on by itself.
struct Block {
    /// What a piece asks, what it answers to, and what it gives, of all heads.
    mix: Channels,
    join: Channels,
    norm: Norm,
    up: Channels,
    down: Channels,
    last: Norm,
}

impl Block {
    fn read(reader: &mut Reader<'static>) -> Self {
        Self {
            mix: Channels::read(reader, 3 * HIDDEN, HIDDEN),
            join: Channels::read(reader, HIDDEN, HIDDEN),
            norm: Norm::read(reader),
            up: Channels::read(reader, 4 * HIDDEN, HIDDEN),
            down: Channels::read(reader, HIDDEN, 4 * HIDDEN),
            last: Norm::read(reader),
        }
    }

    fn apply(&self, x: &mut [f32]) {
        let mixed = self.mix.times(&Rows::of(x, HIDDEN));
        let taken = attend(&mixed);
        add(x, &self.join.times(&Rows::of(&taken, HIDDEN)));
        self.norm.apply(x);
        let mut wide = self.up.times(&Rows::of(x, HIDDEN));
        wide.iter_mut().for_each(|x| *x = functions::gelu(*x));
        add(x, &self.down.times(&Rows::of(&wide, 4 * HIDDEN)));
        self.last.apply(x);
    }
}

/// Lets each piece take what the others give, by how well they answer to what it asks.
fn attend(mixed: &[f32]) -> Vec<f32> {
    let pieces = mixed.len() / (3 * HIDDEN);
    let mut taken = vec![0.0; pieces * HIDDEN];
    let mut given = vec![0.0; HEAD * pieces];
    for head in 0..HEADS {
        let part = |kind: usize| {
            let start = kind * HIDDEN + head * HEAD;
            mixed.chunks_exact(3 * HIDDEN).map(move |row| &row[start..start + HEAD])
        };
        let mut shares =
            Channels::of_each(part(1), HEAD, HEAD).times(&Rows::of_each(part(0), HEAD));
        for shares in shares.chunks_exact_mut(pieces) {
            let root = 1.0 / (HEAD as f32).sqrt();
            shares.iter_mut().for_each(|share| *share *= root);
            functions::softmax(shares);
        }
        for (piece, row) in part(2).enumerate() {
            for (channel, x) in row.iter().enumerate() {
                given[channel * pieces + piece] = *x;
            }
        }
        let given = Channels::of_each(given.chunks_exact(pieces), pieces, 1);
        let rows = given.times(&Rows::of_shares(&shares, pieces));
        for (taken, row) in taken.chunks_exact_mut(HIDDEN).zip(rows.chunks_exact(HEAD)) {
            taken[head * HEAD..][..HEAD].copy_from_slice(row);
        }
    }
    taken
}

fn add(x: &mut [f32], other: &[f32]) {
    for (x, other) in x.iter_mut().zip(other) {
        *x += other;
    }
}

/// Brings rows to mean 0 and variance 1, then scales and moves each channel (Ba et al. 2016).
struct Norm {
    weight: Vec<f32>,
    bias: Vec<f32>,
}

impl Norm {
    fn read(reader: &mut Reader<'static>) -> Self {
        Self { weight: reader.floats(HIDDEN), bias: reader.floats(HIDDEN) }
    }

    fn apply(&self, x: &mut [f32]) {
        for row in x.chunks_exact_mut(HIDDEN) {
            let mean = functions::sum(row) / HIDDEN as f32;
            let mut squares = [0.0; HIDDEN];
            for (x, square) in row.iter_mut().zip(&mut squares) {
                *x -= mean;
                *square = *x * *x;
            }
            let factor = 1.0 / (functions::sum(&squares) / HIDDEN as f32).sqrt().max(1e-6);
            for ((x, weight), bias) in row.iter_mut().zip(&self.weight).zip(&self.bias) {
                *x = *x * factor * weight + bias;
            }
        }
    }
}
