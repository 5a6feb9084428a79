//! Layers of simple recurrent units (Lei et al. 2018), which read tokens in both directions, and the scores of the
//! labels after them: what both taggers end with.
//!
//! `models/attribution/model.py` defines them. Beside products only operations are used that IEEE 754 defines exactly.

use crate::network::products::{Channels, Rows};
use crate::network::weights::Reader;

/// Numbers that stand for a token between layers.
pub(super) const WIDTH: usize = 128;
/// Channels below this are read forwards, the others backwards.
const HALF: usize = WIDTH / 2;

/// Labels: nothing, then beginning and inside of each role.
pub(super) const LABELS: usize = 11;

/// What stands for one token between layers.
pub(super) type Row = [f32; WIDTH];

/// The layers with their weights.
pub(super) struct Recurrent {
    layers: Vec<Layer>,
    output: Channels,
    /// The score of a label after a label.
    pub(super) transitions: [[f32; LABELS]; LABELS],
}

impl Recurrent {
    /// Reads so many layers.
    pub(super) fn read(reader: &mut Reader<'static>, layers: usize) -> Self {
        Self {
            layers: (0..layers).map(|_| Layer::read(reader)).collect(),
            output: Channels::read(reader, LABELS, WIDTH),
            transitions: reader.row_array(),
        }
    }

    /// Scores every label for each token.
    pub(super) fn scores(&self, mut rows: Vec<Row>) -> Vec<[f32; LABELS]> {
        for layer in &self.layers {
            rows = layer.run(&rows);
        }
        let scores = self.output.times(&Rows::of(rows.as_flattened(), WIDTH));
        scores.as_chunks().0.to_vec()
    }
}

/// What a layer computes of a token: its new state (once the layer has run over it, its state), how much of
/// the old state is kept, and how much of the state, and not of the input, goes out.
type Gates = [Row; 3];

/// A recurrent layer.
struct Layer {
    /// What a channel takes of the token before, the token, and the token after.
    filter: [Row; 3],
    channels: Channels,
}

impl Layer {
    fn read(reader: &mut Reader<'static>) -> Self {
        Self { filter: reader.row_array(), channels: Channels::read(reader, 3 * WIDTH, WIDTH) }
    }

    fn run(&self, rows: &[Row]) -> Vec<Row> {
        let mut filtered: Vec<Row> = (0..rows.len()).map(|at| self.filter(rows, at)).collect();
        let mut sums = self.channels.times(&Rows::of(filtered.as_flattened(), WIDTH));
        let (rows, _) = sums.as_chunks_mut::<WIDTH>();
        let (gates, _): (&mut [Gates], _) = rows.as_chunks_mut();
        gates.iter_mut().for_each(open);
        recur(gates.iter_mut(), 0..HALF);
        recur(gates.iter_mut().rev(), HALF..WIDTH);
        for (x, [state, _, out]) in filtered.iter_mut().zip(&*gates) {
            for (x, (state, out)) in x.iter_mut().zip(state.iter().zip(out)) {
                *x += out * (state - *x);
            }
        }
        filtered
    }

    fn filter(&self, rows: &[Row], at: usize) -> Row {
        const NONE: &Row = &[0.0; WIDTH];
        let before = at.checked_sub(1).map_or(NONE, |before| &rows[before]);
        let after = rows.get(at + 1).unwrap_or(NONE);
        let [f, g, h] = &self.filter;
        std::array::from_fn(|i| f[i] * before[i] + g[i] * rows[at][i] + h[i] * after[i])
    }
}

/// Makes gates of the sums.
fn open([new, keep, out]: &mut Gates) {
    for ((new, keep), out) in new.iter_mut().zip(keep).zip(out) {
        *keep = gate(*keep);
        *out = gate(*out);
        *new = (1.0 - *keep) * squash(*new);
    }
}

/// Carries the states of these channels from token to token.
fn recur<'g>(tokens: impl Iterator<Item = &'g mut Gates>, channels: std::ops::Range<usize>) {
    let mut state = [0.0; HALF];
    for [new, keep, _] in tokens {
        let (new, keep) = (&mut new[channels.clone()], &keep[channels.clone()]);
        for ((state, new), keep) in state.iter_mut().zip(new).zip(keep) {
            *new += keep * *state;
            *state = *new;
        }
    }
}

/// Stands in for the hyperbolic tangent.
fn squash(x: f32) -> f32 {
    x / (1.0 + x * x).sqrt()
}

/// Stands in for the logistic function.
fn gate(x: f32) -> f32 {
    0.5 + 0.5 * squash(x)
}
