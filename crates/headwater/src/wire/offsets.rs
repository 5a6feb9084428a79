use crate::model::{Place, Report, Span};

/// Converts the byte offsets of one string to code points: built in one pass, asked in constant time.
#[derive(Clone, Debug)]
pub(super) struct CodePoints<'t> {
    text: &'t str,
    /// The code points before each block of [`BLOCK`] bytes; empty where bytes and code points are the same.
    before: Vec<u32>,
}

/// The bytes that a question scans at most: a table of 1/16 of the text's size.
const BLOCK: usize = 64;

impl<'t> CodePoints<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        if text.is_ascii() {
            return Self { text, before: Vec::new() };
        }
        let counts = text.as_bytes().chunks(BLOCK).scan(0, |total, block| {
            let before = *total;
            *total += begun_in(block);
            Some(before)
        });
        Self { text, before: counts.collect() }
    }

    /// Returns the code points before this byte, which stands on a character boundary.
    pub(super) fn at(&self, byte: usize) -> usize {
        if self.before.is_empty() {
            return byte;
        }
        // The end of a text that fills its last block stands in no block.
        let block = (byte / BLOCK).min(self.before.len() - 1);
        let rest = &self.text.as_bytes()[block * BLOCK..byte];
        (self.before[block] + begun_in(rest)) as usize
    }

    /// Returns where a span begins and ends.
    pub(super) fn range(&self, span: Span) -> (usize, usize) {
        (self.at(span.start()), self.at(span.end()))
    }
}

/// Counts the characters that begin in these bytes of UTF-8.
fn begun_in(bytes: &[u8]) -> u32 {
    let continues = |byte: &u8| byte & 0b1100_0000 == 0b1000_0000;
    bytes.iter().map(|byte| u32::from(!continues(byte))).sum()
}

/// The code points of every string of a report.
#[derive(Clone, Debug)]
pub(super) struct Offsets<'r> {
    text: CodePoints<'r>,
    title: CodePoints<'r>,
    byline: CodePoints<'r>,
    notes: Vec<CodePoints<'r>>,
}

impl<'r> Offsets<'r> {
    pub(super) fn new(report: &'r Report) -> Self {
        let of = |place| CodePoints::new(report.string(place));
        Self {
            text: of(Place::Text),
            title: of(Place::Title),
            byline: of(Place::Byline),
            notes: report.notes.iter().map(|note| CodePoints::new(&note.text)).collect(),
        }
    }

    /// Returns the code points of the string that a place names.
    pub(super) fn of(&self, place: Place) -> &CodePoints<'r> {
        match place {
            Place::Text => &self.text,
            Place::Title => &self.title,
            Place::Byline => &self.byline,
            Place::Note(index) => &self.notes[index as usize],
        }
    }

    /// Returns where a span of the report's text begins and ends.
    pub(super) fn range(&self, span: Span) -> (usize, usize) {
        self.text.range(span)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn agrees_with_counting(text in "[aé漢🦀]{0,300}") {
            let points = CodePoints::new(&text);
            for (count, (byte, _)) in text.char_indices().enumerate() {
                prop_assert_eq!(points.at(byte), count);
            }
            prop_assert_eq!(points.at(text.len()), text.chars().count());
        }
    }

    #[test]
    fn every_string_of_a_report_has_its_own() {
        let mut report = Report::new("r", "é");
        report.byline = Some(crate::model::Stated {
            value: "éé b".to_owned(),
            from: crate::model::MetadataSource::Given,
        });
        let offsets = Offsets::new(&report);
        assert_eq!(offsets.of(Place::Byline).range(Span::new(2, 6)), (1, 4));
        assert_eq!(offsets.of(Place::Title).range(Span::new(0, 0)), (0, 0));
        assert_eq!(offsets.range(Span::new(0, 2)), (0, 1));
    }
}
