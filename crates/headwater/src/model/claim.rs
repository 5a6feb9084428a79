use super::{Span, StatementId};

/// What statements of one or more reports say alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// The statements, in the order of the story.
    pub statements: Vec<StatementId>,
    /// Why they are held to say the same. Empty for a claim of a single statement.
    pub joins: Vec<Join>,
    /// The wordings: statements with the same words (letter case and punctuation aside) stand together.
    pub variants: Vec<Vec<StatementId>>,
    /// Where the wordings differ in fact.
    pub conflicts: Vec<Conflict>,
}

/// A finding that two statements of different reports say the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Join {
    /// One statement.
    pub a: StatementId,
    /// The other.
    pub b: StatementId,
    /// What the finding rests on; never empty.
    pub grounds: Vec<JoinGround>,
}

/// What speaks for two statements saying the same. Shares are in thousandths.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum JoinGround {
    /// The share of the informative words of the shorter that the longer has, or has a near word for.
    Words(u16),
    /// The likeness in meaning of the two as wholes.
    Meaning(u16),
    /// The number of names that both have.
    Names(u16),
    /// The number of numbers that both have.
    Numbers(u16),
    /// The words in quotation marks that both have.
    Quotation(u16),
    /// The statements around them are joined in the same order.
    Order,
}

/// A difference in fact between wordings of a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// What differs.
    pub kind: ConflictKind,
    /// The words that differ, each in its statement's report; two or more.
    pub sides: Vec<(StatementId, Span)>,
}

/// What differs between wordings of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ConflictKind {
    /// A number: a count, a sum, a share.
    Number,
    /// A date or a time.
    Date,
    /// A place.
    Place,
    /// The name of a person or body.
    Name,
    /// One affirms what the other denies.
    Negation,
    /// The words are credited to different voices.
    Attribution,
    /// The words inside quotation marks differ.
    Quotation,
}
