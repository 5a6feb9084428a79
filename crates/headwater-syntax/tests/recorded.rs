//! Compares with what spaCy made of invented sentences (`models/syntax/record.py`).

use headwater_syntax::parse;
use serde_json::{Value, json};

#[test]
fn parses_as_spacy_does() {
    let recorded: Vec<Value> = serde_json::from_str(include_str!("recorded.json")).unwrap();
    for expected in recorded {
        let text = expected["text"].as_str().unwrap();
        let found = parse(text);
        let tokens = found.tokens.iter();
        let tokens: Vec<_> =
            tokens.map(|t| json!([t.span.start, t.span.end, t.tag, t.head, t.label])).collect();
        let entities = found.entities.iter();
        let entities: Vec<_> =
            entities.map(|e| json!([e.tokens.start, e.tokens.end, e.label])).collect();
        assert_eq!(json!({ "text": text, "tokens": tokens, "entities": entities }), expected);
    }
}
