//! Sums of products in whole numbers: what both networks spend their time on.
//!
//! Weights are bytes, and whatever else is multiplied is rounded to 16 bits, so that the sums are the same on
//! every machine.

use super::weights::Reader;

/// Numbers that are multiplied at a time, laid along cache lines.
#[derive(Clone, Copy)]
#[repr(align(32))]
struct Lane([i16; LANE]);

const LANE: usize = 16;
const NONE: Lane = Lane([0; LANE]);
/// Rows, and channels, whose products are summed together, so that each number fetched is used so often.
const TOGETHER: usize = 4;
const PAIR: usize = 2;

/// What the largest number of a row is scaled to before products are summed.
const LARGEST: f32 = 32000.0;
/// Widths above this have their rows scaled to less: products with bytes must sum to less than 2^31.
const WIDE: usize = 512;

/// Rows of numbers, ready to be multiplied: `TOGETHER` of them interleaved.
pub(crate) struct Rows {
    lanes: Vec<[Lane; TOGETHER]>,
    scales: Vec<f32>,
    lanes_a_row: usize,
}

impl Rows {
    /// Rounds rows of this width, each by its own scale.
    pub(crate) fn of(values: &[f32], width: usize) -> Self {
        Self::of_each(values.chunks_exact(width), width)
    }

    /// Rounds these rows of this width, each by its own scale.
    pub(crate) fn of_each<'a>(rows: impl Iterator<Item = &'a [f32]>, width: usize) -> Self {
        let bound = LARGEST * (WIDE as f32 / width as f32).min(1.0);
        let mut made = Self::empty(width, rows.size_hint().0);
        for row in rows {
            let largest = largest(row).max(1e-6);
            made.push(row, bound / largest, largest / bound);
        }
        made
    }

    /// Rounds rows of shares, each of which sums to 1.
    pub(crate) fn of_shares(values: &[f32], width: usize) -> Self {
        let mut made = Self::empty(width, values.len() / width);
        for row in values.chunks_exact(width) {
            made.push(row, LARGEST, 1.0 / LARGEST);
        }
        made
    }

    fn empty(width: usize, rows: usize) -> Self {
        let lanes_a_row = width.div_ceil(LANE);
        let lanes = Vec::with_capacity(rows.div_ceil(TOGETHER) * lanes_a_row);
        Self { lanes, scales: Vec::with_capacity(rows), lanes_a_row }
    }

    fn push(&mut self, row: &[f32], factor: f32, scale: f32) {
        let at = self.scales.len() % TOGETHER;
        if at == 0 {
            self.lanes.resize(self.lanes.len() + self.lanes_a_row, [NONE; TOGETHER]);
        }
        let group = self.lanes.len() - self.lanes_a_row;
        for (values, lanes) in row.chunks(LANE).zip(&mut self.lanes[group..]) {
            for (number, value) in lanes[at].0.iter_mut().zip(values) {
                *number = rounded(value * factor);
            }
        }
        self.scales.push(scale);
    }
}

/// Channels that rows are multiplied with, two of them interleaved; each has a scale and what is added to its sum.
pub(crate) struct Channels {
    lanes: Vec<[Lane; PAIR]>,
    scales: Vec<f32>,
    biases: Vec<f32>,
    lanes_a_row: usize,
}

impl Channels {
    /// Reads so many channels of this width: biases, scales, and bytes.
    pub(crate) fn read(reader: &mut Reader<'static>, channels: usize, width: usize) -> Self {
        let (biases, scales) = (reader.floats(channels), reader.floats(channels));
        let rows = reader.bytes(channels * width).chunks_exact(width);
        let rows = rows.map(|row| row.iter().map(|byte| i16::from(byte.cast_signed())));
        Self::gather(rows, scales, biases, width)
    }

    /// Rounds these rows of this width, each by its own scale, to channels without biases.
    ///
    /// The numbers of a row that they are multiplied with sum to at most `total` times its largest.
    pub(crate) fn of_each<'a>(
        rows: impl Iterator<Item = &'a [f32]>,
        width: usize,
        total: usize,
    ) -> Self {
        let (mut scales, mut whole) = (Vec::new(), Vec::new());
        // A sum of products stays below 2^31.
        let bound = LARGEST.min(2.1e9 / LARGEST / total as f32);
        for row in rows {
            let largest = largest(row).max(1e-6);
            scales.push(largest / bound);
            whole.extend(row.iter().map(|x| rounded(x * (bound / largest))));
        }
        let biases = vec![0.0; scales.len()];
        let rows = whole.chunks_exact(width).map(|row| row.iter().copied());
        Self::gather(rows, scales, biases, width)
    }

    fn gather(
        rows: impl Iterator<Item = impl Iterator<Item = i16>>,
        scales: Vec<f32>,
        biases: Vec<f32>,
        width: usize,
    ) -> Self {
        let lanes_a_row = width.div_ceil(LANE);
        let mut lanes = vec![[NONE; PAIR]; scales.len().div_ceil(PAIR) * lanes_a_row];
        for (at, row) in rows.enumerate() {
            let group = &mut lanes[at / PAIR * lanes_a_row..];
            for (place, number) in row.enumerate() {
                group[place / LANE][at % PAIR].0[place % LANE] = number;
            }
        }
        Self { lanes, scales, biases, lanes_a_row }
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.scales.len()
    }

    /// Multiplies rows with every channel; returns the results of a row after those of the row before.
    pub(crate) fn times(&self, rows: &Rows) -> Vec<f32> {
        assert_eq!(rows.lanes_a_row, self.lanes_a_row, "rows of another width");
        // Room for the rows that fill up the last group.
        let mut out = vec![0.0; rows.scales.len().next_multiple_of(TOGETHER) * self.len()];
        self.multiply(rows, &mut out);
        out.truncate(rows.scales.len() * self.len());
        out
    }

    fn multiply(&self, rows: &Rows, out: &mut [f32]) {
        #[cfg(target_arch = "x86_64")]
        if wide::each_tile(self, rows, out) {
            return;
        }
        self.each_tile(rows, out, plain_tile);
    }

    // Inlined, so that it is compiled with AVX2 where the caller is.
    #[inline(always)]
    fn each_tile(
        &self,
        rows: &Rows,
        out: &mut [f32],
        tile: impl Fn(&[[Lane; TOGETHER]], &[[Lane; PAIR]]) -> Tile,
    ) {
        let count = self.len();
        for (pair, lanes) in self.lanes.chunks_exact(self.lanes_a_row).enumerate() {
            let channel = pair * PAIR;
            // Where the last channel is alone, it stands twice, and its own sum is written after.
            let last = (channel + 1).min(count - 1);
            let (scales, biases) =
                ([channel, last].map(|c| self.scales[c]), [channel, last].map(|c| self.biases[c]));
            for (group, row_lanes) in rows.lanes.chunks_exact(self.lanes_a_row).enumerate() {
                let sums = tile(row_lanes, lanes);
                for (at, [first, second]) in sums.into_iter().enumerate() {
                    let row = group * TOGETHER + at;
                    let row_scale = rows.scales.get(row).copied().unwrap_or_default();
                    out[row * count + last] = second as f32 * (scales[1] * row_scale) + biases[1];
                    out[row * count + channel] = first as f32 * (scales[0] * row_scale) + biases[0];
                }
            }
        }
    }
}

/// The sums of `TOGETHER` rows with two channels.
type Tile = [[i32; PAIR]; TOGETHER];

/// Sums products where nothing is known of the machine: 10 a nanosecond.
///
/// The loops are bare because tests run them without much optimisation: iterators take ten times as long there.
fn plain_tile(rows: &[[Lane; TOGETHER]], channels: &[[Lane; PAIR]]) -> Tile {
    let mut tile = [[0; PAIR]; TOGETHER];
    for (row, results) in tile.iter_mut().enumerate() {
        for (channel, result) in results.iter_mut().enumerate() {
            let mut sums = [0; 8];
            for (a, b) in rows.iter().zip(channels) {
                let (a, b) = (&a[row].0, &b[channel].0);
                let mut at = 0;
                while at < LANE {
                    let mut lane = 0;
                    while lane < 8 {
                        sums[lane] += a[at + lane] as i32 * b[at + lane] as i32;
                        lane += 1;
                    }
                    at += 8;
                }
            }
            *result = sums.iter().sum();
        }
    }
    tile
}

/// Rounds a number of a size below 2^15.
fn rounded(x: f32) -> i16 {
    // Adding 1.5 * 2^23 rounds, and leaves the whole number in the lowest bits: a third of the time of a cast,
    // which minds numbers of any size.
    (x + 12_582_912.0).to_bits() as i16
}

/// The largest size of a number.
fn largest(row: &[f32]) -> f32 {
    let mut largest = [0.0_f32; 8];
    for values in row.chunks(8) {
        for (largest, value) in largest.iter_mut().zip(values) {
            *largest = if value.abs() > *largest { value.abs() } else { *largest };
        }
    }
    largest.into_iter().fold(0.0, f32::max)
}

/// Sums products with AVX2: 43 a nanosecond, where the plain loops reach 10 and 32-bit floats 31.
///
/// The compiler does not use these instructions by itself, since not every x86-64 has them.
#[cfg(target_arch = "x86_64")]
#[expect(unsafe_code, reason = "measured: the strong tagger reads three times as fast")]
mod wide {
    use std::arch::x86_64::*;

    use super::{Channels, Lane, PAIR, Rows, TOGETHER, Tile};

    /// Multiplies rows with every channel, if there is AVX2.
    pub(crate) fn each_tile(channels: &Channels, rows: &Rows, out: &mut [f32]) -> bool {
        let has_avx2 = std::arch::is_x86_feature_detected!("avx2");
        if has_avx2 {
            // SAFETY: AVX2 was detected.
            unsafe { with_avx2(channels, rows, out) }
        }
        has_avx2
    }

    #[target_feature(enable = "avx2")]
    fn with_avx2(channels: &Channels, rows: &Rows, out: &mut [f32]) {
        channels.each_tile(rows, out, |rows, channels| tile(rows, channels));
    }

    #[target_feature(enable = "avx2")]
    #[inline]
    fn tile(rows: &[[Lane; TOGETHER]], channels: &[[Lane; PAIR]]) -> Tile {
        let mut sums = [[_mm256_setzero_si256(); PAIR]; TOGETHER];
        for (rows, channels) in rows.iter().zip(channels) {
            let (first, second) = (load(&channels[0]), load(&channels[1]));
            let mut at = 0;
            while at < TOGETHER {
                let row = load(&rows[at]);
                sums[at][0] = _mm256_add_epi32(sums[at][0], _mm256_madd_epi16(row, first));
                sums[at][1] = _mm256_add_epi32(sums[at][1], _mm256_madd_epi16(row, second));
                at += 1;
            }
        }
        let [[a, b], [c, d], [e, f], [g, h]] = sums;
        let ([a, b, c, d], [e, f, g, h]) = (totals(a, b, c, d), totals(e, f, g, h));
        [[a, b], [c, d], [e, f], [g, h]]
    }

    #[target_feature(enable = "avx2")]
    #[inline]
    fn load(lane: &Lane) -> __m256i {
        // SAFETY: a lane is 32 bytes that are all initialised, and any bits make an `__m256i`.
        unsafe { _mm256_loadu_si256(lane.0.as_ptr().cast()) }
    }

    /// Sums each of four vectors.
    #[target_feature(enable = "avx2")]
    #[inline]
    fn totals(a: __m256i, b: __m256i, c: __m256i, d: __m256i) -> [i32; 4] {
        let halves = _mm256_hadd_epi32(_mm256_hadd_epi32(a, b), _mm256_hadd_epi32(c, d));
        let whole =
            _mm_add_epi32(_mm256_castsi256_si128(halves), _mm256_extracti128_si256::<1>(halves));
        [
            _mm_extract_epi32::<0>(whole),
            _mm_extract_epi32::<1>(whole),
            _mm_extract_epi32::<2>(whole),
            _mm_extract_epi32::<3>(whole),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ways_sum_alike_and_right() {
        for (width, rows, channels) in [(128, 5, 11), (40, 1, 2), (384, 4, 3)] {
            let number = |at: usize| ((at * 7919) % 2001) as f32 / 100.0 - 10.0;
            let a: Vec<f32> = (0..rows * width).map(number).collect();
            let b: Vec<f32> = (0..channels * width).map(|at| number(at + 5)).collect();
            let (left, right) =
                (Rows::of(&a, width), Channels::of_each(b.chunks(width), width, width));
            let found = right.times(&left);
            let mut plain = vec![0.0; rows.next_multiple_of(TOGETHER) * channels];
            right.each_tile(&left, &mut plain, plain_tile);
            assert_eq!(found, plain[..found.len()]);
            for (at, found) in found.iter().enumerate() {
                let (a, b) = (&a[at / channels * width..], &b[at % channels * width..][..width]);
                let expected: f32 = a.iter().zip(b).map(|(a, b)| a * b).sum();
                assert!((found - expected).abs() < 0.05 * width as f32, "{found} for {expected}");
            }
        }
    }
}
