//! Cuts HTML into tags and text, without building a tree.

/// A piece of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'p> {
    /// What stands between tags, with its character references as written.
    Text(&'p str),
    /// A start tag: its name and the whole of it.
    Open { name: &'p str, tag: &'p str },
    /// An end tag: its name.
    Close { name: &'p str },
    /// A comment, a doctype, a processing instruction.
    Other,
}

/// Cuts a page into tokens; the content of `script` and `style` is one text each.
#[derive(Clone, Debug)]
pub(super) struct Tokens<'p> {
    page: &'p str,
    at: usize,
    /// The element whose content is text up to its end tag.
    raw: Option<&'p str>,
}

impl<'p> Tokens<'p> {
    /// Starts at the beginning of a page.
    pub(super) fn new(page: &'p str) -> Self {
        Self { page, at: 0, raw: None }
    }

    fn text(&mut self, end: usize) -> Token<'p> {
        let text = &self.page[self.at..end];
        self.at = end;
        Token::Text(text)
    }

    /// The text up to the end tag of a `script` or `style`, or to the end of the page.
    fn raw_text(&mut self, name: &str) -> Option<Token<'p>> {
        let rest = &self.page[self.at..];
        let ends = |at: &usize| is_prefix(&rest[at + 2..], name);
        let length = rest.match_indices("</").map(|(at, _)| at).find(ends).unwrap_or(rest.len());
        (length > 0).then(|| self.text(self.at + length))
    }

    fn comment(&mut self) -> Token<'p> {
        let rest = &self.page[self.at..];
        let end = if rest.starts_with("<!--") { "-->" } else { ">" };
        self.at += rest.find(end).map_or(rest.len(), |at| at + end.len());
        Token::Other
    }

    fn tag(&mut self) -> Token<'p> {
        let rest = &self.page[self.at..];
        let closes = rest.starts_with("</");
        let name = tag_name(&rest[1 + usize::from(closes)..]);
        let tag = &rest[..tag_length(rest)];
        self.at += tag.len();
        if closes {
            return Token::Close { name };
        }
        if ["script", "style"].iter().any(|raw| name.eq_ignore_ascii_case(raw)) {
            self.raw = Some(name);
        }
        Token::Open { name, tag }
    }
}

impl<'p> Iterator for Tokens<'p> {
    type Item = Token<'p>;

    fn next(&mut self) -> Option<Token<'p>> {
        if let Some(name) = self.raw.take()
            && let Some(text) = self.raw_text(name)
        {
            return Some(text);
        }
        let rest = &self.page[self.at..];
        match rest.as_bytes() {
            [] => None,
            [b'<', b'!' | b'?', ..] => Some(self.comment()),
            [b'<', b'/', byte, ..] | [b'<', byte, ..] if byte.is_ascii_alphabetic() => {
                Some(self.tag())
            }
            _ => {
                let first = rest.chars().next().map_or(0, char::len_utf8);
                let length = rest[first..].find('<').map_or(rest.len(), |at| first + at);
                Some(self.text(self.at + length))
            }
        }
    }
}

/// Returns the value of an attribute of a start tag, as written.
pub(super) fn attribute<'p>(tag: &'p str, name: &str) -> Option<&'p str> {
    let at = tag.match_indices(name).map(|(at, _)| at).find(|at| {
        tag[..*at].ends_with(char::is_whitespace)
            && tag[at + name.len()..].trim_start().starts_with('=')
    })?;
    let value = tag[at + name.len()..].trim_start()[1..].trim_start();
    let quoted = value.strip_prefix('"').map(|rest| (rest, '"'));
    Some(match quoted.or_else(|| value.strip_prefix('\'').map(|rest| (rest, '\''))) {
        Some((rest, quote)) => rest.split(quote).next().unwrap_or(rest),
        None => value.split(|c: char| c.is_whitespace() || c == '>').next().unwrap_or(value),
    })
}

fn tag_name(rest: &str) -> &str {
    let ends = |c: char| c.is_whitespace() || c == '>' || c == '/';
    &rest[..rest.find(ends).unwrap_or(rest.len())]
}

/// The length of a tag up to its `>` outside quotes.
fn tag_length(rest: &str) -> usize {
    let mut quote = None;
    let mut before = b' ';
    for (at, byte) in rest.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return at + 1,
            (None, b'"' | b'\'') if before == b'=' => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
        if !byte.is_ascii_whitespace() {
            before = byte;
        }
    }
    rest.len()
}

fn is_prefix(text: &str, name: &str) -> bool {
    text.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_page_is_cut_into_its_tokens() {
        let page = "a<!-- <p> --><P class='>'>b &lt; 5</P><script>if (a</b) x</SCRIPT>é<";
        let tokens: Vec<_> = Tokens::new(page).collect();
        assert_eq!(
            tokens,
            [
                Token::Text("a"),
                Token::Other,
                Token::Open { name: "P", tag: "<P class='>'>" },
                Token::Text("b &lt; 5"),
                Token::Close { name: "P" },
                Token::Open { name: "script", tag: "<script>" },
                Token::Text("if (a</b) x"),
                Token::Close { name: "SCRIPT" },
                Token::Text("é"),
                Token::Text("<"),
            ]
        );
    }

    #[test]
    fn attributes_are_found() {
        let tag = "<meta  data-name=x name=\"a b\" content = 'c'>";
        assert_eq!(attribute(tag, "name"), Some("a b"));
        assert_eq!(attribute(tag, "content"), Some("c"));
        assert_eq!(attribute(tag, "charset"), None);
    }

    proptest! {
        #[test]
        fn cutting_ends_and_loses_no_text(page in "([a-zé <>/!\"'=-]|<p>|</p>|<script>|<!--){0,60}") {
            let text: usize = Tokens::new(&page).map(|token| match token {
                Token::Text(text) => text.len(),
                Token::Open { tag, .. } => tag.len(),
                _ => 0,
            }).sum();
            prop_assert!(text <= page.len());
        }
    }
}
