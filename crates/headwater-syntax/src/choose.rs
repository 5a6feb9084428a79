//! Which action scores best: the network above the encoder that both the parser and the finder of names have.
//!
//! A state is known by a few tokens. What each adds to the hidden units depends only on it and on its place among them,
//! and so is computed once for all states (Chen and Manning, 2014).

use crate::encode::{WIDTH, greater};
use crate::products::Matrix;
use crate::weights::Reader;

const HIDDEN: usize = 64;
/// Units that compete for each hidden one.
const PIECES: usize = 2;
const UNITS: usize = PIECES * HIDDEN;

/// Scores the actions in a state that `PLACES` tokens describe.
pub(crate) struct Chooser<const PLACES: usize> {
    narrow: Matrix,
    narrow_bias: Vec<f32>,
    places: Matrix,
    /// What a place adds where it has no token.
    absent: Vec<f32>,
    bias: Vec<f32>,
    scores: Matrix,
    scores_bias: Vec<f32>,
}

/// What each token of a text adds, in each place.
pub(crate) struct Tokens(Vec<f32>);

impl<const PLACES: usize> Chooser<PLACES> {
    pub(crate) fn read(reader: &mut Reader, actions: usize) -> Self {
        let narrow = Matrix::new(&reader.floats(HIDDEN * WIDTH), WIDTH);
        let narrow_bias = reader.floats(HIDDEN);
        let places = Matrix::new(&reader.floats(PLACES * UNITS * HIDDEN), HIDDEN);
        let absent = reader.floats(PLACES * UNITS);
        let bias = reader.floats(UNITS);
        let scores = Matrix::new(&reader.floats(actions * HIDDEN), HIDDEN);
        let scores_bias = reader.floats(actions);
        Self { narrow, narrow_bias, places, absent, bias, scores, scores_bias }
    }

    /// Prepares encoded tokens.
    pub(crate) fn prepare(&self, encoded: &[f32]) -> Tokens {
        let count = encoded.len() / WIDTH;
        let mut narrow = self.narrow.times(encoded, WIDTH, count);
        for row in narrow.chunks_exact_mut(HIDDEN) {
            for (number, bias) in row.iter_mut().zip(&self.narrow_bias) {
                *number += bias;
            }
        }
        Tokens(self.places.times(&narrow, HIDDEN, count))
    }

    /// Finds the best action of those that are possible.
    pub(crate) fn choose(
        &self,
        tokens: &Tokens,
        places: [Option<usize>; PLACES],
        is_possible: impl Fn(usize) -> bool,
    ) -> Option<usize> {
        let mut units = [0.0; UNITS];
        units.copy_from_slice(&self.bias);
        for (place, token) in places.into_iter().enumerate() {
            let added = match token {
                Some(token) => &tokens.0[(token * PLACES + place) * UNITS..][..UNITS],
                None => &self.absent[place * UNITS..][..UNITS],
            };
            for (unit, added) in units.iter_mut().zip(added) {
                *unit += added;
            }
        }
        let hidden: [f32; HIDDEN] =
            std::array::from_fn(|at| greater(units[at], units[HIDDEN + at]));
        let scores = self.scores.times(&hidden, HIDDEN, 1);
        let mut best = None;
        for (action, (score, bias)) in scores.iter().zip(&self.scores_bias).enumerate() {
            let score = score + bias;
            if best.is_none_or(|(_, best)| score > best) && is_possible(action) {
                best = Some((action, score));
            }
        }
        best.map(|(action, _)| action)
    }
}
