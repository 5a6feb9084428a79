//! The two hashes that the model was trained with; both by Austin Appleby, in the public domain.

/// Hashes bytes to 64 bits (MurmurHash64A); spaCy numbers strings so, with seed 1.
pub(crate) fn of_bytes(bytes: &[u8], seed: u64) -> u64 {
    const FACTOR: u64 = 0xc6a4_a793_5bd1_e995;
    let mut hash = seed ^ (bytes.len() as u64).wrapping_mul(FACTOR);
    let words = bytes.chunks_exact(8);
    let rest = words.remainder();
    for word in words {
        let word =
            u64::from_le_bytes(word.try_into().expect("chunks of 8 bytes")).wrapping_mul(FACTOR);
        hash = (hash ^ (word ^ (word >> 47)).wrapping_mul(FACTOR)).wrapping_mul(FACTOR);
    }
    if !rest.is_empty() {
        let word = rest.iter().rev().fold(0, |word, &byte| (word << 8) | u64::from(byte));
        hash = (hash ^ word).wrapping_mul(FACTOR);
    }
    hash = (hash ^ (hash >> 47)).wrapping_mul(FACTOR);
    hash ^ (hash >> 47)
}

/// Hashes a number to four (MurmurHash3 x64 128 of its 8 bytes), which choose four rows of a table of embeddings.
pub(crate) fn of_number(number: u64, seed: u32) -> [u32; 4] {
    let seed = u64::from(seed);
    let word = number
        .wrapping_mul(0x87c3_7b91_1142_53d5)
        .rotate_left(31)
        .wrapping_mul(0x4cf5_ad43_2745_937f);
    let mut first = seed ^ word ^ 8;
    let mut second = seed ^ 8;
    first = first.wrapping_add(second);
    second = second.wrapping_add(first);
    first = mixed(first);
    second = mixed(second);
    first = first.wrapping_add(second);
    second = second.wrapping_add(first);
    [first as u32, (first >> 32) as u32, second as u32, (second >> 32) as u32]
}

fn mixed(mut word: u64) -> u64 {
    word = (word ^ (word >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    word = (word ^ (word >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    word ^ (word >> 33)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The numbers are those of spaCy's `hash_string` and thinc's `Ops.hash`.
    #[test]
    fn hashes_as_spacy_does() {
        assert_eq!(of_bytes(b"apple", 1), 8_566_208_034_543_834_098);
        assert_eq!(of_bytes(b"harbour master", 1), 1_955_429_783_777_257_844);
        assert_eq!(
            of_number(8_566_208_034_543_834_098, 8),
            [2_653_853_934, 3_922_826_080, 3_980_780_901, 3_736_755_472]
        );
    }
}
