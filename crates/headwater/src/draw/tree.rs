use super::kin::{self, Kin};
use crate::wire::ReportEntry;

/// A story's family tree, laid out: one node a row, everything below what it rests on, a lane for each line
/// of descent.
///
/// Reports come by time within what they rest on. The order in which they are given changes nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FamilyTree {
    rows: Vec<Row>,
}

/// A node of the tree with its place and what it rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The node.
    pub node: Node,
    /// How far to the right it stands, counted from 0.
    pub lane: usize,
    /// What it rests on.
    pub links: Vec<Link>,
    /// The last row that is linked to this one from below; its own if there is none.
    pub trunk_end: usize,
}

/// A report, somebody whom reports rest on, or a lost text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// Which of these it is.
    pub kind: NodeKind,
    /// The name by which a person knows it.
    pub name: String,
    /// What else a person wants to know at a glance: its id, its time, what kind of report it is.
    pub about: String,
}

/// What a node stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NodeKind {
    /// A report that we hold.
    Report,
    /// An outlet or agency that is credited and whose text we do not hold.
    Named,
    /// A common original that nobody names and we do not hold.
    Lost,
}

/// A line from a node up to what it rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The row of what it rests on. Should the document hold a circle, one of its links leads downwards; the
    /// drawings name that one and draw no line.
    pub row: usize,
    /// Whether the evidence decides, or only makes it likely.
    pub certain: bool,
    /// Why, in a few words each, the most telling first.
    pub reasons: Vec<String>,
}

impl FamilyTree {
    /// Lays out what these reports rest on.
    pub fn new(reports: &[ReportEntry]) -> Self {
        let Kin { nodes, parents } = Kin::new(reports);
        let order = kin::order(&parents);
        let mut row_of = vec![0; order.len()];
        for (row, &node) in order.iter().enumerate() {
            row_of[node] = row;
        }
        let link = |parent: &kin::Parent| Link {
            row: row_of[parent.node],
            certain: parent.certain,
            reasons: parent.reasons.clone(),
        };
        let rows = order.iter().enumerate().map(|(row, &node)| Row {
            node: nodes[node].clone(),
            lane: 0,
            links: parents[node].iter().map(link).collect(),
            trunk_end: row,
        });
        let mut tree = Self { rows: rows.collect() };
        tree.measure_trunks();
        tree.assign_lanes();
        tree
    }

    /// Returns the rows, from the top.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// Returns the rows that rest on nothing.
    pub fn roots(&self) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(|row| row.links.is_empty())
    }

    /// Returns the links that lead upwards from a row: those that are drawn as lines.
    pub(super) fn drawn_links(&self, row: usize) -> impl Iterator<Item = &Link> {
        self.rows[row].links.iter().filter(move |link| link.row < row)
    }

    /// Returns the rows whose trunks run past the lower edge of a row.
    pub(super) fn trunks_below(&self, row: usize) -> impl Iterator<Item = &Row> {
        self.rows[..=row].iter().filter(move |above| above.trunk_end > row)
    }

    /// Returns the rightmost lane that anything stands in at a row.
    pub(super) fn last_lane(&self, row: usize) -> usize {
        let passing = self.trunks_below(row).map(|above| above.lane).max();
        self.rows[row].lane.max(passing.unwrap_or(0))
    }

    /// Tells why a row rests on what a link leads to; a drawn line that is the only one needs no name.
    pub(super) fn told(&self, row: usize, link: &Link) -> String {
        let reasons = link.reasons.join("; ");
        let parent = match self.rows[row].links.len() == 1 && link.row < row {
            true => String::new(),
            false => format!("from {}", self.rows[link.row].node.name),
        };
        match (link.certain, parent.is_empty()) {
            (true, true) => reasons,
            (true, false) => format!("{parent}: {reasons}"),
            (false, true) => format!("probably: {reasons}"),
            (false, false) => format!("probably {parent}: {reasons}"),
        }
    }

    /// Describes the tree in sentences, for those who cannot see it.
    pub(super) fn describe(&self) -> String {
        let sentences: Vec<String> = self.rows.iter().map(|row| self.sentence(row)).collect();
        sentences.join(" ")
    }

    fn sentence(&self, row: &Row) -> String {
        let Node { name, about, .. } = &row.node;
        let parents = row.links.iter().map(|link| {
            let probably = if link.certain { "" } else { "probably " };
            let parent = &self.rows[link.row].node.name;
            format!("{probably}on {parent} ({})", link.reasons.join("; "))
        });
        match row.links.is_empty() {
            true => format!("{name} ({about}) rests on nothing else here."),
            false => {
                let parents = parents.collect::<Vec<_>>().join(" and ");
                format!("{name} ({about}) rests {parents}.")
            }
        }
    }

    fn measure_trunks(&mut self) {
        for row in 0..self.rows.len() {
            let above: Vec<usize> = self.drawn_links(row).map(|link| link.row).collect();
            for parent in above {
                self.rows[parent].trunk_end = row;
            }
        }
    }

    /// Puts each node to the right of all that it rests on, in the first lane that no trunk occupies.
    fn assign_lanes(&mut self) {
        for row in 0..self.rows.len() {
            let leftmost = self.drawn_links(row).map(|link| self.rows[link.row].lane + 1).max();
            let occupied = |lane| {
                self.rows[..row].iter().any(|above| above.lane == lane && above.trunk_end >= row)
            };
            let lane = (leftmost.unwrap_or(0)..).find(|&lane| !occupied(lane));
            self.rows[row].lane = lane.expect("rows above occupy finitely many lanes");
        }
    }
}
