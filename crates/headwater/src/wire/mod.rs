//! The JSON that the program writes: version 1, one object a line, offsets in Unicode code points.
//!
//! Everything that a person sees in the terminal or on the page is in these documents, so both are drawn from
//! them: the words in which a ground or a conflict is told are made once, here.

mod comparison;
mod compose;
mod explanation;
mod figures;
mod kinds;
mod offsets;
mod parts;
mod quotes;
mod reading;
mod relations;
mod telling;
mod wordings;

pub use comparison::{
    ChangeEntry, ClaimEntry, ComparisonDocument, ConflictEntry, ConflictSide, CountEntry,
    CountedEntry, DerivationEntry, EditEntry, FigureEntry, FigureTableEntry, GroundEntry,
    JoinEntry, OriginEntry, ParentEntry, QuoteEntry, ReportEntry, RestEntry, ReuseEntry,
    StatementEntry,
};
pub use compose::{EditScripts, reuses};
pub use explanation::{ExplainedPassage, ExplainedStretch, ExplanationDocument, RunEntry};
pub use parts::{NoteEntry, QualifierEntry, Range};
pub use quotes::{QuotesDocument, SaidEntry};
pub use reading::{AttributionEntry, CreditEntry, ReadStatement, ReadingDocument};
pub use relations::{FamilyDocument, MemberEntry, RelationDocument, SideEntry};

/// The version of the format.
pub const VERSION: u32 = 1;
