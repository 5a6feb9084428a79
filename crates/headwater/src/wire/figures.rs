//! Figures side by side, for outside.

use super::compose::{Composer, position};
use super::parts::{names, vias};
use super::{CountedEntry, FigureEntry, FigureTableEntry, QuoteEntry, kinds};
use crate::model::{Citation, Claim, Figure, FigureTable, Measure, Statement};

/// Enters the tables of figures.
pub(super) fn figures(composer: &Composer<'_>) -> Vec<FigureTableEntry> {
    composer.comparison.figures.iter().map(|table| table_entry(composer, table)).collect()
}

fn table_entry(composer: &Composer<'_>, table: &FigureTable) -> FigureTableEntry {
    let claim = &composer.comparison.claims[table.claim.index()];
    let entry = |figure: &Figure| figure_entry(composer, claim, table.measure, figure);
    FigureTableEntry {
        claim: composer.claim_id(claim),
        unit: kinds::measure(table.measure).to_owned(),
        agree: table.agree,
        figures: table.figures.iter().map(entry).collect(),
    }
}

fn figure_entry(
    composer: &Composer<'_>,
    claim: &Claim,
    measure: Measure,
    figure: &Figure,
) -> FigureEntry {
    let comparison = composer.comparison;
    let Statement { report, .. } = *composer.statement(figure.statement);
    let voicing = &comparison.voicings[figure.statement.index()];
    let slots = &comparison.slots[figure.statement.index()];
    let quote = |span| composer.quote(Citation::text(report, span));
    let QuoteEntry { start, end, text, .. } = quote(figure.span);
    let range = match measure {
        Measure::Number(_) => Some(slots.quantities[figure.slot].range),
        Measure::Day => None,
    };
    let days =
        || slots.days[figure.slot].ranges.iter().map(|(a, b)| (a.to_string(), b.to_string()));
    FigureEntry {
        report: composer.name(report).to_owned(),
        statement: position(claim, figure.statement),
        start,
        end,
        text,
        of: figure.of.map(|of| {
            let QuoteEntry { start, end, text, .. } = quote(of);
            CountedEntry { start, end, text }
        }),
        least: range.map(|(least, _)| rounded(least)),
        most: range.map(|(_, most)| rounded(most)),
        days: (measure == Measure::Day).then(|| days().collect()),
        voice: names(&voicing.voices),
        via: vias(&comparison.credits, &voicing.vias).into_iter().next(),
        published: comparison.reports[report.index()]
            .published
            .as_ref()
            .map(|published| published.value.to_string()),
    }
}

/// Takes off what multiplying left behind: a millionth of a day is a tenth of a second.
fn rounded(number: f64) -> f64 {
    const STEPS: f64 = 1e6;
    (number * STEPS).round() / STEPS
}
