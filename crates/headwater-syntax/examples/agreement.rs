//! Prints how often the port agrees with what `models/syntax/record.py` recorded of spaCy, and how fast it is.
//!
//! usage: agreement RECORDED.json

use std::collections::BTreeSet;
use std::time::Instant;

use headwater_syntax::{Syntax, Token, parse};
use serde_json::Value;

fn main() {
    let path = std::env::args().nth(1).expect("usage: agreement RECORDED.json");
    let file = std::fs::read_to_string(path).expect("a file that can be read");
    let recorded: Vec<Value> = serde_json::from_str(&file).expect("a list in JSON");
    let texts: Vec<&str> = recorded.iter().filter_map(|one| one["text"].as_str()).collect();
    let start = Instant::now();
    parse("Loaded.");
    println!("loaded in {} ms", start.elapsed().as_millis());
    let start = Instant::now();
    let found: Vec<Syntax> = texts.iter().map(|text| parse(text)).collect();
    let seconds = start.elapsed().as_secs_f64();
    let tokens: usize = found.iter().map(|found| found.tokens.len()).sum();
    println!("{tokens} tokens, {:.0} a second", tokens as f64 / seconds);

    type View = fn(&Token) -> Value;
    let views: [(&str, usize, View); 3] = [
        ("tags", 2, |token| token.tag.into()),
        ("heads", 3, |token| token.head.into()),
        ("labels", 4, |token| token.label.into()),
    ];
    let split_alike = |(found, expected): &(&Syntax, &Value)| {
        let expected = list(&expected["tokens"]).iter();
        let expected: Vec<_> = expected.map(|t| (t[0].as_u64(), t[1].as_u64())).collect();
        let found = found.tokens.iter();
        let found: Vec<_> =
            found.map(|t| (Some(t.span.start as u64), Some(t.span.end as u64))).collect();
        found == expected
    };
    let alike: Vec<_> = found.iter().zip(&recorded).filter(split_alike).collect();
    println!("split alike: {} of {} texts", alike.len(), recorded.len());
    for (name, place, view) in views {
        let pairs = alike.iter().flat_map(|(a, b)| a.tokens.iter().zip(list(&b["tokens"])));
        let (mut same, mut all) = (0, 0);
        for (token, expected) in pairs {
            all += 1;
            same += usize::from(view(token) == expected[place]);
        }
        println!("{name}: {same} of {all}");
    }
    let (mut same, mut ours, mut theirs) = (0, 0, 0);
    for (found, expected) in &alike {
        let found = found.entities.iter();
        let found: BTreeSet<_> =
            found.map(|e| format!("[{},{},{:?}]", e.tokens.start, e.tokens.end, e.label)).collect();
        let expected: BTreeSet<_> =
            list(&expected["entities"]).iter().map(Value::to_string).collect();
        same += found.intersection(&expected).count();
        ours += found.len();
        theirs += expected.len();
    }
    println!("entities: {same} of {theirs}, {ours} found");
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}
