use serde::Serialize;

use super::kinds;
use crate::model::{Report, ReportId};
use crate::reuse::{Family, Member, Relation, RelationKind, Side};

/// What `headwater reuse --relations --json` writes for two reports.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RelationDocument {
    /// The version of the format.
    pub version: u32,
    /// One report.
    pub a: SideEntry,
    /// The other.
    pub b: SideEntry,
    /// `duplicate`, `near-duplicate`, `truncated-copy`, `part-of`, `wrap-up` or `shared-passages`.
    pub relation: &'static str,
    /// Of a truncated copy, a part and a wrap-up: the id of the report that has more, or that is the wrap-up.
    pub whole: Option<String>,
    /// How many passages of running text both share.
    pub passages: usize,
}

/// A report in a relation or family.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SideEntry {
    /// Its id.
    pub id: String,
    /// How many words it has.
    pub words: u32,
    /// The share of them that stand in the other report, from 0 to 1 in steps of a thousandth.
    pub share: f64,
}

/// What `headwater reuse --families --json` writes for a family.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FamilyDocument {
    /// The version of the format.
    pub version: u32,
    /// The id of the likeliest source.
    pub source: String,
    /// What speaks for it: `sole`, `earliest`, `fullest` or `undecided`.
    pub ground: &'static str,
    /// When it was published, in ISO 8601.
    pub published: Option<String>,
    /// The ids of the other reports that could be the source, the likeliest first.
    pub runners_up: Vec<String>,
    /// The reports beside the source.
    pub members: Vec<MemberEntry>,
}

/// A report in a family, beside its source.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MemberEntry {
    /// The report, and how much of it stands in the source.
    #[serde(flatten)]
    pub side: SideEntry,
    /// When it was published, in ISO 8601.
    pub published: Option<String>,
    /// How its text lies to that of the source, in the words of [`RelationDocument::relation`].
    pub relation: &'static str,
    /// Of a truncated copy, a part and a wrap-up: the id of the report that has more, or that is the wrap-up.
    pub whole: Option<String>,
}

impl RelationDocument {
    /// Composes the document of a relation.
    pub fn new(reports: &[Report], relation: &Relation) -> Self {
        Self {
            version: super::VERSION,
            a: side(reports, relation.a),
            b: side(reports, relation.b),
            relation: kinds::relation(relation.kind),
            whole: whole(reports, relation.kind),
            passages: relation.passages.len(),
        }
    }
}

impl FamilyDocument {
    /// Composes the document of a family.
    pub fn new(reports: &[Report], family: &Family) -> Self {
        Self {
            version: super::VERSION,
            source: name(reports, family.source),
            ground: kinds::source_ground(family.ground),
            published: published(reports, family.source),
            runners_up: family.runners_up.iter().map(|&id| name(reports, id)).collect(),
            members: family.members.iter().map(|member| entry(reports, member)).collect(),
        }
    }
}

fn entry(reports: &[Report], member: &Member) -> MemberEntry {
    MemberEntry {
        side: side(reports, member.side),
        published: published(reports, member.side.report),
        relation: kinds::relation(member.kind),
        whole: whole(reports, member.kind),
    }
}

fn side(reports: &[Report], side: Side) -> SideEntry {
    let share = f64::from(side.share) / 1000.0;
    SideEntry { id: name(reports, side.report), words: side.words, share }
}

fn whole(reports: &[Report], kind: RelationKind) -> Option<String> {
    match kind {
        RelationKind::TruncatedCopy { whole }
        | RelationKind::PartOf { whole }
        | RelationKind::WrapUp { whole } => Some(name(reports, whole)),
        RelationKind::Duplicate | RelationKind::NearDuplicate | RelationKind::SharedPassages => {
            None
        }
    }
}

fn name(reports: &[Report], report: ReportId) -> String {
    reports[report.index()].name.clone()
}

fn published(reports: &[Report], report: ReportId) -> Option<String> {
    reports[report.index()].published.as_ref().map(|published| published.value.to_string())
}
