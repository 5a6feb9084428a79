use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr;

use super::wrap::wrap;
use super::{FamilyTree, Link, Node, NodeKind, Row};

/// Distances in user units, which are CSS pixels at the drawing's natural size.
const LANE: usize = 26;
const MARGIN: usize = 12;
const DOT: usize = 6;
const NAME_LINE: usize = 20;
const SMALL_LINE: usize = 17;
const ROW_GAP: usize = 14;
/// Rounds the elbow where a line turns from its trunk to a node.
const ELBOW: usize = 10;

/// The columns of a label: at 360 px, the narrowest screen we draw for, two lanes and this fit at natural size.
const LABEL_COLUMNS: usize = 38;
/// The width of a column of small and of bold text in tenths of a unit. Of the usual sans-serif faces DejaVu is
/// the widest: up to 7.4 and 9.4 px a character over English names and prose at 13 and 15 px, measured in Chromium.
const SMALL_COLUMN: usize = 74;
const NAME_COLUMN: usize = 95;

/// Draws a family tree as an SVG element for an HTML page.
///
/// Colours come from the page: `currentColor` for lines and names and, if it sets them, the CSS variables
/// `--quiet` (lesser text), `--origin` (what rests on nothing) and `--paper` (the ground). Everything that is
/// drawn is also said in the element's title and description. Names are escaped.
pub fn svg(tree: &FamilyTree) -> String {
    let rows = place(tree);
    let width = rows.iter().map(PlacedRow::width).max().unwrap_or(0) + MARGIN;
    let height = rows.last().map_or(0, |row| row.top + row.height()) + MARGIN;
    let mut drawing = format!(
        "<svg class=\"family-tree\" role=\"img\" aria-labelledby=\"family-tree-title family-tree-description\" \
         viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" font-size=\"13\" \
         fill=\"currentColor\">\n\
         <title id=\"family-tree-title\">What these reports rest on</title>\n\
         <desc id=\"family-tree-description\">{}</desc>\n",
        escape(&tree.describe())
    );
    for (at, row) in rows.iter().enumerate() {
        for link in tree.drawn_links(at) {
            drawing.push_str(&line(&rows[link.row], row, link));
        }
    }
    for row in &rows {
        drawing.push_str(&mark(row));
        drawing.push_str(&label(row));
    }
    drawing.push_str("</svg>\n");
    drawing
}

/// A row with where it stands and its text in lines.
struct PlacedRow<'t> {
    row: &'t Row,
    top: usize,
    label_x: usize,
    name: Vec<String>,
    small: Vec<(Small, String)>,
}

/// What a small line of a label tells.
#[derive(Clone, Copy, PartialEq)]
enum Small {
    About,
    Reason,
}

impl PlacedRow<'_> {
    fn x(&self) -> usize {
        MARGIN + self.row.lane * LANE
    }

    fn y(&self) -> usize {
        self.top + NAME_LINE / 2
    }

    fn height(&self) -> usize {
        self.name.len() * NAME_LINE + self.small.len() * SMALL_LINE
    }

    fn width(&self) -> usize {
        let columns =
            |lines: &mut dyn Iterator<Item = &String>| lines.map(|line| line.width()).max();
        let name = columns(&mut self.name.iter()).unwrap_or(0) * NAME_COLUMN / 10;
        let small =
            columns(&mut self.small.iter().map(|(_, line)| line)).unwrap_or(0) * SMALL_COLUMN / 10;
        self.label_x + name.max(small)
    }
}

fn place(tree: &FamilyTree) -> Vec<PlacedRow<'_>> {
    let mut top = MARGIN;
    let placed = tree.rows().iter().enumerate().map(|(at, row)| {
        let label_x = MARGIN + tree.last_lane(at) * LANE + DOT + 10;
        let Node { name, about, .. } = &row.node;
        let about = wrap(about, LABEL_COLUMNS).into_iter().map(|line| (Small::About, line));
        let reasons = row.links.iter().flat_map(|link| {
            wrap(&tree.told(at, link), LABEL_COLUMNS).into_iter().map(|line| (Small::Reason, line))
        });
        let placed = PlacedRow {
            row,
            top,
            label_x,
            name: wrap(name, LABEL_COLUMNS * SMALL_COLUMN / NAME_COLUMN),
            small: about.chain(reasons).collect(),
        };
        top += placed.height() + ROW_GAP;
        placed
    });
    placed.collect()
}

/// Draws the line from a node down its trunk and across to what rests on it.
fn line(parent: &PlacedRow<'_>, child: &PlacedRow<'_>, link: &Link) -> String {
    let (x, turn, y) = (parent.x(), child.y() - ELBOW, child.y());
    let dashes = if link.certain { "" } else { " stroke-dasharray=\"3 4\"" };
    format!(
        "<path d=\"M{x} {}V{turn}Q{x} {y} {} {y}H{}\" fill=\"none\" stroke=\"var(--line,currentColor)\" \
         stroke-width=\"1.5\"{dashes}/>\n",
        parent.y() + DOT,
        x + ELBOW,
        child.x() - DOT,
    )
}

/// Draws the node itself: a disc for a report, a diamond for somebody named, a broken ring for a lost text; an
/// origin stands in a ring of its own.
fn mark(placed: &PlacedRow<'_>) -> String {
    let (x, y) = (placed.x(), placed.y());
    let origin = placed.row.links.is_empty();
    let colour = if origin { "var(--origin,currentColor)" } else { "currentColor" };
    match placed.row.node.kind {
        NodeKind::Report if origin => format!(
            "<circle cx=\"{x}\" cy=\"{y}\" r=\"{DOT}\" fill=\"var(--paper,none)\" stroke=\"{colour}\" \
             stroke-width=\"1.5\"/><circle cx=\"{x}\" cy=\"{y}\" r=\"3\" fill=\"{colour}\"/>\n"
        ),
        NodeKind::Report => format!("<circle cx=\"{x}\" cy=\"{y}\" r=\"5\" fill=\"{colour}\"/>\n"),
        NodeKind::Named => format!(
            "<path d=\"M{x} {}l{DOT} {DOT}l-{DOT} {DOT}l-{DOT} -{DOT}z\" fill=\"{colour}\"/>\n",
            y - DOT
        ),
        NodeKind::Lost => format!(
            "<circle cx=\"{x}\" cy=\"{y}\" r=\"{DOT}\" fill=\"var(--paper,none)\" stroke=\"{colour}\" \
             stroke-width=\"1.5\" stroke-dasharray=\"2.4 2.4\"/>\n"
        ),
    }
}

fn label(placed: &PlacedRow<'_>) -> String {
    let x = placed.label_x;
    let mut y = placed.top + NAME_LINE - 5;
    let mut drawing = String::new();
    for line in &placed.name {
        let words = escape(line);
        writeln!(
            drawing,
            "<text x=\"{x}\" y=\"{y}\" font-size=\"15\" font-weight=\"600\">{words}</text>"
        )
        .expect("a string can be written to");
        y += NAME_LINE;
    }
    y -= NAME_LINE - SMALL_LINE;
    for (small, line) in &placed.small {
        let style = match small {
            Small::About => "",
            Small::Reason => " font-style=\"italic\"",
        };
        let words = escape(line);
        writeln!(
            drawing,
            "<text x=\"{x}\" y=\"{y}\" fill=\"var(--quiet,currentColor)\"{style}>{words}</text>"
        )
        .expect("a string can be written to");
        y += SMALL_LINE;
    }
    drawing
}

/// Writes words so that no character of theirs is read as markup.
fn escape(words: &str) -> String {
    let mut escaped = String::with_capacity(words.len());
    for character in words.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    escaped
}
