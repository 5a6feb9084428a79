use headwater::wire::Range;

/// A text that is cut by code points.
pub(super) struct Characters<'t> {
    text: &'t str,
    /// The byte at which each character begins, and the end.
    starts: Vec<usize>,
}

impl<'t> Characters<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let starts = text.char_indices().map(|(byte, _)| byte).chain([text.len()]).collect();
        Self { text, starts }
    }

    /// Returns the words between two code points of the text.
    pub(super) fn of(&self, (start, end): Range) -> &'t str {
        &self.text[self.starts[start]..self.starts[end]]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_by_code_points() {
        assert_eq!(Characters::new("é漢🦀b").of((1, 3)), "漢🦀");
        assert_eq!(Characters::new("é").of((1, 1)), "");
    }
}
