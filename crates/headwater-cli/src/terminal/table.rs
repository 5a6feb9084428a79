use owo_colors::Style;
use textwrap::core::display_width;

use super::paper::{Paper, dim, styled};

/// The blanks between two columns.
const GAP: usize = 2;

/// The columns that cells have on a line of their own, where the sheet is too narrow for a table.
const STACKED_INDENT: usize = 2;

/// Rows in columns as wide as what stands in them.
pub(super) struct Table {
    columns: Vec<Column>,
    /// The width of each column; 0 where nothing stands in it.
    widths: Vec<usize>,
    indent: usize,
    is_stacked: bool,
}

/// A column of a table.
#[derive(Clone, Copy)]
pub(super) struct Column {
    pub(super) title: &'static str,
    pub(super) side: Side,
    /// The fewest columns of the sheet that its cells may be cut to; none if they stay whole.
    pub(super) least: Option<usize>,
    /// Where its cells stand if the sheet is too narrow for a table.
    pub(super) stacked: Stacked,
    pub(super) style: Style,
}

/// On which side of its column a cell stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Left,
    Right,
}

/// On which of two lines a cell stands where the sheet is too narrow for a table.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Stacked {
    First,
    Second,
}

/// The cells of a row, one a column.
pub(super) type Row = Vec<String>;

impl Table {
    /// Makes a table that rows fit into, so far from the left of a sheet.
    pub(super) fn new<'r>(
        paper: &Paper,
        indent: usize,
        columns: &[Column],
        rows: impl Iterator<Item = &'r Row>,
    ) -> Self {
        let mut widths = vec![0; columns.len()];
        for row in rows {
            for (width, cell) in widths.iter_mut().zip(row) {
                *width = (*width).max(display_width(cell));
            }
        }
        for (width, column) in widths.iter_mut().zip(columns).filter(|(width, _)| **width > 0) {
            *width = (*width).max(display_width(column.title));
        }
        let room = paper.columns() - indent;
        let is_stacked = !narrow(&mut widths, columns, room);
        Self { columns: columns.to_vec(), widths, indent, is_stacked }
    }

    /// Sets the titles of the columns.
    pub(super) fn titles(&self, paper: &mut Paper) {
        let titles: Row = self.columns.iter().map(|column| column.title.to_owned()).collect();
        if !self.is_stacked {
            self.laid_out(paper, &titles, |_, cell| dim(cell));
        }
    }

    /// Sets a row.
    pub(super) fn row(&self, paper: &mut Paper, row: &Row) {
        if !self.is_stacked {
            return self.laid_out(paper, row, |at, cell| styled(cell, self.columns[at].style));
        }
        let cells = row.iter().enumerate().filter(|(_, cell)| !cell.is_empty());
        let (first, second): (Vec<_>, Vec<_>) =
            cells.partition(|(at, _)| self.columns[*at].stacked == Stacked::First);
        let set = |(at, cell): (usize, &String)| styled(cell, self.columns[at].style);
        paper.line(self.indent, &first.into_iter().map(set).collect::<Vec<_>>().join(" "));
        let second: Vec<_> = second.into_iter().map(|(_, cell)| cell.as_str()).collect();
        if !second.is_empty() {
            paper.line(self.indent + STACKED_INDENT, &dim(&second.join(" · ")));
        }
    }

    fn laid_out(&self, paper: &mut Paper, row: &Row, set: impl Fn(usize, &str) -> String) {
        let mut line = " ".repeat(self.indent);
        let mut owed = 0;
        for (at, (cell, &width)) in row.iter().zip(&self.widths).enumerate() {
            if width == 0 {
                continue;
            }
            let cell = cut(cell, width);
            let blanks = width - display_width(&cell);
            let before = if self.columns[at].side == Side::Right { blanks } else { 0 };
            line.push_str(&" ".repeat(owed + before));
            line.push_str(&set(at, &cell));
            owed = blanks - before + GAP;
        }
        paper.laid_out_styled(&line);
    }
}

/// Narrows the widest columns that may be cut until all fit; tells whether they do.
fn narrow(widths: &mut [usize], columns: &[Column], room: usize) -> bool {
    let shown = widths.iter().filter(|width| **width > 0).count();
    let gaps = GAP * shown.saturating_sub(1);
    while widths.iter().sum::<usize>() + gaps > room {
        let may_give = widths
            .iter_mut()
            .zip(columns)
            .filter(|(width, column)| column.least.is_some_and(|least| **width > least));
        let Some((widest, _)) = may_give.max_by_key(|(width, _)| **width) else { return false };
        *widest -= 1;
    }
    true
}

/// Cuts words to a width, on one line.
pub(super) fn cut(words: &str, width: usize) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if display_width(&words) <= width {
        return words;
    }
    let mut kept = String::new();
    for character in words.chars() {
        kept.push(character);
        if display_width(&kept) >= width {
            kept.pop();
            break;
        }
    }
    format!("{}…", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn column(title: &'static str, side: Side, least: Option<usize>) -> Column {
        let stacked = if let Side::Right = side { Stacked::First } else { Stacked::Second };
        Column { title, side, least, stacked, style: Style::new() }
    }

    const COLUMNS: [Column; 3] = [
        column("report", Side::Left, Some(6)),
        column("figure", Side::Right, None),
        column("voice", Side::Left, Some(5)),
    ];

    fn set(columns: usize, rows: &[[&str; 3]]) -> String {
        let mut paper = Paper::with_columns(columns);
        let rows: Vec<Row> =
            rows.iter().map(|row| row.iter().map(|&cell| cell.to_owned()).collect()).collect();
        let table = Table::new(&paper, 2, &COLUMNS, rows.iter());
        table.titles(&mut paper);
        rows.iter().for_each(|row| table.row(&mut paper, row));
        anstream::adapter::strip_str(paper.text()).to_string()
    }

    #[test]
    fn numbers_stand_to_the_right_and_empty_columns_are_left_out() {
        let rows = [["Courier", "9", "Oln"], ["Harbour Gazette", "1,200", ""]];
        assert_eq!(
            set(60, &rows),
            "  report           figure  voice\n  \
               Courier               9  Oln\n  \
               Harbour Gazette   1,200\n"
        );
        assert_eq!(set(60, &[["a", "9", ""]]), "  report  figure\n  a            9\n");
    }

    #[test]
    fn cells_are_cut_where_they_may_be_and_stacked_where_that_does_not_do() {
        let rows = [["Harbour Gazette", "1,200", "the spokeswoman of the coastguard"]];
        assert_eq!(
            set(40, &rows),
            "  report          figure  voice\n  \
               Harbour Gazet…   1,200  the spokeswom…\n"
        );
        let rows = [["Harbour Gazette", "more than one thousand and two hundred", "Oln"]];
        assert_eq!(
            set(40, &rows),
            "  more than one thousand and two hundred\n    Harbour Gazette · Oln\n"
        );
    }
}
