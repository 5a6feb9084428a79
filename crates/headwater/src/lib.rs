//! Counts the independent sources behind the statements of several reports of one event.
//!
//! Each stage is a module with one public function from values to values:
//!
//! ```text
//! bytes --read--> Report --split--> Statement --attribute--> Attribution (voice, via)
//! Statements --slots--> Slots (numbers, days, denial)
//! Statements, Slots --align--> Claim (variants, conflicts)
//! Statements, Slots, Claims --figures--> FigureTable; Claims --gaps--> Gaps; Claims --wording--> Wording
//! Reports --reuse--> Reuse
//! all of these --descend--> Derivation --> Stemma --> origins: sources and channels, with grounds
//! ```
//!
//! [`compare`](compare::compare) runs them all. The library reads no file, clock, network or environment, and
//! prints nothing.

#![warn(clippy::print_stdout, clippy::print_stderr)]

pub mod align;
pub mod attribute;
pub mod compare;
pub mod descend;
pub mod draw;
pub mod figures;
pub mod gaps;
pub mod meaning;
pub mod model;
pub mod names;
mod network;
pub mod quotes;
pub mod read;
pub mod reuse;
pub mod slots;
pub mod split;
pub mod wire;
pub mod wording;
pub mod words;
