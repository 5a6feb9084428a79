use super::{AttributionId, Citation, ReportId, Span};

/// A report's own crediting of what it says to somebody: evidence, read off the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribution {
    /// The report.
    pub report: ReportId,
    /// Who is credited, in the report's words; empty if nobody is named ("it was said that").
    pub source: Vec<Span>,
    /// What credits: "said", "according to".
    pub cue: Vec<Span>,
    /// What is credited.
    pub content: Vec<Span>,
    /// How the content is given.
    pub kind: AttributionKind,
    /// Who that is, resolved within the report; several where several speak ("the two sides stressed").
    pub speakers: Vec<Speaker>,
    /// Whom the speakers in turn give as theirs, the nearest to the speakers first: Pottinger, of "Bolton, citing
    /// Pottinger, said".
    pub behind: Vec<Speaker>,
    /// The outlets and agencies that are credited, near these words, with having passed them on: first the one that
    /// gathered them, last the one nearest the report; positions in the story's credits.
    pub vias: Vec<u32>,
}

/// How credited content is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AttributionKind {
    /// Wholly in quotation marks.
    Direct,
    /// Wholly in the report's words.
    Indirect,
    /// Partly in quotation marks.
    Mixed,
}

/// A person, body or document that speaks, by the fullest name that the report gives.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Speaker {
    /// The fullest name, or the description of one who is not named ("two U.S. officials").
    pub name: String,
    /// What it is.
    pub kind: SpeakerKind,
}

/// What a speaker is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SpeakerKind {
    /// A named person.
    Person,
    /// A named body: a ministry, a company, a group, a people's government.
    Body,
    /// A document: a court filing, a law, a statement.
    Document,
    /// An outlet or agency.
    Outlet,
    /// Somebody without a name: "officials", "people familiar with the matter".
    Unnamed,
}

/// A report's word that an outlet or agency gathered what it says: evidence, read off the report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credit {
    /// The outlet or agency, by its usual name.
    pub name: String,
    /// How much of the report it covers.
    pub scope: CreditScope,
    /// The words that give the credit.
    pub at: Citation,
}

/// How much of a report a credit covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CreditScope {
    /// All of it: a dateline, a byline, a copyright line, "writes SANA" under the title.
    Whole,
    /// An unknown part: "The Associated Press contributed to this report."
    Part,
    /// The statements beside it: "according to SANA".
    Near,
}

/// Who speaks in a statement, and through whom it came, as the report says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Voicing {
    /// The voices; none where the report says it in its own voice.
    pub voices: Vec<Speaker>,
    /// The attribution that says so, if any.
    pub attribution: Option<AttributionId>,
    /// The credits near the statement, first that of whoever gathered it, as in an attribution.
    pub vias: Vec<u32>,
    /// The words that hold the statement back, in the order of the text.
    pub qualifiers: Vec<Qualifier>,
}

/// Words that hold a statement back: what it tells is denied, hedged, or holds on a condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Qualifier {
    /// How.
    pub kind: QualifierKind,
    /// The words, in the report's text.
    pub span: Span,
}

/// How a statement is held back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum QualifierKind {
    /// Somebody denies it: "denied that".
    Denial,
    /// It is not said for certain: "reportedly", "may", "did not rule out".
    Hedge,
    /// It holds on a condition: "if", "unless".
    Condition,
}
