use super::wrap::wrap;
use super::{FamilyTree, NodeKind, Row};

/// Columns that the text beside the lines gets at least, however deep the tree: three or four words.
const LEAST_COLUMNS: usize = 24;

/// Draws a family tree as lines of text that are, where it can be, no wider than so many columns.
///
/// `●` is a report, `◇` somebody credited whose text is not held, `◌` a text that nobody names; a broken line
/// is only probable.
pub fn text(tree: &FamilyTree, columns: usize) -> String {
    let mut drawing = String::new();
    for row in 0..tree.rows().len() {
        let (first, others) = (node_lanes(tree, row), passing_lanes(tree, row));
        let room = columns.saturating_sub(first.chars().count() + 1).max(LEAST_COLUMNS);
        for (at, line) in label(tree, row, room).iter().enumerate() {
            let lanes = if at == 0 { &first } else { &others };
            drawing.push_str(format!("{lanes} {line}").trim_end());
            drawing.push('\n');
        }
    }
    drawing
}

/// Writes what stands beside a node: its name, what is known of it, and why it rests on what.
fn label(tree: &FamilyTree, row: usize, room: usize) -> Vec<String> {
    let Row { node, links, .. } = &tree.rows()[row];
    let mut lines = wrap(&format!("{} · {}", node.name, node.about), room);
    for link in links {
        let told = wrap(&tree.told(row, link), room - 2);
        lines.extend(told.into_iter().map(|line| format!("  {line}")));
    }
    lines
}

/// Draws the lanes of the line on which a node stands, with the lines that reach it from the left.
fn node_lanes(tree: &FamilyTree, row: usize) -> String {
    let own = &tree.rows()[row];
    let mut drawing = String::new();
    for lane in 0..=tree.last_lane(row) {
        if lane > 0 {
            drawing.push(reaching_line(tree, row, lane - 1));
        }
        drawing.push(if lane == own.lane {
            symbol(own.node.kind)
        } else {
            crossing(tree, row, lane)
        });
    }
    drawing
}

/// Draws the lanes of the further lines of a row: the trunks that run on.
fn passing_lanes(tree: &FamilyTree, row: usize) -> String {
    let passing = |lane| tree.trunks_below(row).any(|above| above.lane == lane);
    let cells = (0..=tree.last_lane(row)).map(|lane| if passing(lane) { "│" } else { " " });
    cells.collect::<Vec<_>>().join(" ")
}

/// Draws what runs through a lane beside the node's own.
fn crossing(tree: &FamilyTree, row: usize, lane: usize) -> char {
    let runs_on = tree.trunks_below(row).any(|above| above.lane == lane && above.trunk_end > row);
    let is_parent = tree.drawn_links(row).any(|link| tree.rows()[link.row].lane == lane);
    let from_left = lane > 0 && reaching_line(tree, row, lane - 1) != ' ';
    match (is_parent, from_left, runs_on) {
        (true, true, true) => '┼',
        (true, true, false) => '┴',
        (true, false, true) => '├',
        (true, false, false) => '└',
        (false, _, true) => '│',
        (false, true, false) => reaching_line(tree, row, lane - 1),
        (false, false, false) => ' ',
    }
}

/// Draws what runs to the right from a lane towards the node: broken if all that it comes from is only probable.
fn reaching_line(tree: &FamilyTree, row: usize, lane: usize) -> char {
    let mut reaching =
        tree.drawn_links(row).filter(|link| tree.rows()[link.row].lane <= lane).peekable();
    match lane < tree.rows()[row].lane && reaching.peek().is_some() {
        false => ' ',
        true if reaching.any(|link| link.certain) => '─',
        true => '╌',
    }
}

fn symbol(kind: NodeKind) -> char {
    match kind {
        NodeKind::Report => '●',
        NodeKind::Named => '◇',
        NodeKind::Lost => '◌',
    }
}
