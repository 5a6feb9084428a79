//! What finding reuse takes at the least on a machine, for `benches/reuse.py`: reports are read from JSON Lines, cut into
//! words, and every run of four words is hashed and grouped with its like by sorting, on one core.

use std::error::Error;
use std::fs::File;
use std::io::{BufRead, BufReader};

use xxhash_rust::xxh3::xxh3_64;

fn main() -> Result<(), Box<dyn Error>> {
    let file = std::env::args().nth(1).ok_or("usage: floor CORPUS.jsonl")?;
    let mut seeds: Vec<(u64, u32)> = Vec::new();
    for (report, line) in (0..).zip(BufReader::new(File::open(file)?).lines()) {
        let record: serde_json::Value = serde_json::from_str(&line?)?;
        let text = record["text"].as_str().ok_or("a record has no text")?;
        let words: Vec<u64> = text
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(|word| xxh3_64(word.to_lowercase().as_bytes()))
            .collect();
        let hash = |run: &[u64]| {
            run.iter().fold(0, |hash: u64, word| (hash ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15))
        };
        seeds.extend(words.windows(4).map(|run| (hash(run), report)));
    }
    seeds.sort_unstable();
    println!("{}", seeds.chunk_by(|a, b| a.0 == b.0).filter(|group| group.len() > 1).count());
    Ok(())
}
