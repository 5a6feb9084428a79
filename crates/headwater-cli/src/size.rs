//! Sizes as people write them: `2G`, `500M`.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

/// A number of bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Size(pub(crate) usize);

/// The units, each with the power of two that it stands for.
const UNITS: [(char, u32); 4] = [('T', 40), ('G', 30), ('M', 20), ('K', 10)];

/// A text that is no size.
#[derive(Debug, PartialEq, Eq, Error)]
#[error("it is no size: write a number and K, M, G or T, as in 2G or 500M")]
pub(crate) struct NoSize;

impl FromStr for Size {
    type Err = NoSize;

    fn from_str(written: &str) -> Result<Self, NoSize> {
        let upper = written.to_ascii_uppercase();
        let upper = upper.strip_suffix('B').unwrap_or(&upper);
        let upper = upper.strip_suffix('I').unwrap_or(upper);
        let unit = UNITS.into_iter().find(|&(unit, _)| upper.ends_with(unit));
        let (number, power) = match unit {
            Some((unit, power)) => (upper.trim_end_matches(unit), power),
            None => (upper, 0),
        };
        let number: f64 = number.trim_end().parse().map_err(|_| NoSize)?;
        let bytes = number * 2f64.powi(power.cast_signed());
        // What is beyond the range becomes the greatest that there is.
        if bytes >= 1.0 && bytes.is_finite() { Ok(Self(bytes as usize)) } else { Err(NoSize) }
    }
}

impl fmt::Display for Size {
    /// Writes the size in the largest unit of which it has one, with a digit after the point below ten.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = UNITS.into_iter().find(|&(_, power)| self.0 >> power > 0);
        let Some((unit, power)) = unit else { return write!(f, "{}", self.0) };
        let number = self.0 as f64 / 2f64.powi(power.cast_signed());
        let digits = usize::from(number < 10.0 && number.fract() >= 0.05);
        write!(f, "{number:.digits$}{unit}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read_as_people_write_them() {
        let table = [
            ("2G", 2 << 30, "2G"),
            ("1.5g", 3 << 29, "1.5G"),
            ("500M", 500 << 20, "500M"),
            ("512 KiB", 512 << 10, "512K"),
            ("1MB", 1 << 20, "1M"),
            ("1T", 1 << 40, "1T"),
            ("77", 77, "77"),
        ];
        for (written, bytes, shown) in table {
            assert_eq!(written.parse(), Ok(Size(bytes)), "{written}");
            assert_eq!(Size(bytes).to_string(), shown);
        }
        for written in ["", "G", "much", "-1G", "0", "2X", "nan", "infG", "1e400"] {
            assert_eq!(written.parse::<Size>(), Err(NoSize), "{written}");
        }
    }
}
