//! What the network makes of each token in its surroundings: 96 numbers.
//!
//! This is spaCy's MultiHashEmbed and MaxoutWindowEncoder (Miranda and others, 2022): each attribute of a token chooses
//! four rows of a table by hashes, whose sums are mixed by a layer of maxout units (Goodfellow and others, 2013) and
//! normalised (Ba and others, 2016); then four layers, each of which sees a token, its two neighbours, and adds to what
//! was there before.

use crate::attributes::Attributes;
use crate::hash;
use crate::products::Matrix;
use crate::weights::Reader;

/// Numbers a token has.
pub(crate) const WIDTH: usize = 96;
/// Units that compete for each of them.
const PIECES: usize = 3;
const UNITS: usize = PIECES * WIDTH;
/// Rows kept before the first token and after the last one, at first zeros; spaCy has four. A layer's output for them can
/// differ from what lies further out only up to a distance of its own number, and matters only as far as later layers
/// reach.
const MARGIN: usize = 3;
/// So many of them each layer has to compute.
const BEYOND: [usize; 4] = [1, 2, 1, 0];

/// Rows of each table, in the order of the attributes, and the seed of the first one's hashes.
pub(crate) const ALL: &[usize] = &[5000, 1000, 2500, 2500, 50, 50];
/// The network that finds names does not see blanks.
pub(crate) const WORDS_ALONE: &[usize] = &[5000, 1000, 2500, 2500];
const FIRST_SEED: u32 = 8;

/// The whole of it.
pub(crate) struct Encoder {
    tables: Vec<Table>,
    mix: Squash,
    layers: Vec<Layer>,
    /// What the first layer makes of the nothing around a text.
    outside: Vec<f32>,
}

/// A table of embeddings, already multiplied with the layer that mixes them.
struct Table {
    rows: u32,
    seed: u32,
    products: Vec<f32>,
}

struct Layer {
    matrix: Matrix,
    squash: Squash,
}

/// What follows the products: maxout and normalisation.
struct Squash {
    bias: Vec<f32>,
    scale: Vec<f32>,
    shift: Vec<f32>,
}

impl Encoder {
    pub(crate) fn read(reader: &mut Reader, rows: &[usize]) -> Self {
        let embeddings: Vec<_> = rows.iter().map(|rows| reader.floats(rows * WIDTH)).collect();
        let weights = reader.floats(UNITS * rows.len() * WIDTH);
        let mix = Squash::read(reader);
        let multiply = |(at, embeddings): (usize, &Vec<f32>)| {
            let columns: Vec<f32> = weights
                .chunks_exact(rows.len() * WIDTH)
                .flat_map(|unit| &unit[at * WIDTH..][..WIDTH])
                .copied()
                .collect();
            let products = Matrix::new(&columns, WIDTH).times(embeddings, WIDTH, rows[at]);
            Table { rows: rows[at] as u32, seed: FIRST_SEED + at as u32, products }
        };
        let tables = embeddings.iter().enumerate().map(multiply).collect();
        let layers: Vec<_> = BEYOND.iter().map(|_| Layer::read(reader)).collect();
        let mut outside = vec![0.0; WIDTH];
        layers[0].squash.add(&vec![0.0; UNITS], &mut outside);
        Self { tables, mix, layers, outside }
    }

    /// Encodes the tokens of a text, as rows of `WIDTH` numbers.
    pub(crate) fn encode(&self, tokens: &[Attributes]) -> Vec<f32> {
        let mut rows = vec![0.0; (tokens.len() + 2 * MARGIN) * WIDTH];
        let inside = MARGIN * WIDTH..(MARGIN + tokens.len()) * WIDTH;
        let token_rows = rows[inside.clone()].chunks_exact_mut(WIDTH);
        for (attributes, row) in tokens.iter().zip(token_rows) {
            self.mix.add(&self.embed(attributes), row);
        }
        for (number, (layer, beyond)) in self.layers.iter().zip(BEYOND).enumerate() {
            layer.apply(&mut rows, tokens.len(), beyond);
            if number == 0 {
                let far = (MARGIN - beyond) * WIDTH;
                let end = rows.len() - far;
                for row in rows[..far].chunks_exact_mut(WIDTH) {
                    row.copy_from_slice(&self.outside);
                }
                for row in rows[end..].chunks_exact_mut(WIDTH) {
                    row.copy_from_slice(&self.outside);
                }
            }
        }
        rows.truncate(inside.end);
        rows.drain(..inside.start);
        rows
    }

    /// Sums the rows that the attributes choose.
    #[inline(always)]
    fn embed(&self, attributes: &Attributes) -> [f32; UNITS] {
        let mut sums = [0.0; UNITS];
        for (table, &attribute) in self.tables.iter().zip(attributes) {
            let [a, b, c, d] = hash::of_number(attribute, table.seed).map(|hash| table.row(hash));
            for (at, sum) in sums.iter_mut().enumerate() {
                *sum += (a[at] + b[at]) + (c[at] + d[at]);
            }
        }
        sums
    }
}

impl Table {
    fn row(&self, hash: u32) -> &[f32; UNITS] {
        let start = (hash % self.rows) as usize * UNITS;
        self.products[start..][..UNITS].try_into().expect("a row of this width")
    }
}

impl Layer {
    fn read(reader: &mut Reader) -> Self {
        let weights = reader.floats(UNITS * 3 * WIDTH);
        Self { matrix: Matrix::new(&weights, 3 * WIDTH), squash: Squash::read(reader) }
    }

    /// Adds to each token's row, and those of so many rows beyond, what the layer makes of it and its neighbours.
    fn apply(&self, rows: &mut [f32], tokens: usize, beyond: usize) {
        let first = (MARGIN - beyond) * WIDTH;
        let count = tokens + 2 * beyond;
        // A window is three rows that lie one after the other.
        let products = self.matrix.times(&rows[first - WIDTH..], WIDTH, count);
        let rows = rows[first..].chunks_exact_mut(WIDTH);
        for (row, products) in rows.zip(products.chunks_exact(UNITS)) {
            self.squash.add(products, row);
        }
    }
}

impl Squash {
    fn read(reader: &mut Reader) -> Self {
        let mut read = |count| reader.floats(count);
        Self { bias: read(UNITS), scale: read(WIDTH), shift: read(WIDTH) }
    }

    /// Adds to a row the greatest units, normalised.
    #[inline(always)]
    fn add(&self, products: &[f32], row: &mut [f32]) {
        let unit = |at: usize| products[at] + self.bias[at];
        let greatest: [f32; WIDTH] = std::array::from_fn(|at| {
            greater(greater(unit(at), unit(WIDTH + at)), unit(2 * WIDTH + at))
        });
        let mean = sum(&greatest) / WIDTH as f32;
        let centred = greatest.map(|number| number - mean);
        let variance = sum(&centred.map(|number| number * number)) / WIDTH as f32 + 1e-8;
        let factor = 1.0 / variance.sqrt();
        for (at, number) in row.iter_mut().enumerate() {
            *number += centred[at] * factor * self.scale[at] + self.shift[at];
        }
    }
}

/// Returns the greater of two numbers; unlike `f32::max`, one instruction.
#[inline(always)]
pub(crate) fn greater(a: f32, b: f32) -> f32 {
    if a > b { a } else { b }
}

/// Sums numbers, several at a time.
#[inline(always)]
fn sum(numbers: &[f32; WIDTH]) -> f32 {
    const LANES: usize = 8;
    let mut sums = [0.0; LANES];
    for numbers in numbers.chunks_exact(LANES) {
        for (sum, number) in sums.iter_mut().zip(numbers) {
            *sum += number;
        }
    }
    sums.iter().sum()
}
