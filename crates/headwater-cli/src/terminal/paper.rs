use std::fmt::Write as _;

use owo_colors::Style;
use textwrap::{Options, WrapAlgorithm};

/// The most columns of text in a line: longer lines are hard to follow (two to three alphabets are advised; a
/// terminal's narrow letters bear a little more).
const MOST_COLUMNS: usize = 100;

/// The fewest columns that are laid out for.
const LEAST_COLUMNS: usize = 40;

/// The columns where the terminal does not say how many it has.
const USUAL_COLUMNS: usize = 80;

/// A sheet that text is set on, line by line.
pub(crate) struct Paper {
    columns: usize,
    text: String,
}

impl Paper {
    /// Takes a sheet as wide as `COLUMNS` says, else as the terminal is.
    pub(crate) fn new() -> Self {
        let stated = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
        let measured = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
        Self::with_columns(stated.or_else(measured).unwrap_or(USUAL_COLUMNS))
    }

    /// Takes a sheet of so many columns, within what can be laid out and read.
    pub(super) fn with_columns(columns: usize) -> Self {
        Self { columns: columns.clamp(LEAST_COLUMNS, MOST_COLUMNS), text: String::new() }
    }

    pub(crate) fn columns(&self) -> usize {
        self.columns
    }

    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Leaves a line free, unless the sheet is fresh.
    pub(super) fn space(&mut self) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
    }

    /// Sets a heading.
    pub(super) fn heading(&mut self, words: &str) {
        self.space();
        self.line(0, &styled(words, Style::new().bold().underline()));
    }

    /// Sets words that are already styled as a paragraph, so far from the left.
    pub(crate) fn line(&mut self, indent: usize, words: &str) {
        self.hanging(&" ".repeat(indent), indent, words);
    }

    /// Sets a paragraph behind a mark, so far from the left.
    pub(super) fn marked(&mut self, indent: usize, mark: &str, words: &str) {
        let width = textwrap::core::display_width(mark) + 1;
        self.hanging(&format!("{}{mark} ", " ".repeat(indent)), indent + width, words);
    }

    /// Sets lines that are laid out already.
    pub(super) fn laid_out(&mut self, lines: &str) {
        for line in lines.lines() {
            let line: String = line.chars().filter(|&c| !is_hostile(c)).collect();
            writeln!(self.text, "{line}").expect("a string can be written to");
        }
    }

    /// Sets a line that is laid out and styled already, by [`styled`].
    pub(super) fn laid_out_styled(&mut self, line: &str) {
        writeln!(self.text, "{}", line.trim_end()).expect("a string can be written to");
    }

    fn hanging(&mut self, first: &str, indent: usize, words: &str) {
        let others = " ".repeat(indent);
        let options = Options::new(self.columns)
            .initial_indent(first)
            .subsequent_indent(&others)
            .wrap_algorithm(WrapAlgorithm::FirstFit);
        for line in textwrap::wrap(words, options) {
            self.text.push_str(line.trim_end());
            self.text.push('\n');
        }
    }
}

/// Styles every word by itself, so that lines can be broken anywhere, and makes one blank of all white space.
pub(super) fn styled(words: &str, style: Style) -> String {
    let words = words.split(|c: char| c.is_whitespace() || is_hostile(c));
    let words = words.filter(|word| !word.is_empty());
    words.map(|word| style.style(word).to_string()).collect::<Vec<_>>().join(" ")
}

/// Sets words as they are, but for white space.
pub(super) fn plain(words: &str) -> String {
    styled(words, Style::new())
}

/// Sets words that matter less.
pub(super) fn dim(words: &str) -> String {
    styled(words, Style::new().dimmed())
}

/// Sets words that matter more.
pub(super) fn bold(words: &str) -> String {
    styled(words, Style::new().bold())
}

/// Tells whether a character would command the terminal or turn the direction of the text, as an input may try.
fn is_hostile(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn breaks_lines_by_what_is_seen() {
        let mut paper = Paper::with_columns(40);
        let words = "seven words in bold on two lines";
        paper.marked(2, "-", &bold(&format!("{words} {words}")));
        let lines: Vec<String> = paper
            .text()
            .lines()
            .map(|line| anstream::adapter::strip_str(line).to_string())
            .collect();
        assert_eq!(
            lines,
            ["  - seven words in bold on two lines", "    seven words in bold on two lines"]
        );
    }

    #[test]
    fn no_input_commands_the_terminal() {
        let hostile = "a\u{1b}[2Jb\u{7}c\u{202E}d\ne";
        let mut paper = Paper::with_columns(40);
        paper.line(0, &plain(hostile));
        paper.laid_out(hostile);
        assert!(!paper.text().contains(|c: char| is_hostile(c) && c != '\n'), "{:?}", paper.text());
        assert_eq!(paper.text(), "a [2Jb c d e\na[2Jbcd\ne\n");
    }
}
