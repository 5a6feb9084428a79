//! Cuts tokens into the pieces of words that the encoder knows.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Words of more bytes are unknown, as in BERT: no time is lost on what is no word.
const LONGEST: usize = 100;

/// The pieces that the encoder knows, as uncased BERT models have them: "##" begins one that goes on with a word.
pub(crate) struct Pieces {
    /// In rising order; a piece's place is its number.
    known: Vec<&'static str>,
    unknown: usize,
}

impl Pieces {
    /// Takes the pieces, a line each.
    ///
    /// # Panics
    ///
    /// Panics if there is none for what is unknown.
    pub(crate) fn read(lines: &'static str) -> Self {
        let known: Vec<_> = lines.lines().collect();
        let unknown = known.binary_search(&"[UNK]").expect("a piece for what is unknown");
        Self { known, unknown }
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.known.len()
    }

    /// Returns the number of a piece that is surely known.
    ///
    /// # Panics
    ///
    /// Panics if it is not.
    pub(crate) fn number(&self, piece: &str) -> usize {
        self.known.binary_search(&piece).expect("a piece of every vocabulary")
    }

    /// Returns the numbers of a token's pieces, at least one and at most `most`.
    pub(crate) fn cut(&self, token: &str, most: usize) -> Vec<usize> {
        let plain: String = token.to_lowercase().nfd().filter(|c| !is_combining_mark(*c)).collect();
        let mut pieces = Vec::new();
        let mut rest = plain.as_str();
        while let Some(head) = rest.chars().next() {
            let end = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
            let (part, after) = rest.split_at(if end == 0 { head.len_utf8() } else { end });
            self.cut_part(part, &mut pieces);
            rest = after;
        }
        if pieces.is_empty() {
            pieces.push(self.unknown);
        }
        pieces.truncate(most);
        pieces
    }

    /// Takes the longest piece that there is, again and again (Wu et al. 2016).
    fn cut_part(&self, part: &str, into: &mut Vec<usize>) {
        if part.len() > LONGEST {
            into.push(self.unknown);
            return;
        }
        let before = into.len();
        let mut tried = String::new();
        let mut at = 0;
        while at < part.len() {
            let mut ends =
                part[at..].char_indices().rev().map(|(last, c)| at + last + c.len_utf8());
            let found = ends.find_map(|end| {
                tried.clear();
                tried.push_str(if at == 0 { "" } else { "##" });
                tried.push_str(&part[at..end]);
                Some((self.known.binary_search(&tried.as_str()).ok()?, end))
            });
            let Some((piece, end)) = found else {
                into.truncate(before);
                into.push(self.unknown);
                return;
            };
            into.push(piece);
            at = end;
        }
    }
}
