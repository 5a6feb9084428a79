//! Drawings of what rests on what, as text for the terminal and as SVG for a page.
//!
//! [`FamilyTree::new`] lays a story's reports out, one a row, what rests below what it rests on; [`text()`] and
//! [`svg()`] draw the same layout. Nothing here infers: a line stands for an entry of the document, and its
//! label for that entry's grounds.
//!
//! ```
//! # fn draw(document: &headwater::wire::ComparisonDocument) {
//! use headwater::draw::{self, FamilyTree};
//!
//! let tree = FamilyTree::new(&document.reports);
//! println!("{}", draw::text(&tree, 80));
//! # }
//! ```

mod kin;
mod svg;
mod text;
mod tree;
mod wrap;

pub use kin::to_the_minute;
pub use svg::svg;
pub use text::text;
pub use tree::{FamilyTree, Link, Node, NodeKind, Row};
