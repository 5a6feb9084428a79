//! Says what a word weighs and which words are near to it.
//!
//! Both come from a table made beforehand of other people's reports and a published set of word vectors
//! (`models/words`), never from the story at hand: an unrelated report must not change what a word weighs.

mod table;
mod token;

pub use table::{Entry, GREATEST_WEIGHT, look_up, weight};
pub use token::{Token, normal, tokens};
