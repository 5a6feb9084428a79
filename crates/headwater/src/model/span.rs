use super::{Report, ReportId};

/// Where words stand in a text: a range of bytes that begins and ends on character boundaries.
///
/// Outside the library offsets are Unicode code points; [`crate::wire`] converts them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// Makes the span from byte `start` up to, not including, byte `end`.
    ///
    /// # Panics
    ///
    /// Panics if `start` is past `end`, or if `end` exceeds 4 GiB.
    pub fn new(start: usize, end: usize) -> Self {
        assert!(start <= end, "a span cannot end before it starts: {start}..{end}");
        let narrow = |n| u32::try_from(n).expect("a text is shorter than 4 GiB");
        Self { start: narrow(start), end: narrow(end) }
    }

    /// Returns the first byte.
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// Returns the byte after the last.
    pub fn end(self) -> usize {
        self.end as usize
    }

    /// Returns the length in bytes.
    pub fn len(self) -> usize {
        self.end() - self.start()
    }

    /// Tells whether the span covers nothing.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Returns the words that the span covers in the text that it was made for.
    ///
    /// # Panics
    ///
    /// Panics if the span does not fit the text: it was made for another one.
    pub fn of(self, text: &str) -> &str {
        &text[self.start()..self.end()]
    }

    /// Tells whether `other` lies wholly inside.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Returns the number of bytes that both cover.
    pub fn overlap(self, other: Span) -> usize {
        self.end.min(other.end).saturating_sub(self.start.max(other.start)) as usize
    }

    /// Returns the smallest span that covers both.
    pub fn join(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// Returns the span without white space at its ends.
    pub fn trimmed(self, text: &str) -> Span {
        let words = self.of(text);
        let start = self.start() + (words.len() - words.trim_start().len());
        Span::new(start, start + words.trim().len())
    }
}

/// Which string of a report a span stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// The report's text.
    Text,
    /// Its title.
    Title,
    /// Its byline.
    Byline,
    /// Its note of that position.
    Note(u32),
}

/// Words of a report, pointed at: the universal citation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Citation {
    /// The report.
    pub report: ReportId,
    /// Which of its strings.
    pub place: Place,
    /// Where in that string.
    pub span: Span,
}

impl Citation {
    /// Cites words of a report's text.
    pub fn text(report: ReportId, span: Span) -> Self {
        Self { report, place: Place::Text, span }
    }

    /// Returns the cited words.
    pub fn of<'r>(&self, reports: &'r [Report]) -> &'r str {
        self.span.of(reports[self.report.index()].string(self.place))
    }
}
