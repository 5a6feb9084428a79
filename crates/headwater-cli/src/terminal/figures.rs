use headwater::wire::{ComparisonDocument, FigureEntry, FigureTableEntry};
use owo_colors::Style;
use textwrap::core::display_width;

use super::Extent;
use super::claims::Telling;
use super::comparison::more;
use super::paper::{Paper, dim, plain, styled};
use super::table::{Column, Row, Side, Stacked, Table, cut};
use crate::answer::published;

/// The tables that are shown in brief.
const MOST_TABLES: usize = 8;

/// The least count that is shown in brief where all agree: "two sides" stands in every report of talks.
const LEAST_COUNT: f64 = 3.0;

/// The characters of a statement that are set before its figure, to show what it is of.
const BEFORE: usize = 40;

const COLUMNS: [Column; 7] = [
    Column {
        title: "report",
        side: Side::Left,
        least: Some(16),
        stacked: Stacked::First,
        style: Style::new(),
    },
    Column {
        title: "",
        side: Side::Left,
        least: None,
        stacked: Stacked::First,
        style: Style::new().dimmed(),
    },
    Column {
        title: "figure",
        side: Side::Right,
        least: None,
        stacked: Stacked::First,
        style: Style::new().bold(),
    },
    Column {
        title: "",
        side: Side::Left,
        least: Some(10),
        stacked: Stacked::First,
        style: Style::new(),
    },
    Column {
        title: "voice",
        side: Side::Left,
        least: Some(10),
        stacked: Stacked::Second,
        style: Style::new(),
    },
    Column {
        title: "via",
        side: Side::Left,
        least: Some(8),
        stacked: Stacked::Second,
        style: Style::new(),
    },
    Column {
        title: "published",
        side: Side::Left,
        least: None,
        stacked: Stacked::Second,
        style: Style::new().dimmed(),
    },
];

/// Where in a row the number of other reports, the figure and the time of publication stand.
const OTHERS: usize = 1;
const FIGURE: usize = 2;
const PUBLISHED: usize = 6;

/// Sets the figures that several reports give, those that differ first.
///
/// In brief, reports that give a figure in the same words, by the same voice and way, stand in one row: the first, its
/// time, and how many others there are.
pub(super) fn set(paper: &mut Paper, document: &ComparisonDocument, telling: &Telling<'_>) {
    let (chosen, others): (Vec<_>, Vec<_>) = document
        .figures
        .iter()
        .partition(|table| telling.extent == Extent::All || is_told_in_brief(table));
    if document.figures.is_empty() {
        return;
    }
    paper.heading("Figures side by side");
    if telling.extent == Extent::Brief {
        paper.line(
            0,
            &dim("+ counts other reports that give it in the same words, by the same voice."),
        );
    }
    let shown = telling.extent.of(MOST_TABLES, chosen.len());
    let rows: Vec<Vec<Row>> = chosen[..shown].iter().map(|table| rows(table, telling)).collect();
    let layout = Table::new(paper, 2, &COLUMNS, rows.iter().flatten());
    layout.titles(paper);
    for (table, rows) in chosen.iter().zip(&rows) {
        paper.space();
        title(paper, document, table);
        rows.iter().for_each(|row| layout.row(paper, row));
    }
    more(paper, chosen.len() - shown + others.len(), 0, "figure", "figures");
}

/// Tells whether a table differs, or is of numbers of some weight or of dates in several words.
fn is_told_in_brief(table: &FigureTableEntry) -> bool {
    let is_large = |figure: &FigureEntry| figure.least.is_some_and(|least| least >= LEAST_COUNT);
    let is_reworded = || {
        let mut figures = table.figures.windows(2);
        figures.any(|pair| !pair[0].text.eq_ignore_ascii_case(&pair[1].text))
    };
    match table.unit.as_str() {
        _ if !table.agree => true,
        "count" => table.figures.iter().any(is_large),
        "date" => is_reworded(),
        _ => true,
    }
}

/// Sets on one line whether the figures agree, and the words around the first.
fn title(paper: &mut Paper, document: &ComparisonDocument, table: &FigureTableEntry) {
    let (told, style) = match table.agree {
        true => ("= agree:", Style::new().dimmed()),
        false => ("≠ differ:", Style::new().red().bold()),
    };
    let id = format!("· {}", table.claim);
    let room = paper.columns() - display_width(told) - display_width(&id) - 2;
    let words = cut(&around(document, table), room);
    paper.laid_out_styled(&format!("{} {} {}", styled(told, style), plain(&words), dim(&id)));
}

/// Returns a statement from somewhat before its first figure on.
fn around(document: &ComparisonDocument, table: &FigureTableEntry) -> String {
    let claim = document.claims.iter().find(|claim| claim.id == table.claim);
    let (Some(claim), Some(figure)) = (claim, table.figures.first()) else { return String::new() };
    let Some(statement) = claim.statements.get(figure.statement) else { return String::new() };
    let before = figure.start.saturating_sub(statement.start);
    let skipped: String = statement.text.chars().skip(before.saturating_sub(BEFORE)).collect();
    match skipped.split_once(char::is_whitespace).filter(|_| before > BEFORE) {
        Some((_, words)) => format!("… {words}"),
        None => skipped,
    }
}

fn rows(table: &FigureTableEntry, telling: &Telling<'_>) -> Vec<Row> {
    let mut told: Vec<(Row, usize)> = Vec::new();
    for figure in &table.figures {
        let row = row(figure, telling);
        let alike = |other: &Row| {
            let mut pairs = row[FIGURE..PUBLISHED].iter().zip(&other[FIGURE..PUBLISHED]);
            pairs.all(|(a, b)| a.eq_ignore_ascii_case(b))
        };
        match told.iter_mut().find(|(other, _)| telling.extent == Extent::Brief && alike(other)) {
            Some((_, others)) => *others += 1,
            None => told.push((row, 0)),
        }
    }
    let with_others = |(mut row, others): (Row, usize)| {
        if others > 0 {
            row[OTHERS] = format!("+{others}");
        }
        row
    };
    told.into_iter().map(with_others).collect()
}

fn row(figure: &FigureEntry, telling: &Telling<'_>) -> Row {
    let one_line = |words: &str| words.split_whitespace().collect::<Vec<_>>().join(" ");
    vec![
        telling.names.name(&figure.report),
        String::new(),
        one_line(&figure.text),
        figure.of.as_ref().map_or(String::new(), |of| one_line(&of.text)),
        figure.voice.clone().unwrap_or_else(|| "own voice".to_owned()),
        figure.via.clone().unwrap_or_default(),
        figure.published.as_deref().map(published).unwrap_or_default(),
    ]
}
