//! The words of the field as types: reports, statements, attributions, claims, reuses, derivations.
//!
//! Evidence ([`Attribution`], [`Credit`], [`Reuse`]) and inference ([`Derivation`]) are different types,
//! and an inference has at least one [`Ground`]. Everything points at words with a [`Span`].

mod attribution;
mod claim;
mod derivation;
mod figure;
mod gaps;
mod id;
mod published;
mod report;
mod reuse;
mod slots;
mod span;
mod statement;
mod wording;

pub use attribution::{
    Attribution, AttributionKind, Credit, CreditScope, Qualifier, QualifierKind, Speaker,
    SpeakerKind, Voicing,
};
pub use claim::{Claim, Conflict, ConflictKind, Join, JoinGround};
pub use derivation::{
    Certainty, Count, Derivation, Ground, Grounds, Origin, Parent, ReportDescent, ReportKind, Rest,
    RestsOn, Stemma,
};
pub use figure::{Figure, FigureTable, Measure};
pub use gaps::Gaps;
pub use id::{AttributionId, ClaimId, ReportId, ReuseId, StatementId};
pub use published::{NoDate, Published};
pub use report::{MetadataSource, Note, NoteKind, Report, Stated};
pub use reuse::{Edit, Manner, Passage, Reuse, ReuseClass};
pub use slots::{Act, Day, Name, NameKind, Quantity, Slots, Unit};
pub use span::{Citation, Place, Span};
pub use statement::{Sentence, Statement};
pub use wording::{Change, Difference, Wording};
