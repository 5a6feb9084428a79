//! The page of `headwater compare --html`: one file that shows the answer, what it rests on, and the reports
//! side by side, and asks nothing of a network.

mod claims;
mod column;
mod cover;
mod descent;
mod figures;
mod gaps;
mod places;
mod setting;
mod told;

use askama::Template;
use headwater::draw::{self, FamilyTree};
use headwater::wire::ComparisonDocument;

use crate::answer::Answer;
use crate::wording::Change;
use claims::ClaimGroup;
use column::Column;
use cover::Shade;
use descent::Descent;
use figures::TableView;
use gaps::GapsView;
use places::Places;
use setting::Role;

/// Renders the page of a comparison.
pub(crate) fn render(document: &ComparisonDocument) -> Result<String, askama::Error> {
    let places = Places::new(document);
    let page = Page {
        style: include_str!("../../templates/comparison/page.css"),
        script: include_str!("../../templates/comparison/page.js"),
        answer: Answer::new(document),
        family_tree: draw::svg(&FamilyTree::new(&document.reports)),
        descents: descent::descents(document, &places),
        tables: figures::tables(document, &places),
        groups: claims::groups(document, &places),
        gaps: gaps::gaps(document, &places),
        columns: column::columns(document, &places),
    };
    page.render()
}

/// What the template is filled with. `style`, `script` and `family_tree` are markup; all else is escaped.
#[derive(Template)]
#[template(path = "comparison/page.html")]
struct Page<'d> {
    style: &'static str,
    script: &'static str,
    answer: Answer,
    family_tree: String,
    descents: Vec<Descent>,
    tables: Vec<TableView<'d>>,
    groups: Vec<ClaimGroup<'d>>,
    gaps: Vec<GapsView<'d>>,
    columns: Vec<Column<'d>>,
}

impl Page<'_> {
    /// The tables of figures that are seen without asking: two screens of them.
    const TABLES_IN_SIGHT: usize = 8;
}

#[cfg(test)]
mod tests;
