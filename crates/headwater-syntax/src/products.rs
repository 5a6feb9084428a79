//! Sums of products: what nearly all time goes to.
//!
//! Each sum adds its products in the same order on every machine, without fused multiplication, so that the numbers are
//! the same everywhere.

/// Outputs that are summed together.
const LANES: usize = 16;
/// Rows that are multiplied together, so that each weight fetched is used so often.
const TOGETHER: usize = 6;

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

    /// Multiplies rows, each of which begins `stride` numbers after the one before.
    pub(crate) fn times(&self, rows: &[f32], stride: usize, count: usize) -> Vec<f32> {
        let mut out = vec![0.0; count * self.outputs];
        #[cfg(target_arch = "x86_64")]
        if wide::times(self, rows, stride, &mut out) {
            return out;
        }
        self.add_times(rows, stride, &mut out);
        out
    }

    #[inline(always)]
    fn add_times(&self, rows: &[f32], stride: usize, out: &mut [f32]) {
        let count = out.len() / self.outputs;
        for (panel, weights) in self.panels.chunks_exact(self.inputs).enumerate() {
            let mut at = 0;
            while at + TOGETHER <= count {
                self.add_tile::<TOGETHER>(rows, stride, at, panel, weights, out);
                at += TOGETHER;
            }
            while at < count {
                self.add_tile::<1>(rows, stride, at, panel, weights, out);
                at += 1;
            }
        }
    }

    #[inline(always)]
    fn add_tile<const R: usize>(
        &self,
        rows: &[f32],
        stride: usize,
        at: usize,
        panel: usize,
        weights: &[[f32; LANES]],
        out: &mut [f32],
    ) {
        let rows: [&[f32]; R] =
            std::array::from_fn(|row| &rows[(at + row) * stride..][..weights.len()]);
        let sums = tile(rows, weights);
        for (row, sums) in sums.iter().enumerate() {
            let start = (at + row) * self.outputs + panel * LANES;
            out[start..start + LANES].copy_from_slice(sums);
        }
    }
}

#[inline(always)]
fn tile<const R: usize>(rows: [&[f32]; R], weights: &[[f32; LANES]]) -> [[f32; LANES]; R] {
    let mut sums = [[0.0; LANES]; R];
    for (at, weights) in weights.iter().enumerate() {
        for row in 0..R {
            let number = rows[row][at];
            for lane in 0..LANES {
                sums[row][lane] += number * weights[lane];
            }
        }
    }
    sums
}

/// Multiplies with AVX2, which the compiler does not use by itself, since not every x86-64 has it.
#[cfg(target_arch = "x86_64")]
#[expect(unsafe_code, reason = "measured")]
mod wide {
    use super::Matrix;

    /// Multiplies, if there is AVX2.
    pub(super) fn times(matrix: &Matrix, rows: &[f32], stride: usize, out: &mut [f32]) -> bool {
        let has_avx2 = std::arch::is_x86_feature_detected!("avx2");
        if has_avx2 {
            // SAFETY: AVX2 was detected.
            unsafe { with_avx2(matrix, rows, stride, out) }
        }
        has_avx2
    }

    #[target_feature(enable = "avx2")]
    fn with_avx2(matrix: &Matrix, rows: &[f32], stride: usize, out: &mut [f32]) {
        matrix.add_times(rows, stride, out);
    }
}
