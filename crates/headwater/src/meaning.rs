//! What statements mean, as vectors that lie near each other where two say something alike in other words.
//!
//! It compares nothing: that two vectors are near says "likely the same", and `align` decides what is.

use std::sync::LazyLock;

use rayon::prelude::*;

use crate::network::encoder::{Contexts, Encoder, HIDDEN, Piece, WINDOW};
use crate::network::pieces::Pieces;
use crate::network::weights::Reader;

/// The meaning of a text: a vector of length 1. The product of two is their cosine.
#[derive(Clone, Debug, PartialEq)]
pub struct Meaning(Vec<f32>);

impl Meaning {
    /// Returns how near two meanings are, from -1 to 1.
    pub fn nearness(&self, other: &Self) -> f32 {
        self.0.iter().zip(&other.0).map(|(x, y)| x * y).sum()
    }
}

/// Reads the meaning of each text, of which the first 254 word pieces count. About 90 sentences a second and core.
///
/// The mean over the pieces of all-MiniLM-L6-v2 (Reimers and Gurevych, EMNLP 2019; Wang et al. 2020), taught further which
/// statements say the same; `models/meaning` holds it. The same on every machine.
///
/// ```
/// let texts = ["The ship sank.", "The vessel went down.", "Bread costs more."];
/// let meanings = headwater::meaning::meanings(&texts);
/// assert!(meanings[0].nearness(&meanings[1]) > meanings[0].nearness(&meanings[2]));
/// ```
pub fn meanings(texts: &[&str]) -> Vec<Meaning> {
    texts.par_iter().map(|text| NETWORK.meaning(text)).collect()
}

static NETWORK: LazyLock<Network> =
    LazyLock::new(|| Network::read(include_bytes!("../../../models/meaning/weights.bin")));

/// The network with its weights.
struct Network {
    pieces: Pieces,
    encoder: Encoder,
}

impl Network {
    fn read(bytes: &'static [u8]) -> Self {
        let mut reader = Reader::new(bytes);
        assert_eq!(reader.bytes(8), b"hw-mea-1", "weights of another format");
        let [letters, blocks] = [(); 2].map(|()| reader.number());
        let pieces = std::str::from_utf8(reader.bytes(letters)).expect("pieces of words");
        let pieces = Pieces::read(pieces);
        let encoder = Encoder::read(&mut reader, pieces.len(), blocks, Contexts::None);
        assert!(reader.is_done(), "weights of another form");
        Self { pieces, encoder }
    }

    fn meaning(&self, text: &str) -> Meaning {
        let words = text.split_whitespace().flat_map(|word| self.pieces.cut(word, WINDOW));
        let numbers = std::iter::once(self.pieces.number("[CLS]"))
            .chain(words.take(WINDOW - 2))
            .chain([self.pieces.number("[SEP]")]);
        let pieces: Vec<Piece> = numbers.map(|number| Piece { number, context: 0 }).collect();
        let mut sum = vec![0.0f32; HIDDEN];
        for row in self.encoder.encode(&pieces).chunks_exact(HIDDEN) {
            sum.iter_mut().zip(row).for_each(|(sum, x)| *sum += x);
        }
        let length = sum.iter().map(|x| x * x).sum::<f32>().sqrt().max(f32::MIN_POSITIVE);
        Meaning(sum.into_iter().map(|x| x / length).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What `models/meaning/pack.py` found for invented sentences, in floats where this rounds to 16 bits.
    #[test]
    fn cosines_are_those_of_the_model() {
        let golden: serde_json::Value =
            serde_json::from_str(include_str!("../../../models/meaning/golden.json")).unwrap();
        let sentences: Vec<&str> =
            golden["sentences"].as_array().unwrap().iter().map(|s| s.as_str().unwrap()).collect();
        let meanings = meanings(&sentences);
        for (row, one) in golden["cosines"].as_array().unwrap().iter().zip(&meanings) {
            for (cosine, other) in row.as_array().unwrap().iter().zip(&meanings) {
                let expected = cosine.as_f64().unwrap() as f32;
                assert!((one.nearness(other) - expected).abs() < 0.005, "{expected}");
            }
        }
    }

    #[test]
    fn odd_texts_have_a_meaning() {
        let long = "tide ".repeat(2_000);
        for text in ["", " ", "\u{0}", "漢字 和 🙂", long.as_str()] {
            assert!((meanings(&[text])[0].nearness(&meanings(&[text])[0]) - 1.0).abs() < 1e-4);
        }
    }
}
