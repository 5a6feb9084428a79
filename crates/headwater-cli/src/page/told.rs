use headwater::wire::GroundEntry;

use super::places::Places;

/// The most characters of a quotation that is set behind a sentence: three lines of the page.
const LONGEST_QUOTATION: usize = 180;

/// A sentence of evidence with the words that it points at.
pub(super) struct Told {
    /// The sentence, in parts, of which those that quote lead to their place.
    pub(super) sentence: Vec<Part>,
    /// The words that it points at and does not quote.
    pub(super) cited: Vec<Cited>,
}

/// Words with the anchor that they lead to, if any.
pub(super) struct Part {
    pub(super) words: String,
    pub(super) anchor: Option<String>,
}

/// Words of a report that evidence points at.
pub(super) struct Cited {
    pub(super) report: String,
    pub(super) part: Part,
}

/// Tells grounds, each with its quotations turned into links.
pub(super) fn tell(grounds: &[GroundEntry], places: &Places<'_>) -> Vec<Told> {
    grounds.iter().map(|ground| Told::new(ground, places)).collect()
}

impl Told {
    fn new(ground: &GroundEntry, places: &Places<'_>) -> Self {
        let mut told = Self { sentence: Vec::new(), cited: Vec::new() };
        let mut rest = ground.text.as_str();
        for quote in &ground.quotes {
            let words = quote.text.split_whitespace().collect::<Vec<_>>().join(" ");
            let anchor = places.quote(quote);
            match rest.find(&words).filter(|_| !words.is_empty()) {
                Some(at) => {
                    told.sentence.push(Part { words: rest[..at].to_owned(), anchor: None });
                    rest = &rest[at + words.len()..];
                    told.sentence.push(Part { words, anchor });
                }
                None => {
                    let part = Part { words: shortened(&words), anchor };
                    told.cited.push(Cited { report: places.names.name(&quote.report), part });
                }
            }
        }
        told.sentence.push(Part { words: rest.to_owned(), anchor: None });
        told
    }
}

fn shortened(words: &str) -> String {
    match words.char_indices().nth(LONGEST_QUOTATION) {
        Some((end, _)) => format!("{} …", words[..end].trim_end()),
        None => words.to_owned(),
    }
}
