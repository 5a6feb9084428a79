use super::{ReportId, Span};

/// A stretch of a report's text, seen as wording.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Passage {
    /// The report.
    pub report: ReportId,
    /// Where the passage stands in its text.
    pub span: Span,
}

/// Two passages that share wording: evidence. It is symmetric and never says who copied whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reuse {
    /// The passage of the report with the lower id.
    pub a: Passage,
    /// The passage of the other report.
    pub b: Passage,
    /// The words that match.
    pub words: u32,
    /// The share of the words of the longer passage that match, in thousandths.
    pub identity: u16,
    /// What kind of wording is shared.
    pub class: ReuseClass,
}

/// What kind of wording two passages share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReuseClass {
    /// Running text: ground for a common channel.
    Text,
    /// Words in quotation marks: ground for a common source only.
    Quotation,
    /// Wording that anybody uses: ground for nothing.
    StockPhrase,
    /// A credit, a dateline or a docket line.
    Credit,
}
