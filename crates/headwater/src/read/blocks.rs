//! The paragraphs of a piece of HTML.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::tags::{Token, Tokens, attribute};

/// A paragraph, heading, list item, row of a table, or caption.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Block {
    /// Its words, without line breaks.
    pub(super) text: String,
    pub(super) kind: BlockKind,
    /// Whether most of it is the text of links.
    pub(super) linked: bool,
}

/// What element a block stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BlockKind {
    Paragraph,
    Heading,
    Item,
    Row,
    Code,
    Caption,
}

impl Block {
    /// The number of its words; two letters of a script without spaces count as one.
    pub(super) fn size(&self) -> usize {
        size(&self.text)
    }

    /// Whether it is a sentence or more of running text.
    pub(super) fn is_prose(&self) -> bool {
        let running = !matches!(self.kind, BlockKind::Heading | BlockKind::Caption);
        running && !self.linked && ends_sentence(&self.text)
    }
}

/// Returns the blocks of a piece of HTML that a serializer wrote, or of a page.
pub(super) fn blocks(html: &str) -> Vec<Block> {
    let mut reader = Reader::default();
    for token in Tokens::new(html) {
        match token {
            Token::Text(text) => reader.text(text),
            Token::Open { name, tag } => reader.open(name, tag),
            Token::Close { name } => reader.close(name),
            Token::Other => {}
        }
    }
    reader.flush();
    reader.blocks
}

/// The words of a text.
pub(super) fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// The number of words of a text; two letters of a script without spaces count as one.
pub(super) fn size(text: &str) -> usize {
    let spaceless = |c: &char| matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{e00}'..='\u{eff}');
    words(text).count() + text.chars().filter(spaceless).count() / 2
}

/// Whether a text ends as sentences do.
pub(super) fn ends_sentence(text: &str) -> bool {
    let closing = |c: char| c.is_whitespace() || ")]\"'”’»".contains(c);
    text.trim_end_matches(closing).ends_with(['.', '!', '?', '…', '。', '！', '？', '؟', '।'])
}

#[derive(Default)]
struct Reader {
    blocks: Vec<Block>,
    text: String,
    /// Bytes of the text that are links.
    linked: usize,
    /// Links that are open.
    links: usize,
    kind: Option<BlockKind>,
    /// Whether the last thing read was a line break.
    broken: bool,
    /// The element whose content is no text of the page.
    silent: bool,
}

impl Reader {
    fn text(&mut self, text: &str) {
        if self.silent {
            return;
        }
        let text = unescape(text);
        self.broken &= text.trim().is_empty();
        self.text.push_str(&text);
        if self.links > 0 {
            self.linked += text.len();
        }
    }

    fn open(&mut self, name: &str, tag: &str) {
        match name.to_ascii_lowercase().as_str() {
            "script" | "style" | "noscript" | "title" | "textarea" => self.silent = true,
            "a" if attribute(tag, "href").is_some() => self.links += 1,
            "br" => self.line_break(),
            "td" | "th" if self.kind == Some(BlockKind::Row) => self.cell(),
            name => {
                if let Some(kind) = block_kind(name) {
                    self.flush();
                    self.kind = Some(kind);
                }
            }
        }
    }

    fn close(&mut self, name: &str) {
        match name.to_ascii_lowercase().as_str() {
            "script" | "style" | "noscript" | "title" | "textarea" => self.silent = false,
            "a" => self.links = self.links.saturating_sub(1),
            "td" | "th" => {}
            name => {
                if block_kind(name).is_some() {
                    self.flush();
                    self.kind = None;
                }
            }
        }
    }

    /// One break parts lines, two part paragraphs.
    fn line_break(&mut self) {
        if self.broken {
            self.flush();
        }
        self.text.push(' ');
        self.broken = true;
    }

    /// The cells of a row are one block.
    fn cell(&mut self) {
        if !self.text.trim().is_empty() {
            self.text.push_str(" | ");
        }
    }

    fn flush(&mut self) {
        let written = self.text.len();
        let text = self.text.split_whitespace().collect::<Vec<_>>().join(" ");
        if !text.is_empty() {
            let kind = self.kind.unwrap_or(BlockKind::Paragraph);
            self.blocks.push(Block { text, kind, linked: self.linked * 2 > written });
        }
        self.text.clear();
        self.linked = 0;
        self.broken = false;
    }
}

/// What an element holds, if it parts paragraphs.
fn block_kind(name: &str) -> Option<BlockKind> {
    Some(match name {
        "p" | "div" | "section" | "article" | "header" | "footer" | "main" | "aside" | "nav"
        | "ul" | "ol" | "dl" | "dd" | "table" | "blockquote" | "figure" | "hr" | "form"
        | "body" | "html" | "button" => BlockKind::Paragraph,
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => BlockKind::Heading,
        "li" | "dt" => BlockKind::Item,
        "tr" | "td" | "th" => BlockKind::Row,
        "pre" => BlockKind::Code,
        "figcaption" | "caption" => BlockKind::Caption,
        _ => return None,
    })
}

/// Resolves the character references that serializers write, and the commonest others.
pub(super) fn unescape(text: &str) -> String {
    static NUMBERED: LazyLock<Regex> =
        pattern!(r"&#(?:[xX](?P<hex>[0-9a-fA-F]{1,6})|(?P<dec>\d{1,7}));");
    const REFERENCES: [(&str, &str); 15] = [
        ("&nbsp;", " "),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&apos;", "'"),
        ("&rsquo;", "’"),
        ("&ldquo;", "“"),
        ("&rdquo;", "”"),
        ("&ndash;", "–"),
        ("&mdash;", "—"),
        ("&copy;", "©"),
        ("&bull;", "•"),
        ("&middot;", "·"),
        ("&hellip;", "…"),
        ("&amp;", "&"),
    ];
    if !text.contains('&') {
        return text.to_owned();
    }
    let numbered = NUMBERED.replace_all(text, |found: &Captures<'_>| {
        let number = found.name("hex").map(|hex| u32::from_str_radix(hex.as_str(), 16));
        let number = number.unwrap_or_else(|| found["dec"].parse());
        number.ok().and_then(char::from_u32).unwrap_or('\u{fffd}').to_string()
    });
    let replaced =
        |text: String, (reference, character): &(&str, &str)| text.replace(reference, character);
    REFERENCES.iter().fold(numbered.into_owned(), replaced)
}

#[cfg(test)]
mod tests {
    use super::*;
    use BlockKind::*;

    #[test]
    fn elements_part_paragraphs() {
        let html = "<div>One <b>line</b>.<br>Same.<br><br>Next &amp; last.<p><a href=x>All link</a>\
            <ul><li>item</ul><table><tr><th>Length<td>17 m</tr></table><figcaption>A lake</figcaption><h2>Head</h2></div>";
        let found: Vec<_> = blocks(html).into_iter().map(|b| (b.text, b.kind, b.linked)).collect();
        assert_eq!(
            found,
            [
                ("One line. Same.".into(), Paragraph, false),
                ("Next & last.".into(), Paragraph, false),
                ("All link".into(), Paragraph, true),
                ("item".into(), Item, false),
                ("Length | 17 m".into(), Row, false),
                ("A lake".into(), Caption, false),
                ("Head".into(), Heading, false),
            ]
        );
    }

    #[test]
    fn character_references_are_resolved() {
        assert_eq!(
            unescape("M&#038;A &amp; &#x201C;B&rdquo; &#xd800; &lt;"),
            "M&A & “B” \u{fffd} <"
        );
    }

    #[test]
    fn sizes_and_ends() {
        assert_eq!(size("The mayor's plan"), 4);
        assert_eq!(size("市長が辞任"), 3);
        assert!(ends_sentence("“It is over.” "));
        assert!(!ends_sentence("Read on"));
    }
}
