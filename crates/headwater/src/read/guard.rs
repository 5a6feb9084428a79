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
    /// Of 431 pages of news and other articles the largest has 1.6 MB, 0.45 MB without scripts, 55 levels,
    /// 3,958 elements and a run of 42,501 bytes. Pages at these limits take 1.5 seconds, and the
    /// engines, which recurse, do with the 2 MiB stack of a thread.
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

/// Returns the page without scripts (but structured data), styles, comments, drawings, and more than one white space
/// between words, which is an eighth of pages.
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

/// An element that is open: its name and its start tag.
#[derive(Clone, Copy)]
struct Element<'p> {
    name: &'p str,
    tag: &'p str,
}

/// The page as far as it was read.
#[derive(Default)]
struct Light<'p> {
    page: String,
    elements: usize,
    /// Bytes of text since the last tag.
    run: usize,
    /// The elements that are open, as an HTML parser sees it.
    open: Vec<Element<'p>>,
    /// The element whose content is left out.
    dropped: Option<&'p str>,
}

impl<'p> Light<'p> {
    fn text(&mut self, text: &str) -> Result<(), Overload> {
        if self.dropped.is_some() {
            return Ok(());
        }
        if self.open.last().is_some_and(|last| is(last.name, "script")) {
            if text.len() <= Burden::Run.limit() {
                self.page.push_str(text);
            }
            return Ok(());
        }
        self.run += text.len();
        push_single_spaced(&mut self.page, text);
        within(Burden::Run, self.run)
    }

    fn open(&mut self, name: &'p str, tag: &'p str) -> Result<(), Overload> {
        if self.dropped.is_some() {
            return Ok(());
        }
        self.run = 0;
        self.elements += 1;
        within(Burden::Elements, self.elements)?;
        if is_dropped(name, tag) {
            self.dropped = (!tag.ends_with("/>") || !is(name, "svg")).then_some(name);
            return Ok(());
        }
        self.push_tag(name, tag);
        if is_one_of(name, &VOID) {
            return Ok(());
        }
        self.end_what_ends_before(name);
        self.open.push(Element { name, tag });
        within(Burden::Depth, self.open.len())
    }

    fn close(&mut self, name: &'p str) {
        self.run = 0;
        match self.dropped {
            Some(dropped) if is(dropped, name) => self.dropped = None,
            Some(_) => {}
            None => {
                if let Some(at) = self.open.iter().rposition(|open| is(open.name, name)) {
                    self.end(at);
                }
                self.page.extend(["</", name, ">"]);
            }
        }
    }

    /// Ends the open elements that an HTML parser ends where another begins.
    fn end_what_ends_before(&mut self, name: &str) {
        let Some((ended, within)) = ENDS.iter().find(|(ended, _)| is_one_of(name, ended)) else {
            return;
        };
        let inner = self.open.iter().rposition(|open| is_one_of(open.name, within));
        let scope = inner.map_or(0, |at| at + 1);
        if let Some(at) = self.open[scope..].iter().position(|open| is_one_of(open.name, ended)) {
            self.end(scope + at);
        }
    }

    /// Ends an open element and those in it; but what formats text goes on behind it, three of a kind at most.
    fn end(&mut self, at: usize) {
        let inner = self.open.split_off(at);
        if inner.first().is_some_and(|ended| is_one_of(ended.name, &["td", "th", "caption"])) {
            return;
        }
        for element in inner.into_iter().skip(1).filter(|open| is_one_of(open.name, &FORMATTING)) {
            if self.open.iter().filter(|open| open.tag == element.tag).count() < 3 {
                self.open.push(element);
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

/// Copies a text with one white space where it has several: a line end, if one is among them, since engines tell
/// lines apart.
fn push_single_spaced(page: &mut String, text: &str) {
    let is_space = |byte: u8| matches!(byte, b' ' | b'\n' | b'\t' | b'\r');
    let bytes = text.as_bytes();
    let mut copied = 0;
    let mut at = 0;
    while at < bytes.len() {
        let length = bytes[at..].iter().take_while(|byte| is_space(**byte)).count();
        if length > 1 {
            page.push_str(&text[copied..at]);
            page.push(if bytes[at..at + length].contains(&b'\n') { '\n' } else { ' ' });
            copied = at + length;
        }
        at += length.max(1);
    }
    page.push_str(&text[copied..]);
}

/// Longer tags hold a picture in an attribute, or an attack.
const LONGEST_TAG: usize = 16 << 10;

/// Elements that a parser opens again behind the end of what they stand in (HTML standard, 13.2.4.3).
const FORMATTING: [&str; 13] =
    ["b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];

/// Elements without content.
const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
];

/// Elements that end where the next of them begins, unless that stands inside one of the others.
const ENDS: [(&[&str], &[&str]); 6] = [
    (&["tr"], &["table"]),
    (&["td", "th"], &["table", "tr"]),
    (&["li"], &["ul", "ol", "menu", "div", "table"]),
    (&["dt", "dd"], &["dl", "div", "table"]),
    (&["option"], &["select"]),
    (&["p"], &["div", "section", "article", "td", "th", "li", "dd", "blockquote", "table"]),
];

fn is_dropped(name: &str, tag: &str) -> bool {
    is(name, "style") || is(name, "svg") || is(name, "script") && !tag.contains("ld+json")
}

fn is_one_of(name: &str, others: &[&str]) -> bool {
    others.iter().any(|other| is(name, other))
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
    fn what_parsers_close_is_not_nested() {
        for unclosed in
            ["<p>one", "<li><p>one", "<tr><td>one<td><b>two</b>", "<dt>one<dd>two", "<p><b>one"]
        {
            assert!(lighten(&unclosed.repeat(5_000)).is_ok(), "{unclosed}");
        }
    }

    #[test]
    fn structured_data_may_be_long_but_then_goes() {
        let page = format!("<script type='ld+json'>{}</script>a", "[".repeat(300_000));
        assert_eq!(lighten(&page).unwrap(), "<script type='ld+json'></script>a");
    }

    #[test]
    fn what_is_too_much_is_named() {
        for (page, burden) in [
            ("<div>".repeat(20_000), Burden::Depth),
            ("<table><tr><td>".repeat(2_000), Burden::Depth),
            ("<a href=x>y</a>".repeat(50_000), Burden::Elements),
            (format!("<p>{}", "word ".repeat(100_000)), Burden::Run),
            (format!("<p>{}", "<".repeat(300_000)), Burden::Run),
            ("<p>word</p>".repeat(400_000), Burden::Elements),
            ("word <br/>".repeat(29_000) + &"<i>".repeat(201), Burden::Depth),
            ((0..300).map(|n| format!("<div><i id={n}>a</div>")).collect(), Burden::Depth),
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
