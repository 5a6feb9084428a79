//! Finds the passages that reports share.

use crate::model::{Report, Reuse};

/// What is looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {}

/// Finds the passages that any two of the reports share.
pub fn reuse(_reports: &[Report], _settings: &Settings) -> Vec<Reuse> {
    Vec::new()
}
