use headwater::wire::GroundEntry;

use super::places::Places;

/// The most characters of a quotation that is set behind a sentence: three lines of the page.
const LONGEST_QUOTATION: usize = 180;

/// A sentence of evidence, in parts, of which the quoted ones lead to their place.
pub(super) struct Told {
    pub(super) parts: Vec<Part>,
}

/// Words with the anchor that they lead to, if any.
pub(super) struct Part {
    pub(super) words: String,
    pub(super) anchor: Option<String>,
}

/// Tells grounds, each with its quotations turned into links.
pub(super) fn tell(grounds: &[GroundEntry], places: &Places<'_>) -> Vec<Told> {
    grounds.iter().map(|ground| Told::new(ground, places)).collect()
}

impl Told {
    fn new(ground: &GroundEntry, places: &Places<'_>) -> Self {
        let mut parts = Vec::new();
        let mut rest = ground.text.as_str();
        for quote in &ground.quotes {
            let words = quote.text.split_whitespace().collect::<Vec<_>>().join(" ");
            let anchor = places.quote(quote);
            match rest.find(&words).filter(|_| !words.is_empty()) {
                Some(at) => {
                    parts.push(Part { words: rest[..at].to_owned(), anchor: None });
                    rest = &rest[at + words.len()..];
                    parts.push(Part { words, anchor });
                }
                None => {
                    parts.push(Part { words: format!("{rest} "), anchor: None });
                    rest = "";
                    let words = format!("{}: «{}»", places.name(&quote.report), shortened(&words));
                    parts.push(Part { words, anchor });
                }
            }
        }
        parts.push(Part { words: rest.to_owned(), anchor: None });
        parts.retain(|part| !part.words.trim().is_empty());
        Self { parts }
    }
}

fn shortened(words: &str) -> String {
    match words.char_indices().nth(LONGEST_QUOTATION) {
        Some((end, _)) => format!("{} …", words[..end].trim_end()),
        None => words.to_owned(),
    }
}
