//! Says what a word weighs and which words are near to it.
//!
//! Both come from a table made beforehand of other people's reports and a published set of word vectors
//! (`models/words`), never from the story at hand: an unrelated report must not change what a word weighs.

mod calendar;
mod table;
mod token;

pub use calendar::{MONTHS, WEEKDAYS, is_month_or_day};
pub use table::{Entry, GREATEST_WEIGHT, look_up, weight};
pub use token::{Token, normal, tokens, tokens_of};
