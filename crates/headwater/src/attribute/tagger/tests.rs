use proptest::prelude::*;
use serde_json::Value;

use super::*;

/// What the Python side made of an invented text: `models/attribution/export.py` writes it.
static GOLDEN: &str = include_str!("../../../../../models/attribution/golden.json");

/// What the Python side made of that text four times over: `models/attribution/strong/pack.py` writes it.
static STRONG_GOLDEN: &str = include_str!("../../../../../models/attribution/strong/golden.json");

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
    let scores = FAST.scores(&tokens);
    for (scores, expected) in scores.iter().zip(golden["tokens"].as_array().unwrap()) {
        for (score, expected) in scores.iter().zip(numbers(&expected["scores"])) {
            assert!((f64::from(*score) - expected).abs() < 0.01, "{score} for {expected}");
        }
    }
}

#[test]
fn strong_scores_are_those_of_the_training() {
    let (golden, _) = golden();
    let strong: Value = serde_json::from_str(STRONG_GOLDEN).unwrap();
    let once = golden["text"].as_str().unwrap();
    let text = [once; 4].join("\n\n");
    let paragraphs: Vec<(usize, usize)> =
        serde_json::from_value(golden["paragraphs"].clone()).unwrap();
    let starts = (0..4).map(|time| time * (once.len() + "\n\n".len()));
    let paragraphs = starts.flat_map(|at| paragraphs.iter().map(move |(a, b)| (a + at, b + at)));
    let tokens = tokens::tokenize(&text, &sentences(paragraphs));

    let cut = STRONG.cut(&text, &tokens);
    let windows = strong::windows(&tokens, &cut).into_iter();
    // Two are the marks at the ends.
    let lengths: Vec<f64> =
        windows.map(|at| (2 + cut[at].iter().map(Vec::len).sum::<usize>()) as f64).collect();
    assert_eq!(lengths, numbers(&strong["windows"]));

    let expected = strong["tokens"].as_array().unwrap();
    let scores = STRONG.scores(&text, &tokens);
    assert_eq!(scores.len(), expected.len());
    for ((token, cut), (scores, expected)) in
        tokens.iter().zip(&cut).zip(scores.iter().zip(expected))
    {
        let word = token.span.of(&text);
        let pieces: Vec<String> = serde_json::from_value(expected["pieces"].clone()).unwrap();
        let numbered: Vec<usize> = pieces.iter().map(|piece| STRONG.pieces.number(piece)).collect();
        assert_eq!(*cut, numbered, "{word:?} is {pieces:?}");
        for (score, expected) in scores.iter().zip(numbers(&expected["scores"])) {
            assert!(
                (f64::from(*score) - expected).abs() < 0.03,
                "{word:?}: {score} for {expected}"
            );
        }
    }
}

#[test]
fn windows_of_pieces_are_bounded() {
    let text = "antidisestablishmentarianism ".repeat(300) + "word " + &"1".repeat(5000);
    let middle = text.find("word").unwrap();
    let tokens = tokens::tokenize(&text, &sentences([(0, middle), (middle, text.len())]));
    let cut = STRONG.cut(&text, &tokens);
    let windows = strong::windows(&tokens, &cut);
    let sizes = windows.iter().map(|at| cut[at.clone()].iter().map(Vec::len).sum::<usize>());
    assert!(sizes.into_iter().all(|size| size <= crate::network::encoder::WINDOW - 2));
    assert_eq!(windows.iter().map(ExactSizeIterator::len).sum::<usize>(), tokens.len());
    // What is longer than any word is one unknown piece.
    assert_eq!(cut[cut.len() - 1].len(), 1);
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
    // The networks are slow without optimisation.
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_text_gives_spans_on_its_characters(text in r#"([a-zA-Z]{1,6}[ .,]|["“”'’`]|said that |\n\n|\PC){0,60}"#) {
        let tagger = if text.len() % 4 == 0 { Tagger::Strong } else { Tagger::Fast };
        let tagged = tag(&text, &whole(&text), tagger);
        for span in tagged.iter().flat_map(|t| t.source.iter().chain(&t.cue).chain(&t.content)) {
            prop_assert!(!span.of(&text).is_empty());
        }
        prop_assert!(tagged.iter().all(|t| t.cue.len() == 1 && !t.content.is_empty()));
    }
}
