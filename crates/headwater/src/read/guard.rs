//! Keeps pages away from the engines that would make them run for minutes or overflow the stack.

use super::tags::{Token, Tokens};

/// What a page has too much of for the engines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Burden {
    /// Bytes of the whole page.
    Bytes,
    /// Bytes of markup and text, without scripts, styles and comments.
    Content,
    /// Elements inside one another.
    Depth,
    /// Elements.
    Elements,
    /// Bytes of text between two tags.
    Run,
}

/// Too much of something in a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Overload {
    pub(super) burden: Burden,
    pub(super) found: usize,
}

impl Burden {
    /// Returns the most that is read.
    ///
    /// Of 431 news and other article pages the largest has 5.9 MB, LIGHT kB without scripts, DEPTH
    /// levels, ELEMENTS elements and a run of RUN bytes. At these limits a page takes less than 2 seconds,
    /// and the engines, which recurse, need less than half of a thread's usual 2 MiB stack.
    pub fn limit(self) -> usize {
        match self {
            Burden::Bytes => 32 << 20,
            Burden::Content => 3 << 20,
            Burden::Depth => 200,
            Burden::Elements => 30_000,
            Burden::Run => 200_000,
        }
    }

    /// Names it, for a message.
    pub fn name(self) -> &'static str {
        match self {
            Burden::Bytes => "bytes",
            Burden::Content => "bytes of markup and text",
            Burden::Depth => "elements inside one another",
            Burden::Elements => "elements",
            Burden::Run => "bytes of text without a tag",
        }
    }
}

/// Returns the page without scripts (but structured data), styles, comments and drawings.
///
/// # Errors
///
/// Fails if the page has more of a [`Burden`] than its limit.
pub(super) fn lighten(page: &str) -> Result<String, Overload> {
    within(Burden::Bytes, page.len())?;
    let mut light = Light::default();
    for token in Tokens::new(page) {
        match token {
            Token::Text(text) => light.text(text)?,
            Token::Open { name, tag } => light.open(name, tag)?,
            Token::Close { name } => light.close(name),
            Token::Other => {}
        }
        within(Burden::Content, light.page.len())?;
    }
    Ok(light.page)
}

fn within(burden: Burden, found: usize) -> Result<(), Overload> {
    if found > burden.limit() { Err(Overload { burden, found }) } else { Ok(()) }
}

/// The page as far as it was read.
#[derive(Default)]
struct Light<'p> {
    page: String,
    elements: usize,
    /// The elements that are open, without those that an HTML parser closes by itself.
    open: Vec<&'p str>,
    /// The element whose content is left out.
    dropped: Option<&'p str>,
}

impl<'p> Light<'p> {
    fn text(&mut self, text: &str) -> Result<(), Overload> {
        if self.dropped.is_none() {
            within(Burden::Run, text.len())?;
            self.page.push_str(text);
        }
        Ok(())
    }

    fn open(&mut self, name: &'p str, tag: &'p str) -> Result<(), Overload> {
        if self.dropped.is_some() {
            return Ok(());
        }
        self.elements += 1;
        within(Burden::Elements, self.elements)?;
        if is_dropped(name, tag) {
            self.dropped = (!tag.ends_with("/>") || !is(name, "svg")).then_some(name);
            return Ok(());
        }
        self.push_tag(name, tag);
        if VOID.iter().any(|void| is(name, void)) {
            return Ok(());
        }
        if CLOSED_BY_THE_NEXT.iter().any(|closed| is(name, closed))
            && self.open.last().is_some_and(|last| is(last, name))
        {
            self.open.pop();
        }
        self.open.push(name);
        within(Burden::Depth, self.open.len())
    }

    fn close(&mut self, name: &'p str) {
        match self.dropped {
            Some(dropped) if is(dropped, name) => self.dropped = None,
            Some(_) => {}
            None => {
                if let Some(at) = self.open.iter().rposition(|open| is(open, name)) {
                    self.open.truncate(at);
                }
                self.page.extend(["</", name, ">"]);
            }
        }
    }

    /// Copies a start tag; one of thousands of attributes loses them, for parsers compare each with each.
    fn push_tag(&mut self, name: &str, tag: &str) {
        if tag.len() > LONGEST_TAG {
            self.page.extend(["<", name, ">"]);
        } else {
            self.page.push_str(tag);
        }
    }
}

/// Longer tags hold a picture in an attribute, or an attack.
const LONGEST_TAG: usize = 16 << 10;

/// Elements without content.
const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
];

/// Elements that end where the next of their kind begins.
const CLOSED_BY_THE_NEXT: [&str; 9] = ["p", "li", "option", "tr", "td", "th", "dt", "dd", "a"];

fn is_dropped(name: &str, tag: &str) -> bool {
    is(name, "style") || is(name, "svg") || is(name, "script") && !tag.contains("ld+json")
}

fn is(name: &str, other: &str) -> bool {
    name.eq_ignore_ascii_case(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_styles_comments_and_drawings_go() {
        let page = "<head><style>p {}</style><script type='application/ld+json'>{}</script></head>\
            <!-- no --><p>a<script>x()</script><svg><path/></svg><svg/>b<br>c</p>";
        let light = "<head><script type='application/ld+json'>{}</script></head><p>ab<br>c</p>";
        assert_eq!(lighten(page).unwrap(), light);
    }

    #[test]
    fn paragraphs_that_nobody_closes_are_not_nested() {
        assert!(lighten(&"<p>one".repeat(5_000)).is_ok());
    }

    #[test]
    fn what_is_too_much_is_named() {
        for (page, burden) in [
            ("<div>".repeat(20_000), Burden::Depth),
            ("<table><tr><td>".repeat(2_000), Burden::Depth),
            ("<a href=x>y</a>".repeat(50_000), Burden::Elements),
            (format!("<p>{}", "word ".repeat(100_000)), Burden::Run),
            ("<p>word</p>".repeat(400_000), Burden::Elements),
            ("word <br/>".repeat(29_000) + &"<i>".repeat(201), Burden::Depth),
            ("x".repeat((32 << 20) + 1), Burden::Bytes),
        ] {
            assert_eq!(lighten(&page).unwrap_err().burden, burden);
        }
    }

    #[test]
    fn a_tag_of_thousands_of_attributes_loses_them() {
        let page = format!("<p {}>a</p>", "x=y ".repeat(10_000));
        assert_eq!(lighten(&page).unwrap(), "<p>a</p>");
    }
}
