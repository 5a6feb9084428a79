//! What holds of every text.

use headwater_syntax::{Syntax, parse};
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_parsed(text in any::<String>()) {
        check(&text)?;
    }

    #[test]
    fn texts_like_news_are_parsed(text in words()) {
        check(&text)?;
    }
}

/// Words, marks and blanks that rules trip over, glued in any order.
fn words() -> impl Strategy<Value = String> {
    let some = [
        "Mayor",
        "Quillfeather",
        "said",
        "don't",
        "U.S.",
        "$1.5bn",
        "10km/h",
        "(c)",
        ":-)",
        "“",
        "”",
        "'s",
        "--",
        "…",
        "...",
        ".",
        ",",
        "?",
        "a.m.",
        "http://a.example/b?c",
        "x@y.example",
        "ﬁ",
        "İ",
        "日本",
        "👍🏽",
        "\u{a0}",
        "\t",
        "\n\n",
        " ",
        " ",
        " ",
        " ",
    ];
    proptest::collection::vec(proptest::sample::select(some.to_vec()), 0..60)
        .prop_map(|words| words.concat())
}

fn check(text: &str) -> Result<(), TestCaseError> {
    let Syntax { tokens, entities } = parse(text);
    let mut end = 0;
    for token in &tokens {
        // Between tokens lies a space or nothing.
        prop_assert!(matches!(&text[end..token.span.start], "" | " "));
        prop_assert!(!text[token.span.clone()].is_empty());
        end = token.span.end;
        prop_assert!(!token.tag.is_empty() && !token.label.is_empty());
    }
    prop_assert!(matches!(&text[end..], "" | " "));

    for token in 0..tokens.len() {
        let mut above = token;
        for _ in 0..tokens.len() {
            above = tokens[above].head;
        }
        prop_assert_eq!(tokens[above].head, above, "a root governs each token");
    }

    let mut end = 0;
    for entity in &entities {
        prop_assert!(end <= entity.tokens.start && !entity.tokens.is_empty());
        end = entity.tokens.end;
    }
    prop_assert!(end <= tokens.len());
    Ok(())
}
