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
    /// What a matching word weighs on average, from 0 to 1000; see [`crate::words::weight`].
    pub rarity: u16,
    /// How the one wording differs from the other.
    pub manner: Manner,
    /// The reports, apart from these two, that share these words with either and no more than such words.
    pub carriers: u32,
    /// What kind of wording is shared.
    pub class: ReuseClass,
}

/// How one wording of a passage differs from the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Manner {
    /// Hardly a word differs.
    Copy,
    /// Words were put in, left out or replaced.
    Edited,
    /// Parts stand in another order.
    Reordered,
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

/// A step on the way from one passage to the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edit {
    /// Words that both have.
    Kept {
        /// Where they stand in the first report.
        a: Span,
        /// Where they stand in the second.
        b: Span,
    },
    /// Words that only the first has.
    Removed(Span),
    /// Words that only the second has.
    Added(Span),
}
