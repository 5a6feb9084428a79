//! Says whether two names mean one person or body, and which names are outlets and agencies.

pub mod outlets;

use crate::model::Speaker;

/// Whether two names mean one person or body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Likeness {
    /// They do not.
    Different,
    /// They may: nothing in the names decides.
    Perhaps,
    /// They do.
    Same,
}

/// Compares two speakers by their names.
pub fn likeness(a: &Speaker, b: &Speaker) -> Likeness {
    if a.name.to_lowercase() == b.name.to_lowercase() {
        Likeness::Same
    } else {
        Likeness::Different
    }
}
