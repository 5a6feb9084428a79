//! Reads the embedded file of weights; the card beside it lays down the format.

/// The parts of the file that are still to be read.
pub(crate) struct Reader(&'static [u8]);

impl Reader {
    /// Begins to read a file of this format.
    pub(crate) fn new(file: &'static [u8]) -> Self {
        let mut reader = Self(file);
        assert_eq!(reader.bytes(8), b"hw-syn-1", "the embedded file has this format");
        reader
    }

    pub(crate) fn count(&mut self) -> usize {
        self.u32() as usize
    }

    pub(crate) fn u32(&mut self) -> u32 {
        u32::from_le_bytes(self.array())
    }

    pub(crate) fn u64(&mut self) -> u64 {
        u64::from_le_bytes(self.array())
    }

    pub(crate) fn string(&mut self) -> &'static str {
        let length = self.count();
        str::from_utf8(self.bytes(length)).expect("the embedded file has strings in UTF-8")
    }

    pub(crate) fn strings(&mut self) -> Vec<&'static str> {
        (0..self.count()).map(|_| self.string()).collect()
    }

    /// Reads numbers of 16 bits as numbers of 32.
    pub(crate) fn floats(&mut self, count: usize) -> Vec<f32> {
        let halves = self.bytes(2 * count).chunks_exact(2);
        halves.map(|half| widened(u16::from_le_bytes([half[0], half[1]]))).collect()
    }

    pub(crate) fn is_at_end(&self) -> bool {
        self.0.is_empty()
    }

    fn array<const N: usize>(&mut self) -> [u8; N] {
        self.bytes(N).try_into().expect("as many bytes were asked for")
    }

    fn bytes(&mut self, count: usize) -> &'static [u8] {
        let (read, rest) = self.0.split_at(count);
        self.0 = rest;
        read
    }
}

/// Widens a finite number of 16 bits (IEEE 754 binary16).
fn widened(half: u16) -> f32 {
    let sign = u32::from(half & 0x8000) << 16;
    let magnitude = u32::from(half & 0x7fff) << 13;
    // The exponent moves from a bias of 15 to one of 127; multiplying also serves the subnormal ones.
    let shifted = f32::from_bits(magnitude) * f32::from_bits((254 - 15) << 23);
    f32::from_bits(shifted.to_bits() | sign)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widens_numbers() {
        let cases =
            [(0x3c00, 1.0), (0xc000, -2.0), (0x3555, 0.333_251_95), (0x0001, 5.960_464_5e-8)];
        for (half, expected) in cases {
            assert_eq!(widened(half), expected);
        }
        assert_eq!(widened(0x8000).to_bits(), (-0.0_f32).to_bits());
    }
}
