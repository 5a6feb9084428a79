use serde::Serialize;

use super::parts::{NoteEntry, QualifierEntry, Range};

/// What `headwater compare --json` writes.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ComparisonDocument {
    /// The version of the format.
    pub version: u32,
    /// The reports, by time, then by id.
    pub reports: Vec<ReportEntry>,
    /// The claims; those that most reports carry come first.
    pub claims: Vec<ClaimEntry>,
    /// What reports give for one figure, side by side: those that differ first, then those that most reports give.
    pub figures: Vec<FigureTableEntry>,
    /// The passages that reports share.
    pub reuse: Vec<ReuseEntry>,
    /// What every statement rests on.
    pub derivations: Vec<DerivationEntry>,
}

/// A report, with what it rests on as a whole.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ReportEntry {
    /// Its id.
    pub id: String,
    /// The file that it was read from.
    pub file: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Its headline.
    pub title: Option<String>,
    /// Whom it names as its author.
    pub byline: Option<String>,
    /// When it was published, in ISO 8601.
    pub published: Option<String>,
    /// Its language, in ISO 639-1.
    pub language: Option<String>,
    /// Its canonical address.
    pub url: Option<String>,
    /// Its text, which all offsets count in.
    pub text: String,
    /// What is no statement: credits, captions, furniture.
    pub notes: Vec<NoteEntry>,
    /// `original`, `wire-copy`, `partly-copied`, `rewrite-credited` or `mixed`.
    pub kind: &'static str,
    /// The reports (by id), outlets and agencies that it rests on.
    pub from: Vec<String>,
    /// The same, with the grounds.
    pub rests: Vec<RestEntry>,
    /// The ids of the claims that it lacks: of the reports that share a claim with it more than half, and two at least,
    /// carry them.
    pub lacks: Vec<String>,
    /// The ids of the claims that only it carries.
    pub alone: Vec<String>,
}

/// Something that a report rests on.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RestEntry {
    /// The name of the outlet, agency or report; null for a lost text.
    pub name: Option<String>,
    /// The id of the report, if we hold it; for a lost text, of the report that shares it.
    pub report: Option<String>,
    /// `certain` or `probable`.
    pub certainty: &'static str,
    /// How we know.
    pub grounds: Vec<GroundEntry>,
}

/// A claim: what statements say alike, with its three numbers.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ClaimEntry {
    /// Its id, made from its first statement, so that it stays when other reports come.
    pub id: String,
    /// The words of its first statement.
    pub text: String,
    /// Its statements, in the order of the reports.
    pub statements: Vec<StatementEntry>,
    /// The independent lines of news-gathering by which it came.
    pub channels: CountEntry,
    /// Where its content originates.
    pub sources: CountEntry,
    /// Where its wordings differ in fact.
    pub conflicts: Vec<ConflictEntry>,
    /// Why its statements are held to say the same.
    pub joins: Vec<JoinEntry>,
}

/// A statement of a claim.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StatementEntry {
    /// The id of its report.
    pub report: String,
    /// Where it begins in the report's text.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// Its words.
    pub text: String,
    /// Who speaks, several joined with "; "; null where the report says it in its own voice.
    pub voice: Option<String>,
    /// The outlet or agency credited with having gathered it.
    pub via: Option<String>,
    /// All through whom it came: first the one that gathered it, last the one nearest the report.
    pub vias: Vec<String>,
    /// The words that hold it back.
    pub qualifiers: Vec<QualifierEntry>,
    /// Which of the claim's wordings it is, counted from 0.
    pub variant: usize,
    /// How it differs from the claim's first wording: `first` for that itself, `same`, `changed` or `reworded`.
    pub wording: &'static str,
    /// Where it is `changed`, how the first wording becomes this one.
    pub changes: Vec<ChangeEntry>,
    /// Those of the qualifiers whose kind another report has none of in this claim.
    pub held_back: Vec<QualifierEntry>,
}

/// A step on the way from a claim's first wording to another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ChangeEntry {
    /// `kept`, `dropped` or `added`.
    pub kind: &'static str,
    /// Where the words stand in the text of the first statement's report, if they do.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first: Option<Range>,
    /// Where they stand in the text of this statement's report, if they do.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub own: Option<Range>,
}

/// What reports give for one figure of a claim.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FigureTableEntry {
    /// The id of the claim.
    pub claim: String,
    /// What the numbers count by: `count`, a currency, `percent`, `metre`, `square-metre`, `kilogram` or `day`; of days
    /// and longer times, `date`.
    pub unit: String,
    /// Whether any two of the figures can mean the same. Of measures in the same unit it leaves out by how much `least`
    /// and `most` are widened for what turning from another unit may have changed.
    pub agree: bool,
    /// The figures, at most one of a report, in the order of the reports.
    pub figures: Vec<FigureEntry>,
}

/// A figure as a report gives it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FigureEntry {
    /// The id of the report.
    pub report: String,
    /// The position of its statement in the claim's statements.
    pub statement: usize,
    /// Where it begins in the report's text.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// Its words, with its unit and what bounds it.
    pub text: String,
    /// The words behind it that say what it counts.
    pub of: Option<CountedEntry>,
    /// The least that a number can mean, in the table's unit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub least: Option<f64>,
    /// The greatest.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub most: Option<f64>,
    /// The first and last day that a time can mean, in ISO 8601; several where it leaves open which is meant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub days: Option<Vec<(String, String)>>,
    /// Who speaks, as in the statement.
    pub voice: Option<String>,
    /// The outlet or agency credited with having gathered it, as in the statement.
    pub via: Option<String>,
    /// When the report was published, in ISO 8601.
    pub published: Option<String>,
}

/// The words that say what a number counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CountedEntry {
    /// Where they begin in the report's text.
    pub start: usize,
    /// Where they end.
    pub end: usize,
    /// The words.
    pub text: String,
}

/// A count of origins as a range, with the origins.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CountEntry {
    /// At least so many.
    pub min: u32,
    /// At most so many.
    pub max: u32,
    /// The origins.
    pub list: Vec<OriginEntry>,
}

/// An origin of a claim.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OriginEntry {
    /// Its name; "unnamed common text" for a lost text.
    pub name: String,
    /// The ids of the reports that rest on it.
    pub reports: Vec<String>,
    /// How we know.
    pub grounds: Vec<GroundEntry>,
}

/// A piece of evidence, told in plain words and quoted.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct GroundEntry {
    /// `credit`, `attribution`, `shared-text`, `copied-share`, `same-order`, `earlier`, `own-voice` or `document`.
    pub kind: &'static str,
    /// One sentence, made of names, numbers and quoted words only.
    pub text: String,
    /// The words that it points at.
    pub quotes: Vec<QuoteEntry>,
}

/// Quoted words of a report.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct QuoteEntry {
    /// The id of the report.
    pub report: String,
    /// Which of its strings: `text`, `title`, `byline` or `note`.
    pub place: &'static str,
    /// The position in the report's notes; null for the other places.
    pub note: Option<u32>,
    /// Where they begin in that string.
    pub start: usize,
    /// Where they end.
    pub end: usize,
    /// The words.
    pub text: String,
}

/// A difference in fact between wordings of a claim.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ConflictEntry {
    /// `number`, `date`, `place`, `name`, `negation`, `attribution` or `quotation`.
    pub kind: &'static str,
    /// One line: who says what, in quoted words.
    pub detail: String,
    /// The positions, in the claim's statements, of those that differ.
    pub statements: Vec<usize>,
    /// The words that differ.
    pub sides: Vec<ConflictSide>,
}

/// One side of a conflict.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ConflictSide {
    /// The position in the claim's statements.
    pub statement: usize,
    /// Where its differing words begin in the report's text.
    pub start: usize,
    /// Where they end.
    pub end: usize,
    /// The words.
    pub text: String,
}

/// Why two statements are held to say the same.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct JoinEntry {
    /// The position of one in the claim's statements.
    pub a: usize,
    /// The position of the other.
    pub b: usize,
    /// What speaks for it, in plain words.
    pub grounds: Vec<String>,
}

/// Two passages that share wording.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ReuseEntry {
    /// The id of one report.
    pub a: String,
    /// Where its passage begins.
    pub a_start: usize,
    /// Where it ends.
    pub a_end: usize,
    /// The id of the other report.
    pub b: String,
    /// Where its passage begins.
    pub b_start: usize,
    /// Where it ends.
    pub b_end: usize,
    /// The share of words that match, from 0 to 1 in steps of a thousandth.
    pub score: f64,
    /// The words that match.
    pub words: u32,
    /// `copy`, `edited`, `reordered`, `quotation`, `stock-phrase` or `credit`.
    pub class: &'static str,
    /// What a matching word weighs on average, from 0 ("the") to 1000 (words that hardly any report has).
    pub rarity: u16,
    /// The reports, apart from these two, that have these words and are otherwise unrelated.
    pub carriers: u32,
    /// `a` or `b`: whose report was published first; absent where the dates do not say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first: Option<&'static str>,
    /// How the passage of `a` becomes that of `b`, where it was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub edits: Option<Vec<EditEntry>>,
}

/// A step on the way from one passage to the other.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct EditEntry {
    /// `kept`, `removed` or `added`.
    pub kind: &'static str,
    /// Where the words stand in the text of `a`, if they do.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub a: Option<(usize, usize)>,
    /// Where they stand in the text of `b`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub b: Option<(usize, usize)>,
}

/// An inference that a statement rests on something.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DerivationEntry {
    /// The id of the claim.
    pub claim: String,
    /// The position of the statement in the claim's statements.
    pub statement: usize,
    /// What it rests on.
    pub parent: ParentEntry,
    /// `certain` or `probable`.
    pub certainty: &'static str,
    /// How we know.
    pub grounds: Vec<GroundEntry>,
}

/// What a statement rests on.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum ParentEntry {
    /// A statement that we hold: its position in the claim's statements.
    Statement {
        /// The position.
        statement: usize,
    },
    /// A named source.
    Named {
        /// Its name.
        name: String,
    },
    /// A lost text.
    Lost {
        /// Its number within the story.
        number: u32,
    },
}
