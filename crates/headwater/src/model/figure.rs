use super::{ClaimId, Span, StatementId, Unit};

/// What reports give for one figure of a claim, side by side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureTable {
    /// The claim.
    pub claim: ClaimId,
    /// What kind of figure it is.
    pub measure: Measure,
    /// Whether any two of them can mean the same.
    pub agree: bool,
    /// The figures, at most one of a report, of two reports or more, in the order of the story.
    pub figures: Vec<Figure>,
}

/// What a figure gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Measure {
    /// A number.
    Number(Unit),
    /// A day, or a longer time.
    Day,
}

/// A number or a day as a statement gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figure {
    /// The statement.
    pub statement: StatementId,
    /// Its position among the numbers, or the days, of the statement's slots.
    pub slot: usize,
    /// Where it stands, with its unit and the words that bound it: "more than 84 kilometres".
    pub span: Span,
    /// The words behind it that say what it counts: "houses".
    pub of: Option<Span>,
}
