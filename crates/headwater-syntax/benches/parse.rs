//! How many tokens a second are parsed, sentence by sentence, on one core.

use divan::Bencher;
use divan::counter::ItemsCount;
use headwater_syntax::parse;
use serde_json::Value;

fn main() {
    divan::main();
}

#[divan::bench]
fn recorded_sentences(bencher: Bencher) {
    let recorded: Vec<Value> =
        serde_json::from_str(include_str!("../tests/recorded.json")).expect("a list");
    let texts: Vec<&str> = recorded.iter().filter_map(|one| one["text"].as_str()).collect();
    let tokens: usize = texts.iter().map(|text| parse(text).tokens.len()).sum();
    bencher
        .counter(ItemsCount::new(tokens))
        .bench(|| texts.iter().map(|text| parse(text).entities.len()).sum::<usize>());
}
