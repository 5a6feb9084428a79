use std::cmp::Reverse;

use headwater::wire::{
    ClaimEntry, ComparisonDocument, ConflictEntry, CountEntry, OriginEntry, StatementEntry,
};

use super::places::{Places, claim_anchor, statement_anchor};
use super::told::{Told, tell};
use crate::answer::{count, counted, reports_of};
use crate::wording::{self, Piece};

/// Claims that stand alike, with what that means.
pub(super) struct ClaimGroup<'d> {
    pub(super) standing: Standing,
    pub(super) claims: Vec<ClaimView<'d>>,
}

/// How well a claim is borne out by lines that are independent; the worst comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Standing {
    /// Several reports, one channel.
    Circular,
    /// Several reports, perhaps one channel.
    Doubtful,
    /// More than one channel beyond doubt.
    Independent,
    /// One report.
    Alone,
}

/// A claim as the page shows it.
pub(super) struct ClaimView<'d> {
    pub(super) anchor: String,
    pub(super) words: &'d str,
    pub(super) reports: String,
    pub(super) channels: OriginsView,
    pub(super) sources: OriginsView,
    pub(super) conflicts: Vec<ConflictView<'d>>,
    pub(super) statements: Vec<StatementView<'d>>,
    pub(super) joins: Vec<String>,
}

/// A count with its origins.
pub(super) struct OriginsView {
    pub(super) count: String,
    /// Whether the evidence leaves open how many there are.
    pub(super) open: bool,
    pub(super) origins: Vec<OriginView>,
}

/// An origin with the reports that rest on it and how we know.
pub(super) struct OriginView {
    pub(super) name: String,
    pub(super) reports: Vec<String>,
    pub(super) grounds: Vec<Told>,
}

/// A difference in fact.
pub(super) struct ConflictView<'d> {
    pub(super) kind: &'d str,
    pub(super) sides: Vec<SideView<'d>>,
}

/// What one report says where others differ.
pub(super) struct SideView<'d> {
    pub(super) report: String,
    pub(super) words: &'d str,
    pub(super) anchor: String,
}

/// A statement of a claim.
pub(super) struct StatementView<'d> {
    pub(super) report: String,
    pub(super) anchor: String,
    pub(super) voice: Option<&'d str>,
    pub(super) vias: String,
    pub(super) words: &'d str,
    /// The same, with those that the first has and this one dropped.
    pub(super) pieces: Vec<Piece>,
    /// How it differs from the first as a whole, and how it is held back.
    pub(super) manner: Vec<String>,
    /// Whether the words are those of the first, and are not set again.
    pub(super) is_same: bool,
}

impl Standing {
    fn of(claim: &ClaimEntry) -> Self {
        match (reports_of(claim), claim.channels.min, claim.channels.max) {
            (0 | 1, _, _) => Standing::Alone,
            (_, _, 1) => Standing::Circular,
            (_, 1, _) => Standing::Doubtful,
            _ => Standing::Independent,
        }
    }

    /// Returns the heading of the claims that stand so.
    pub(super) fn heading(self) -> &'static str {
        match self {
            Standing::Circular => "Several reports, one channel",
            Standing::Doubtful => "Several reports, perhaps one channel",
            Standing::Independent => "More than one channel",
            Standing::Alone => "Told by one report only",
        }
    }

    /// Returns what that means.
    pub(super) fn meaning(self) -> &'static str {
        match self {
            Standing::Circular => {
                "These look confirmed and are not: all reports that tell them got them by one line of news-gathering."
            }
            Standing::Doubtful => {
                "The texts leave open whether the reports that tell these are independent of each other."
            }
            Standing::Independent => {
                "At least two lines of news-gathering that are independent of each other brought these."
            }
            Standing::Alone => "No other report here tells these.",
        }
    }

    /// Returns the mark that stands beside the heading, so that its meaning does not hang on colour.
    pub(super) fn mark(self) -> &'static str {
        match self {
            Standing::Circular => "↻",
            Standing::Doubtful => "?",
            Standing::Independent => "⇉",
            Standing::Alone => "○",
        }
    }

    pub(super) fn is_alone(self) -> bool {
        self == Standing::Alone
    }
}

/// Groups the claims by how they stand; within a group those that most reports tell come first.
pub(super) fn groups<'d>(
    document: &'d ComparisonDocument,
    places: &Places<'_>,
) -> Vec<ClaimGroup<'d>> {
    let mut claims: Vec<_> = document.claims.iter().enumerate().collect();
    claims.sort_by_key(|(at, claim)| (Standing::of(claim), Reverse(reports_of(claim)), *at));
    claims
        .chunk_by(|(_, a), (_, b)| Standing::of(a) == Standing::of(b))
        .map(|group| ClaimGroup {
            standing: Standing::of(group[0].1),
            claims: group.iter().map(|&(at, claim)| ClaimView::new(at, claim, places)).collect(),
        })
        .collect()
}

impl<'d> ClaimView<'d> {
    fn new(at: usize, claim: &'d ClaimEntry, places: &Places<'_>) -> Self {
        let statements = claim.statements.iter().enumerate();
        let joins = claim.joins.iter().map(|join| {
            let [a, b] = places.names.sides(claim, join);
            format!("{a} and {b}: {}", join.grounds.join(", "))
        });
        Self {
            anchor: claim_anchor(at),
            words: &claim.text,
            reports: counted(reports_of(claim), "report", "reports"),
            channels: OriginsView::new(&claim.channels, "channel", "channels", places),
            sources: OriginsView::new(&claim.sources, "source", "sources", places),
            conflicts: claim
                .conflicts
                .iter()
                .map(|it| ConflictView::new(at, claim, it, places))
                .collect(),
            statements: statements
                .map(|(position, statement)| StatementView {
                    report: places.names.name(&statement.report),
                    anchor: statement_anchor(at, position),
                    voice: statement.voice.as_deref(),
                    vias: statement.vias.join(" through "),
                    words: &statement.text,
                    pieces: wording::pieces(claim, statement),
                    manner: manner(statement),
                    is_same: statement.wording == "same",
                })
                .collect(),
            joins: joins.collect(),
        }
    }
}

/// Says how a statement differs from the first as a whole, and how it is held back.
fn manner(statement: &StatementEntry) -> Vec<String> {
    let as_a_whole = match statement.wording {
        "same" => Some("in the same words".to_owned()),
        "reworded" => Some("in other words throughout".to_owned()),
        _ => None,
    };
    as_a_whole.into_iter().chain(wording::held_back(statement)).collect()
}

impl OriginView {
    /// Tells whether the only report that rests on the origin is the origin itself.
    pub(super) fn stands_alone(&self) -> bool {
        self.reports == [self.name.as_str()]
    }
}

impl OriginsView {
    fn new(origins: &CountEntry, one: &str, many: &str, places: &Places<'_>) -> Self {
        let origin = |origin: &OriginEntry| OriginView {
            name: places.names.name(&origin.name),
            reports: places.names.names(origin.reports.iter().map(String::as_str)),
            grounds: tell(&origin.grounds, places),
        };
        Self {
            count: count(origins, one, many),
            open: origins.min < origins.max,
            origins: origins.list.iter().map(origin).collect(),
        }
    }
}

impl<'d> ConflictView<'d> {
    fn new(
        at: usize,
        claim: &'d ClaimEntry,
        conflict: &'d ConflictEntry,
        places: &Places<'_>,
    ) -> Self {
        let statement = |position: usize| -> &'d StatementEntry { &claim.statements[position] };
        let sides = conflict.sides.iter().map(|side| SideView {
            report: places.names.name(&statement(side.statement).report),
            words: &side.text,
            anchor: statement_anchor(at, side.statement),
        });
        Self { kind: kind(conflict.kind), sides: sides.collect() }
    }
}

/// Says in plain words what differs.
fn kind(kind: &str) -> &str {
    match kind {
        "number" => "The number differs",
        "date" => "The date differs",
        "place" => "The place differs",
        "name" => "The name differs",
        "negation" => "One affirms what the other denies",
        "attribution" => "Credited to different voices",
        "quotation" => "The quoted words differ",
        other => other,
    }
}
