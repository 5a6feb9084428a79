use super::{Qualifier, Span};

/// How a statement tells its claim, beside the claim's first statement and the other reports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wording {
    /// How its words differ from those of the first.
    pub difference: Difference,
    /// The words that hold it back in a way in which another report does not hold the claim back.
    pub held_back: Vec<Qualifier>,
}

/// How words differ from those of a claim's first statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// It is the first.
    First,
    /// Letter case and punctuation aside, the same words.
    Same,
    /// Some words differ.
    Changed(Vec<Change>),
    /// Other words throughout.
    Reworded,
}

/// A step on the way from the first wording to another one.
///
/// What is kept and what is dropped make up the first statement, what is kept and what is added the other one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// Words of both, letter case and punctuation aside.
    Kept {
        /// Where they stand in the first statement's report.
        first: Span,
        /// Where they stand in the other's.
        own: Span,
    },
    /// Words that the first alone has.
    Dropped(Span),
    /// Words that the other alone has.
    Added(Span),
}
