//! Functions of the encoder, from operations that IEEE 754 defines exactly: no machine's mathematical library has a say.
//!
//! They are written without branches, so that the compiler computes several numbers at a time.

use std::f32::consts::{FRAC_1_SQRT_2, LN_2, LOG2_E};

/// Returns e to the power of a number that is at most 0, within 3 parts in a million.
pub(crate) fn exp(x: f32) -> f32 {
    // Adding 1.5 * 2^23 rounds to a whole number, which the lowest bits then hold.
    const ROUND: f32 = 12_582_912.0;
    // 2^-126 is the smallest power that is a normal number.
    let x = if x < -87.0 { -87.0 } else { x };
    let shifted = x * LOG2_E + ROUND;
    let r = x - (shifted - ROUND) * LN_2;
    let power =
        1.0 + r * (1.0 + r * (1.0 / 2.0 + r * (1.0 / 6.0 + r * (1.0 / 24.0 + r * (1.0 / 120.0)))));
    let two_to = f32::from_bits((shifted.to_bits() << 23).wrapping_add(1.0_f32.to_bits()));
    two_to * power
}

/// The Gaussian error linear unit (Hendrycks and Gimpel 2016), with the error function as in Abramowitz and Stegun
/// 7.1.26, which is within 1.5e-7.
pub(crate) fn gelu(x: f32) -> f32 {
    let z = x.abs() * FRAC_1_SQRT_2;
    let t = 1.0 / (1.0 + 0.327_591_1 * z);
    let series = t
        * (0.254_829_6
            + t * (-0.284_496_74 + t * (1.421_413_7 + t * (-1.453_152 + t * 1.061_405_4))));
    let erf = (1.0 - series * exp(-z * z)).copysign(x);
    0.5 * x * (1.0 + erf)
}

/// Makes shares that sum to 1 of scores.
pub(crate) fn softmax(scores: &mut [f32]) {
    let mut highest = [f32::NEG_INFINITY; 8];
    for scores in scores.chunks(8) {
        for (highest, score) in highest.iter_mut().zip(scores) {
            *highest = if *score > *highest { *score } else { *highest };
        }
    }
    let largest = highest.into_iter().fold(f32::NEG_INFINITY, f32::max);
    for score in &mut *scores {
        *score = exp(*score - largest);
    }
    let factor = 1.0 / sum(scores);
    for score in scores {
        *score *= factor;
    }
}

/// Sums numbers eight at a time.
pub(crate) fn sum(values: &[f32]) -> f32 {
    let (groups, rest) = values.as_chunks::<8>();
    let mut sums = [0.0; 8];
    for group in groups {
        for (sum, value) in sums.iter_mut().zip(group) {
            *sum += value;
        }
    }
    sums.iter().chain(rest).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exponentials_are_right() {
        for at in 0..8700 {
            let x = -(at as f32) / 100.0;
            assert!((exp(x) / x.exp() - 1.0).abs() < 1e-5, "{x}: {} for {}", exp(x), x.exp());
        }
        assert!(exp(-1e30) < 1e-37);
    }

    #[test]
    fn units_are_right() {
        // From scipy: x * norm.cdf(x).
        for (x, expected) in
            [(-3.0, -0.004_049_7), (-0.5, -0.154_268_8), (0.0, 0.0), (1.0, 0.841_344_7), (9.0, 9.0)]
        {
            assert!((gelu(x) - expected).abs() < 2e-6, "{x}: {}", gelu(x));
        }
    }

    #[test]
    fn shares_sum_to_one() {
        let mut scores: Vec<f32> = (0..37).map(|x| (x as f32) * 3.0 - 100.0).collect();
        softmax(&mut scores);
        assert!((sum(&scores) - 1.0).abs() < 1e-5);
        assert!(scores.windows(2).all(|pair| pair[0] <= pair[1]));
    }
}
