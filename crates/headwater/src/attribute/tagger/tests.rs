use proptest::prelude::*;
use serde_json::Value;

use super::*;

/// What the Python side made of an invented text: `models/attribution/export.py` writes it.
static GOLDEN: &str = include_str!("../../../../../models/attribution/golden.json");

fn sentences(paragraphs: impl IntoIterator<Item = (usize, usize)>) -> Vec<Sentence> {
    (0..)
        .zip(paragraphs)
        .map(|(paragraph, (start, end))| Sentence { span: Span::new(start, end), paragraph })
        .collect()
}

fn whole(text: &str) -> Vec<Sentence> {
    sentences([(0, text.len())])
}

fn numbers(list: &Value) -> Vec<f64> {
    list.as_array().unwrap().iter().map(|n| n.as_f64().unwrap()).collect()
}

fn golden() -> (Value, Vec<Token>) {
    let golden: Value = serde_json::from_str(GOLDEN).unwrap();
    let paragraphs: Vec<(usize, usize)> =
        serde_json::from_value(golden["paragraphs"].clone()).unwrap();
    let tokens = tokens::tokenize(golden["text"].as_str().unwrap(), &sentences(paragraphs));
    (golden, tokens)
}

#[test]
fn tokens_are_those_of_the_training() {
    let (golden, tokens) = golden();
    let text = golden["text"].as_str().unwrap();
    let expected = golden["tokens"].as_array().unwrap();
    for (token, expected) in tokens.iter().zip(expected) {
        let span = numbers(&expected["span"]);
        let edge = u8::from(token.first) + 2 * u8::from(token.last);
        let features = [token.shape as u8, token.quote as u8, edge, u8::from(token.glued)];
        let word = token.span.of(text);
        assert_eq!(span, [token.span.start() as f64, token.span.end() as f64], "{word:?}");
        assert_eq!(expected["word"], token.word.to_string(), "{word:?}");
        assert_eq!(numbers(&expected["features"]), features.map(f64::from), "{word:?}");
    }
    assert_eq!(tokens.len(), expected.len());
}

#[test]
fn scores_are_those_of_the_training() {
    let (golden, tokens) = golden();
    let scores = NETWORK.scores(&tokens);
    for (scores, expected) in scores.iter().zip(golden["tokens"].as_array().unwrap()) {
        for (score, expected) in scores.iter().zip(numbers(&expected["scores"])) {
            assert!((f64::from(*score) - expected).abs() < 0.01, "{score} for {expected}");
        }
    }
}

#[test]
fn long_paragraphs_are_cut() {
    let text = "word ".repeat(3 * WINDOW);
    let tokens = tokens::tokenize(&text, &whole(&text));
    let lengths: Vec<usize> = windows(&tokens).map(<[Token]>::len).collect();
    assert_eq!(lengths, [WINDOW; 3]);
}

#[test]
fn windows_end_with_paragraphs() {
    let text = "word ".repeat(2 * WINDOW);
    let middle = 5 * (WINDOW - 10);
    let tokens = tokens::tokenize(&text, &sentences([(0, middle), (middle, text.len())]));
    let lengths: Vec<usize> = windows(&tokens).map(<[Token]>::len).collect();
    assert_eq!(lengths, [WINDOW - 10, WINDOW, 10]);
}

proptest! {
    // The network is slow without optimisation.
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_text_gives_spans_on_its_characters(text in r#"([a-zA-Z]{1,6}[ .,]|["“”'’`]|said that |\n\n|\PC){0,60}"#) {
        let tagged = tag(&text, &whole(&text));
        for span in tagged.iter().flat_map(|t| t.source.iter().chain(&t.cue).chain(&t.content)) {
            prop_assert!(!span.of(&text).is_empty());
        }
        prop_assert!(tagged.iter().all(|t| t.cue.len() == 1 && !t.content.is_empty()));
    }
}
