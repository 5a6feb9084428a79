//! Says what a word weighs and which words are near to it.
