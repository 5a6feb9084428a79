//! Reads the file of weights; `models/attribution/README.md` lays down its format.

/// Reads little-endian values off the front of a byte string.
pub(crate) struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    /// Begins at the start.
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    /// Takes so many bytes.
    ///
    /// # Panics
    ///
    /// Panics if fewer are left, which a test of the embedded file rules out.
    pub(crate) fn bytes(&mut self, count: usize) -> &'a [u8] {
        let (taken, rest) = self.rest.split_at(count);
        self.rest = rest;
        taken
    }

    /// Takes one number.
    pub(crate) fn number(&mut self) -> usize {
        u32::from_le_bytes(*self.array()) as usize
    }

    /// Takes so many floats.
    pub(crate) fn floats(&mut self, count: usize) -> Vec<f32> {
        (0..count).map(|_| f32::from_le_bytes(*self.array())).collect()
    }

    /// Takes so many hashes.
    pub(crate) fn hashes(&mut self, count: usize) -> Vec<u64> {
        (0..count).map(|_| u64::from_le_bytes(*self.array())).collect()
    }

    /// Takes so many rows of floats.
    pub(crate) fn rows<const N: usize>(&mut self, count: usize) -> Vec<[f32; N]> {
        (0..count).map(|_| std::array::from_fn(|_| f32::from_le_bytes(*self.array()))).collect()
    }

    /// Takes as many rows of floats as the array holds.
    pub(crate) fn row_array<const N: usize, const M: usize>(&mut self) -> [[f32; N]; M] {
        std::array::from_fn(|_| std::array::from_fn(|_| f32::from_le_bytes(*self.array())))
    }

    /// Tells whether all was read.
    pub(crate) fn is_done(&self) -> bool {
        self.rest.is_empty()
    }

    fn array<const N: usize>(&mut self) -> &'a [u8; N] {
        self.bytes(N).try_into().expect("as many bytes were taken")
    }
}
