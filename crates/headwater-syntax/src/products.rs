//! Sums of products: what nearly all time goes to.
//!
//! Each sum adds its products in the same order on every machine, without fused multiplication, so that the numbers are
//! the same everywhere.

/// Outputs that are summed together.
const LANES: usize = 16;
/// Rows that are multiplied together, so that each weight fetched is used so often.
const TOGETHER: usize = 6;
/// Rows that are multiplied together where no more are left.
const FEW: usize = 3;
/// Rows that windows of three see of so many.
const SEEN: usize = TOGETHER + 2;

/// A matrix that rows are multiplied with, laid out by `LANES` outputs.
pub(crate) struct Matrix {
    panels: Vec<[f32; LANES]>,
    inputs: usize,
    outputs: usize,
}

impl Matrix {
    /// Takes weights of shape (outputs, inputs). Outputs are filled up to a multiple of 16.
    pub(crate) fn new(weights: &[f32], inputs: usize) -> Self {
        let rows: Vec<_> = weights.chunks_exact(inputs).collect();
        let column = |rows: &[&[f32]], input: usize| {
            let mut column = [0.0; LANES];
            for (number, row) in column.iter_mut().zip(rows) {
                *number = row[input];
            }
            column
        };
        let panels = rows.chunks(LANES).flat_map(|rows| (0..inputs).map(|at| column(rows, at)));
        Self { panels: panels.collect(), inputs, outputs: rows.len().next_multiple_of(LANES) }
    }

    /// Counts the numbers of a row that `times` makes.
    pub(crate) fn outputs(&self) -> usize {
        self.outputs
    }

    /// Multiplies rows of so many numbers; where the matrix takes more inputs, those of the rows that follow too, so that
    /// what is multiplied is windows of rows, `count` of them.
    pub(crate) fn times(&self, rows: &[f32], width: usize, count: usize) -> Vec<f32> {
        let mut out = vec![0.0; count * self.outputs];
        #[cfg(target_arch = "x86_64")]
        if wide::times(self, rows, width, &mut out) {
            return out;
        }
        self.fill(rows, width, &mut out);
        out
    }

    #[inline(always)]
    fn fill(&self, rows: &[f32], width: usize, out: &mut [f32]) {
        if out.len() == self.outputs && width == self.inputs {
            return self.fill_one(rows, out);
        }
        let blocks = turned(rows, width, out.len() / self.outputs);
        for (panel, weights) in self.panels.chunks_exact(self.inputs).enumerate() {
            let outs = out.chunks_mut(TOGETHER * self.outputs);
            for (block, out) in blocks.chunks_exact(width).zip(outs) {
                let out = &mut out[panel * LANES..];
                if out.len() > FEW * self.outputs {
                    keep(tile::<TOGETHER>(block, weights), self.outputs, out);
                } else {
                    keep(tile::<FEW>(block, weights), self.outputs, out);
                }
            }
        }
    }

    /// Multiplies one row, several panels at a time: sums that wait for one another would be slow.
    #[inline(always)]
    fn fill_one(&self, row: &[f32], out: &mut [f32]) {
        const PANELS: usize = 4;
        let groups = self.panels.chunks(PANELS * self.inputs);
        for (panels, out) in groups.zip(out.chunks_mut(PANELS * LANES)) {
            match panels.len() / self.inputs {
                1 => column::<1>(row, panels, out),
                2 => column::<2>(row, panels, out),
                3 => column::<3>(row, panels, out),
                _ => column::<PANELS>(row, panels, out),
            }
        }
    }
}

/// Turns rows so that the numbers that are used together lie together: for each block of rows, the numbers of those rows
/// and of what windows see of the next block, column by column.
#[inline(always)]
fn turned(rows: &[f32], width: usize, count: usize) -> Vec<[f32; SEEN]> {
    let mut blocks = vec![[0.0; SEEN]; count.div_ceil(TOGETHER) * width];
    let rows_of_blocks = rows.chunks(TOGETHER * width).enumerate();
    for ((at, _), block) in rows_of_blocks.zip(blocks.chunks_exact_mut(width)) {
        let seen = rows[at * TOGETHER * width..].chunks_exact(width).take(SEEN);
        for (row, numbers) in seen.enumerate() {
            for (column, number) in block.iter_mut().zip(numbers) {
                column[row] = *number;
            }
        }
    }
    blocks
}

/// Multiplies windows with a panel.
#[inline(always)]
fn tile<const R: usize>(block: &[[f32; SEEN]], weights: &[[f32; LANES]]) -> [[f32; LANES]; R] {
    let mut sums = [[0.0; LANES]; R];
    for (place, weights) in weights.chunks_exact(block.len()).enumerate() {
        match place {
            0 => add_tile::<R, 0>(&mut sums, block, weights),
            1 => add_tile::<R, 1>(&mut sums, block, weights),
            _ => add_tile::<R, 2>(&mut sums, block, weights),
        }
    }
    sums
}

#[inline(always)]
fn add_tile<const R: usize, const PLACE: usize>(
    sums: &mut [[f32; LANES]; R],
    block: &[[f32; SEEN]],
    weights: &[[f32; LANES]],
) {
    for (numbers, weights) in block.iter().zip(weights) {
        for (row, sums) in sums.iter_mut().enumerate() {
            add_product(sums, numbers[row + PLACE], weights);
        }
    }
}

/// Multiplies a row with several panels.
#[inline(always)]
fn column<const P: usize>(row: &[f32], panels: &[[f32; LANES]], out: &mut [f32]) {
    let inputs = panels.len() / P;
    let panels: [&[[f32; LANES]]; P] =
        std::array::from_fn(|panel| &panels[panel * inputs..][..inputs]);
    let mut sums = [[0.0; LANES]; P];
    for (at, &number) in row[..inputs].iter().enumerate() {
        for (sums, panel) in sums.iter_mut().zip(panels) {
            add_product(sums, number, &panel[at]);
        }
    }
    keep(sums, LANES, out);
}

#[inline(always)]
fn add_product(sums: &mut [f32; LANES], number: f32, weights: &[f32; LANES]) {
    for (sum, weight) in sums.iter_mut().zip(weights) {
        *sum += number * weight;
    }
}

#[inline(always)]
fn keep<const R: usize>(sums: [[f32; LANES]; R], stride: usize, out: &mut [f32]) {
    for (sums, out) in sums.iter().zip(out.chunks_mut(stride)) {
        out[..LANES].copy_from_slice(sums);
    }
}

/// Multiplies with AVX2, which the compiler does not use by itself, since not every x86-64 has it.
#[cfg(target_arch = "x86_64")]
#[expect(unsafe_code, reason = "measured: whole texts are parsed in half the time")]
mod wide {
    use super::Matrix;

    /// Multiplies, if there is AVX2.
    pub(super) fn times(matrix: &Matrix, rows: &[f32], width: usize, out: &mut [f32]) -> bool {
        let has_avx2 = std::arch::is_x86_feature_detected!("avx2");
        if has_avx2 {
            // SAFETY: AVX2 was detected.
            unsafe { with_avx2(matrix, rows, width, out) }
        }
        has_avx2
    }

    #[target_feature(enable = "avx2")]
    fn with_avx2(matrix: &Matrix, rows: &[f32], width: usize, out: &mut [f32]) {
        matrix.fill(rows, width, out);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_sums_alike() {
        for (width, inputs, outputs, count) in
            [(96, 288, 288, 20), (96, 96, 50, 13), (64, 64, 106, 1), (96, 288, 288, 1)]
        {
            let numbers = |count: usize| (0..count).map(|at| ((at * 7919) % 2001) as f32 / 999.0);
            let weights: Vec<f32> = numbers(inputs * outputs).map(|number| number - 1.0).collect();
            let rows: Vec<f32> = numbers(width * (count + inputs / width)).collect();
            let matrix = Matrix::new(&weights, inputs);
            let found = matrix.times(&rows, width, count);
            let mut plain = vec![0.0; found.len()];
            matrix.fill(&rows, width, &mut plain);
            assert_eq!(found, plain);
            for (row, found) in found.chunks_exact(matrix.outputs()).enumerate() {
                for (weights, found) in weights.chunks_exact(inputs).zip(found) {
                    let products = rows[row * width..].iter().zip(weights).map(|(a, b)| a * b);
                    assert_eq!(products.fold(0.0, |sum, product| sum + product), *found);
                }
            }
        }
    }
}
