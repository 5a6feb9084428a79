//! The network that scores the labels of tokens; `models/attribution/model.py` defines it.
//!
//! Table rows are summed a token, then come layers of simple recurrent units (Lei et al. 2018) that read
//! in both directions. Products are summed in integers, and the rest uses only operations that IEEE 754
//! defines exactly, so scores are the same on every machine.

use super::tokens::Token;
use super::weights::Reader;

/// Numbers that stand for a token between layers.
const WIDTH: usize = 128;
/// Channels below this are read forwards, the others backwards.
const HALF: usize = WIDTH / 2;
/// Rows of the table of contexts: shape, quotation, first, last, glued.
const CONTEXTS: usize = 256;
/// Tokens that share one pass over a layer's weights, so that these are fetched once for all of them.
const BLOCK: usize = 8;
/// What the largest number of a token is scaled to before products are summed; the sum of `WIDTH`
/// products with weights of one byte stays below 2^31.
const LARGEST: f32 = 32000.0;

/// Labels: nothing, then beginning and inside of each role.
pub(super) const LABELS: usize = 11;

/// What stands for one token between layers.
type Row = [f32; WIDTH];

/// The network with its weights.
pub(super) struct Network {
    hashes: Vec<u64>,
    words: Table,
    suffixes: Table,
    contexts: Vec<Row>,
    layers: Vec<Layer>,
    output: Vec<Channel>,
    /// The score of a label after a label.
    pub(super) transitions: [[f32; LABELS]; LABELS],
}

impl Network {
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
            layers: (0..layers).map(|_| Layer::read(&mut reader)).collect(),
            output: Channel::read(&mut reader, LABELS),
            transitions: reader.row_array(),
        };
        assert!(reader.is_done(), "weights of another form");
        network
    }

    /// Scores every label for each token.
    pub(super) fn scores(&self, tokens: &[Token]) -> Vec<[f32; LABELS]> {
        let mut rows: Vec<Row> = tokens.iter().map(|token| self.embed(token)).collect();
        for layer in &self.layers {
            rows = layer.run(&rows);
        }
        rows.iter().map(|row| self.score(row)).collect()
    }

    fn embed(&self, token: &Token) -> Row {
        // Row 0 stands for all unknown words.
        let word = self.hashes.binary_search(&token.word).map_or(0, |at| at + 1);
        let suffix = (token.suffix % self.suffixes.scales.len() as u64) as usize;
        let mut row = self.contexts[context(token)];
        self.words.add(word, &mut row);
        self.suffixes.add(suffix, &mut row);
        row
    }

    fn score(&self, row: &Row) -> [f32; LABELS] {
        let row = Whole::of(row);
        std::array::from_fn(|label| self.output[label].of(&row))
    }
}

fn context(token: &Token) -> usize {
    let edge = usize::from(token.first) + 2 * usize::from(token.last);
    ((token.shape as usize * 4 + token.quote as usize) * 4 + edge) * 2 + usize::from(token.glued)
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

/// One channel of a linear map, its weights rounded to bytes.
struct Channel {
    weights: Lane,
    scale: f32,
    bias: f32,
}

impl Channel {
    fn read(reader: &mut Reader<'static>, channels: usize) -> Vec<Self> {
        let (biases, scales) = (reader.floats(channels), reader.floats(channels));
        let (rows, _) = reader.bytes(channels * WIDTH).as_chunks::<WIDTH>();
        let whole = |row: &[u8; WIDTH]| Lane(row.map(|byte| i16::from(byte.cast_signed())));
        rows.iter()
            .zip(biases.into_iter().zip(scales))
            .map(|(row, (bias, scale))| Self { weights: whole(row), scale, bias })
            .collect()
    }

    fn of(&self, row: &Whole) -> f32 {
        self.weights.dot(&row.numbers) as f32 * (self.scale * row.scale) + self.bias
    }
}

/// A row in whole numbers.
struct Whole {
    scale: f32,
    numbers: Lane,
}

impl Whole {
    fn of(row: &Row) -> Self {
        let largest = row.iter().fold(1e-6_f32, |largest, x| largest.max(x.abs()));
        let factor = LARGEST / largest;
        Self { scale: largest / LARGEST, numbers: Lane(row.map(|x| (x * factor) as i16)) }
    }
}

/// Whole numbers, laid along cache lines: products are summed half again as fast.
#[repr(align(64))]
struct Lane([i16; WIDTH]);

impl Lane {
    /// Sums products eight at a time, which compiles to the multiply-and-add of pairs that every x86-64
    /// has: 25 products a nanosecond, against 6 one by one and 15 in floats.
    ///
    /// The loops are bare because tests run them without optimisation: iterators take ten times as long there.
    fn dot(&self, other: &Self) -> i32 {
        let mut sums = [0; 8];
        let mut at = 0;
        while at < WIDTH {
            let mut lane = 0;
            while lane < 8 {
                sums[lane] += self.0[at + lane] as i32 * other.0[at + lane] as i32;
                lane += 1;
            }
            at += 8;
        }
        sums.iter().sum()
    }
}

/// What a layer computes of a token: its new state (once the layer has run over it, its state), how much of
/// the old state is kept, and how much of the state, and not of the input, goes out.
type Gates = [Row; 3];

/// A recurrent layer.
struct Layer {
    /// What a channel takes of the token before, the token, and the token after.
    filter: [Row; 3],
    channels: Vec<Channel>,
}

impl Layer {
    fn read(reader: &mut Reader<'static>) -> Self {
        Self { filter: reader.row_array(), channels: Channel::read(reader, 3 * WIDTH) }
    }

    fn run(&self, rows: &[Row]) -> Vec<Row> {
        let mut filtered: Vec<Row> = (0..rows.len()).map(|at| self.filter(rows, at)).collect();
        let mut gates = vec![[[0.0; WIDTH]; 3]; rows.len()];
        for (rows, gates) in filtered.chunks(BLOCK).zip(gates.chunks_mut(BLOCK)) {
            self.sum(rows, gates);
        }
        gates.iter_mut().for_each(open);
        recur(gates.iter_mut(), 0..HALF);
        recur(gates.iter_mut().rev(), HALF..WIDTH);
        for (x, [state, _, out]) in filtered.iter_mut().zip(&gates) {
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

    /// Computes the sums of a block of tokens.
    fn sum(&self, rows: &[Row], gates: &mut [Gates]) {
        let rows: Vec<Whole> = rows.iter().map(Whole::of).collect();
        for (at, channel) in self.channels.iter().enumerate() {
            for (row, gates) in rows.iter().zip(&mut *gates) {
                gates[at / WIDTH][at % WIDTH] = channel.of(row);
            }
        }
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
