use similar::{Algorithm, DiffOp, capture_diff_slices};

/// The share of words, in hundredths, that must be the same for differences to be marked word by word. Below
/// it the marks hide the sentence: in two translations of one speech some 30 of 100 words fall together.
const LEAST_ALIKE: usize = 45;

/// A wording beside another one.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Wording {
    /// Letter case and punctuation aside, the same words.
    Same,
    /// Some words differ.
    Differs(Vec<Piece>),
    /// Other words throughout.
    Reworded,
}

/// A stretch of words of a wording, or of the other that it is set beside.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Piece {
    pub(crate) change: Change,
    pub(crate) words: String,
}

/// How a stretch differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Change {
    Kept,
    LeftOut,
    PutIn,
}

/// Sets a wording beside another one, word by word.
pub(crate) fn compare(other: &str, wording: &str) -> Wording {
    let (other, wording) = (tokens(other), tokens(wording));
    let (other_keys, keys) = (keys(&other), keys(&wording));
    let changes = capture_diff_slices(Algorithm::Myers, &other_keys, &keys);
    let count = |tokens: &[&str]| tokens.iter().filter(|token| is_word(token)).count();
    let kept: usize = changes
        .iter()
        .map(|change| match *change {
            DiffOp::Equal { new_index, len, .. } => count(&wording[new_index..new_index + len]),
            _ => 0,
        })
        .sum();
    let most = count(&other).max(count(&wording));
    match kept * 100 {
        all if all == most * 100 => Wording::Same,
        some if some < most * LEAST_ALIKE => Wording::Reworded,
        _ => Wording::Differs(pieces(&changes, &other, &wording)),
    }
}

/// Joins the changes into as few stretches as read well: a blank between two changed words is changed too.
fn pieces(changes: &[DiffOp], other: &[&str], wording: &[&str]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let (mut left_out, mut put_in) = (String::new(), String::new());
    for change in changes {
        let old = other[change.old_range()].concat();
        let new = wording[change.new_range()].concat();
        let kept = matches!(change, DiffOp::Equal { .. });
        if kept && (!new.trim().is_empty() || (left_out.is_empty() && put_in.is_empty())) {
            flush(&mut pieces, &mut left_out, &mut put_in);
            pieces.push(Piece { change: Change::Kept, words: new });
        } else {
            left_out.push_str(&old);
            put_in.push_str(&new);
        }
    }
    flush(&mut pieces, &mut left_out, &mut put_in);
    pieces
}

fn flush(pieces: &mut Vec<Piece>, left_out: &mut String, put_in: &mut String) {
    for (change, words) in [(Change::LeftOut, left_out), (Change::PutIn, put_in)] {
        let words = std::mem::take(words);
        if words.chars().any(char::is_alphanumeric) {
            pieces.push(Piece { change, words });
        } else if change == Change::PutIn && !words.is_empty() {
            pieces.push(Piece { change: Change::Kept, words });
        }
    }
}

/// Cuts words, blanks and marks apart: "Oln's 12,000 men" is `Oln's`, ` `, `12,000`, ` `, `men`.
fn tokens(text: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let end = if first.is_alphanumeric() { word_end(rest) } else { first.len_utf8() };
        let (token, after) = rest.split_at(end);
        tokens.push(token);
        rest = after;
    }
    tokens
}

/// Returns where the word ends that a text begins with; a mark between two of its characters belongs to it.
fn word_end(text: &str) -> usize {
    let mut characters = text.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let inside = characters.peek().is_some_and(|(_, next)| next.is_alphanumeric());
        let belongs = character.is_alphanumeric() || (inside && "'’.,".contains(character));
        if !belongs {
            return at;
        }
    }
    text.len()
}

/// What is compared: words without letter case, marks, and blanks of any kind as one.
fn keys(tokens: &[&str]) -> Vec<String> {
    let key = |token: &&str| match token.trim().is_empty() {
        true => " ".to_owned(),
        false => token.to_lowercase(),
    };
    tokens.iter().map(key).collect()
}

fn is_word(token: &str) -> bool {
    token.starts_with(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Writes pieces with `[-left out-]` and `{+put in+}`.
    fn marked(other: &str, wording: &str) -> String {
        match compare(other, wording) {
            Wording::Same => "same".to_owned(),
            Wording::Reworded => "reworded".to_owned(),
            Wording::Differs(pieces) => pieces
                .iter()
                .map(|piece| match piece.change {
                    Change::Kept => piece.words.clone(),
                    Change::LeftOut => format!("[-{}-]", piece.words),
                    Change::PutIn => format!("{{+{}+}}", piece.words),
                })
                .collect(),
        }
    }

    #[test]
    fn marks_words_that_differ() {
        let cases = [
            ("Twelve were saved.", "twelve were saved", "same"),
            (
                "Twelve people were saved.",
                "Nine people were saved.",
                "[-Twelve-]{+Nine+} people were saved.",
            ),
            ("It cost 12,000 marks", "It cost 12,500 marks", "It cost [-12,000-]{+12,500+} marks"),
            ("The old ferry sank", "The ferry sank", "The [-old -]ferry sank"),
            ("The ferry sank", "The ferry sank slowly", "The ferry sank{+ slowly+}"),
            ("The ferry sank at dawn", "Before breakfast a boat was lost", "reworded"),
            ("", "", "same"),
        ];
        for (other, wording, expected) in cases {
            assert_eq!(marked(other, wording), expected, "{other:?} beside {wording:?}");
        }
    }

    #[test]
    fn loses_no_word_of_the_wording() {
        let wording = "Nine people, the ministry’s spokesman said,\nwere saved at sea.";
        let Wording::Differs(pieces) =
            compare("Nine people, the ministry said, were saved at sea.", wording)
        else {
            panic!("they share most words")
        };
        let kept = pieces.iter().filter(|piece| piece.change != Change::LeftOut);
        assert_eq!(kept.map(|piece| piece.words.as_str()).collect::<String>(), wording);
    }
}
