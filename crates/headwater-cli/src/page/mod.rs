//! The page of `headwater compare --html`: one file that shows the answer, what it rests on, and the reports
//! side by side, and asks nothing of a network.

mod claims;
mod column;
mod cover;
mod descent;
mod places;
mod setting;
mod told;

use askama::Template;
use headwater::draw::{self, FamilyTree};
use headwater::wire::ComparisonDocument;

use crate::answer::Answer;
use crate::wording::{Change, Wording};
use claims::ClaimGroup;
use column::Column;
use cover::Shade;
use descent::Descent;
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
        groups: claims::groups(document, &places),
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
    groups: Vec<ClaimGroup<'d>>,
    columns: Vec<Column<'d>>,
}

#[cfg(test)]
mod tests;
