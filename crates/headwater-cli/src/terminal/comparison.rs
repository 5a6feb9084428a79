use std::collections::BTreeMap;

use headwater::draw::{self, FamilyTree};
use headwater::wire::{ClaimEntry, ComparisonDocument, ReportEntry};
use owo_colors::Style;

use super::claims::{self, Telling};
use super::paper::{Paper, bold, dim, plain, styled};
use super::{Extent, Joins};
use super::{figures, gaps};
use crate::answer::{Answer, counted, reports_of};
use crate::naming::Names;

/// Says what the marks in a wording mean.
const LEGEND: &str =
    "Beside the first wording of a claim: ‹words› are put in or changed, ‹−words› are dropped.";

/// The claims of several reports that are shown in brief: three screens of them.
const MOST_SHARED: usize = 12;

/// The statements of one report alone that are shown in brief.
const MOST_ALONE: usize = 4;

/// Sets a comparison: the answer, what each report rests on, the figures side by side, what several reports tell, what a
/// report lacks, what one alone tells.
pub(crate) fn comparison(
    paper: &mut Paper,
    document: &ComparisonDocument,
    extent: Extent,
    joins: Joins,
) {
    let names = Names::new(document);
    summary(paper, document, &names);
    reports(paper, document);
    let (shared, alone): (Vec<_>, Vec<_>) =
        document.claims.iter().partition(|claim| reports_of(claim) > 1);
    let telling = Telling { names: &names, extent, joins };
    figures::set(paper, document, &telling);
    shared_claims(paper, &shared, &telling);
    gaps::set(paper, document, &telling);
    lone_claims(paper, document, &alone, &telling);
}

fn summary(paper: &mut Paper, document: &ComparisonDocument, names: &Names<'_>) {
    let answer = Answer::new(document);
    paper.line(0, &bold(&answer.headline));
    for sentence in answer.sentences {
        paper.line(0, &plain(&sentence));
    }
    for (copy, of) in verbatim_copies(&document.reports) {
        paper.line(
            0,
            &plain(&format!(
                "{} is a copy of {}, word for word.",
                names.name(copy),
                names.name(of)
            )),
        );
    }
}

/// Finds the reports whose text another, earlier in the order, has too.
fn verbatim_copies(reports: &[ReportEntry]) -> Vec<(&str, &str)> {
    let mut first: BTreeMap<&str, &str> = BTreeMap::new();
    let copies = reports.iter().filter_map(|report| {
        let of = *first.entry(&report.text).or_insert(&report.id);
        (of != report.id).then_some((report.id.as_str(), of))
    });
    copies.collect()
}

fn reports(paper: &mut Paper, document: &ComparisonDocument) {
    paper.heading("What each report rests on");
    let drawing = draw::text(&FamilyTree::new(&document.reports), paper.columns() - 2);
    let indented: Vec<String> = drawing.lines().map(|line| format!("  {line}")).collect();
    paper.laid_out(&indented.join("\n"));
}

fn shared_claims(paper: &mut Paper, claims: &[&ClaimEntry], telling: &Telling<'_>) {
    if claims.is_empty() {
        return;
    }
    paper.heading("Told by several reports");
    paper.line(0, &dim(LEGEND));
    let shown = telling.extent.of(MOST_SHARED, claims.len());
    for claim in &claims[..shown] {
        paper.space();
        claims::shared(paper, claim, telling);
    }
    more(paper, claims.len() - shown, 0, "claim", "claims");
}

fn lone_claims(
    paper: &mut Paper,
    document: &ComparisonDocument,
    claims: &[&ClaimEntry],
    telling: &Telling<'_>,
) {
    if claims.is_empty() {
        return;
    }
    paper.heading("Told by one report only");
    for report in &document.reports {
        let own: Vec<_> = claims
            .iter()
            .filter(|claim| claim.statements.iter().any(|s| s.report == report.id))
            .collect();
        if own.is_empty() {
            continue;
        }
        paper.space();
        let name = styled(&telling.names.name(&report.id), Style::new().bold());
        paper.line(
            2,
            &format!(
                "{name} {}",
                dim(&format!("· {}", counted(own.len(), "statement", "statements")))
            ),
        );
        let shown = telling.extent.of(MOST_ALONE, own.len());
        for claim in &own[..shown] {
            claims::alone(paper, claim);
        }
        more(paper, own.len() - shown, 2, "statement", "statements");
    }
}

/// Says how much is not shown, and how to see it.
pub(super) fn more(paper: &mut Paper, left_out: usize, indent: usize, one: &str, many: &str) {
    if left_out > 0 {
        let left_out = counted(left_out, one, many);
        paper.line(indent, &dim(&format!("… {left_out} more: see them with --all")));
    }
}

impl Extent {
    /// Returns how many of all are shown, where so many are shown in brief.
    ///
    /// One more is shown rather than counted: the line that says so would be as long.
    pub(super) fn of(self, brief: usize, all: usize) -> usize {
        match self {
            Extent::Brief if all > brief + 1 => brief,
            _ => all,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::invented::story;

    fn drawn(document: &ComparisonDocument, columns: usize, extent: Extent) -> String {
        let mut paper = Paper::with_columns(columns);
        comparison(&mut paper, document, extent, Joins::Untold);
        anstream::adapter::strip_str(paper.text()).to_string()
    }

    #[test]
    fn tells_why_statements_were_joined() {
        let mut paper = Paper::with_columns(80);
        comparison(&mut paper, &story(), Extent::Brief, Joins::Told);
        let drawn = anstream::adapter::strip_str(paper.text()).to_string();
        let joined: Vec<&str> = drawn.lines().filter(|line| line.contains("  = ")).collect();
        insta::assert_snapshot!("joins-80", joined.join("\n"));
    }

    #[test]
    fn tells_a_story() {
        insta::assert_snapshot!("story-80", drawn(&story(), 80, Extent::Brief));
        insta::assert_snapshot!("story-48-all", drawn(&story(), 48, Extent::All));
    }
}
