use headwater::wire::{ComparisonDocument, FigureEntry, FigureTableEntry};

use super::places::{Places, claim_anchor, statement_anchor};
use crate::answer::published;

/// What reports give for one figure.
pub(super) struct TableView<'d> {
    /// The anchor of the claim, if the document has it.
    pub(super) anchor: Option<String>,
    /// The words of the claim.
    pub(super) words: &'d str,
    pub(super) agree: bool,
    pub(super) figures: Vec<FigureView<'d>>,
}

/// A figure as a report gives it.
pub(super) struct FigureView<'d> {
    pub(super) report: String,
    pub(super) anchor: Option<String>,
    pub(super) words: &'d str,
    /// What it counts.
    pub(super) of: &'d str,
    pub(super) voice: Option<&'d str>,
    pub(super) via: &'d str,
    pub(super) published: String,
}

/// Sets the figures side by side, in the order of the document.
pub(super) fn tables<'d>(
    document: &'d ComparisonDocument,
    places: &Places<'_>,
) -> Vec<TableView<'d>> {
    let table = |table: &'d FigureTableEntry| {
        let at = document.claims.iter().position(|claim| claim.id == table.claim);
        TableView {
            anchor: at.map(claim_anchor),
            words: at.map_or("", |at| &document.claims[at].text),
            agree: table.agree,
            figures: table.figures.iter().map(|it| FigureView::new(it, at, places)).collect(),
        }
    };
    document.figures.iter().map(table).collect()
}

impl<'d> FigureView<'d> {
    fn new(figure: &'d FigureEntry, claim: Option<usize>, places: &Places<'_>) -> Self {
        Self {
            report: places.names.name(&figure.report),
            anchor: claim.map(|claim| statement_anchor(claim, figure.statement)),
            words: &figure.text,
            of: figure.of.as_ref().map_or("", |of| &of.text),
            voice: figure.voice.as_deref(),
            via: figure.via.as_deref().unwrap_or_default(),
            published: figure.published.as_deref().map(published).unwrap_or_default(),
        }
    }
}
