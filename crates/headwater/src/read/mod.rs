//! Reads reports: bytes in, [`Report`]s out.
//!
//! Plain text and the `text` of JSON Lines stay as they were given, so that offsets are those of the
//! user's file; what is no statement in them is marked by [`Note`](crate::model::Note)s with spans. Of a
//! page the text is the body, and notes stand beside it.

/// Compiles a pattern when it is first used.
macro_rules! pattern {
    ($pattern:literal) => {
        LazyLock::new(|| {
            Regex::new(&$crate::read::with_fast_boundaries($pattern)).expect("the pattern is valid")
        })
    };
}

mod blocks;
mod chooser;
mod date;
mod encoding;
mod furniture;
mod guard;
mod html;
mod inset;
mod json_lines;
mod language;
mod metadata;
mod plain;
mod tags;

use std::borrow::Cow;

use crate::model::Report;
pub use guard::Burden;
pub use json_lines::{Fields, UnknownField};

/// Why an input, or one record of it, gave no report.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// There is nothing in it.
    #[error("it is empty")]
    Empty,
    /// It is no text.
    #[error("it is {kind}, not text")]
    Binary {
        /// What it is instead.
        kind: &'static str,
    },
    /// It is a page without an article.
    #[error("it is a page without an article")]
    NoArticle,
    /// It is a page that would keep the engines busy for too long.
    #[error("it is a page of more than {} {}", burden.limit(), burden.name())]
    TooMuch {
        /// Of what it has too much.
        burden: Burden,
    },
    /// It is a text longer than any report.
    #[error("it is a text of {bytes} bytes, and a report has at most {LONGEST_TEXT}")]
    TooLong {
        /// How long it is.
        bytes: usize,
    },
    /// It is a line of JSON Lines longer than any record.
    #[error("it has more than {LONGEST_LINE} bytes, which no record has")]
    LongLine,
    /// A record is not JSON, or no object.
    #[error("it is not JSON: {0}")]
    NotJson(String),
    /// A record has neither text nor page.
    #[error("it has neither a field `{text}` nor `{html}`, only: {has}")]
    NoText {
        /// The field in which a text is sought.
        text: String,
        /// The field in which a page is sought.
        html: String,
        /// The fields that it has.
        has: String,
    },
    /// A record of JSON Lines gave no report.
    #[error("line {line}: {error}")]
    Record {
        /// Its line, counted from 1.
        line: usize,
        /// Why.
        error: Box<ReadError>,
    },
}

/// The longest text, in bytes, that is taken for one report.
///
/// The longest of 3,179 articles has 45,271.
pub const LONGEST_TEXT: usize = 1_000_000;

/// The longest line, in bytes, that is taken for a record of JSON Lines.
///
/// The largest page that is read has half of it, and few of its characters are escaped; a text that is escaped
/// throughout has a tenth.
pub const LONGEST_LINE: usize = 64 << 20;

impl ReadError {
    /// Says what one can do about it.
    pub fn hint(&self) -> &'static str {
        match self {
            ReadError::Empty => "check that the download or export finished",
            ReadError::Binary { .. } => "give text, HTML or JSON Lines; unpack or convert it first",
            ReadError::NoArticle => "give the article's own page, or its text in a .txt file",
            ReadError::TooMuch { .. } => "save the article's text in a .txt file and give that",
            ReadError::TooLong { .. } => "give one report a file, or one a line as JSON Lines",
            ReadError::NotJson(_) | ReadError::LongLine => "put one JSON object on each line",
            ReadError::NoText { .. } => "name the field that holds the text: --field text=NAME",
            ReadError::Record { error, .. } => error.hint(),
        }
    }
}

/// Reads the reports of one input: a page, JSON Lines, or else plain text.
///
/// The file's name names the report and breaks ties between formats; nothing is opened. Records of JSON Lines
/// are read as the iterator is asked for them, and a broken one is one error.
///
/// ```
/// use headwater::read::{Fields, read};
///
/// let fields = Fields::default();
/// let mut reports = read("dir/bridge.txt", b"The bridge will close.", &fields);
/// assert_eq!(reports.next().unwrap().unwrap().name, "bridge");
/// assert!(reports.next().is_none());
/// ```
pub fn read<'i>(
    file: &'i str,
    bytes: &'i [u8],
    fields: &'i Fields,
) -> impl Iterator<Item = Result<Report, ReadError>> + 'i {
    let (one, text) = match decode(bytes) {
        Err(error) => (Some(Err(error)), Cow::Borrowed("")),
        Ok(text) if json_lines::is_json_lines(file, &text) => (None, text),
        Ok(text) => (Some(read_one(file, &text)), Cow::Borrowed("")),
    };
    one.into_iter().chain(json_lines::read_lines(file, text, fields))
}

/// Tells from the start of an input, up to the end of the first line that is not blank, whether it is JSON Lines
/// that can be read a line at a time.
///
/// Of a line of more than [`LONGEST_LINE`] bytes one byte more than that is enough. UTF-16 cannot be read by lines.
pub fn is_json_lines(file: &str, start: &[u8]) -> bool {
    let is_json_lines = |text: Cow<'_, str>| json_lines::is_json_lines(file, &text);
    encoding::has_plain_newlines(start) && decode(start).is_ok_and(is_json_lines)
}

/// Reads the report of a line of JSON Lines; a blank line has none.
///
/// Lines are counted from 1. One that is no UTF-8 is decoded by its own letters.
///
/// ```
/// use headwater::read::{Fields, is_json_lines, read_line};
///
/// let line = br#"{"text": "The bridge will close."}"#;
/// assert!(is_json_lines("-", line));
/// let report = read_line("event.jsonl", 17, line, &Fields::default()).unwrap().unwrap();
/// assert_eq!(report.name, "event-17");
/// ```
pub fn read_line(
    file: &str,
    number: usize,
    line: &[u8],
    fields: &Fields,
) -> Option<Result<Report, ReadError>> {
    json_lines::read_line(file, number, &encoding::decode(line), fields)
}

fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, ReadError> {
    if let Some(kind) = encoding::binary_kind(bytes) {
        return Err(ReadError::Binary { kind });
    }
    let text = encoding::decode(bytes);
    if text.trim().is_empty() { Err(ReadError::Empty) } else { Ok(text) }
}

/// Reads an input that is one report.
fn read_one(file: &str, text: &str) -> Result<Report, ReadError> {
    let mut report = if is_page(file, text) {
        page_report(stem(file), text)?
    } else if text.len() > LONGEST_TEXT {
        return Err(ReadError::TooLong { bytes: text.len() });
    } else {
        let mut report = Report::new(stem(file), text);
        plain::annotate(&mut report);
        report.language = language::recognized(text);
        report
    };
    report.file = Some(file.to_owned());
    Ok(report)
}

fn page_report(name: &str, page: &str) -> Result<Report, ReadError> {
    let report = html::read_page(name, page)
        .map_err(|overload| ReadError::TooMuch { burden: overload.burden })?;
    if has_prose(&report.text) { Ok(report) } else { Err(ReadError::NoArticle) }
}

/// A line of as many words is more than the name of a section or a link.
const PROSE: usize = 6;

/// Whether a page's text holds a sentence, and not only the names of sections.
fn has_prose(text: &str) -> bool {
    text.lines().any(|line| blocks::size(line) >= PROSE || blocks::ends_sentence(line))
}

/// Whether a text is a page: by its file's name, or by a tag that only pages have near its start.
fn is_page(file: &str, text: &str) -> bool {
    const TAGS: [&str; 9] =
        ["<!doctype html", "<html", "<head", "<body", "<meta", "<title", "<article", "<div", "<p"];
    let named = [".html", ".htm", ".xhtml"].iter().any(|ending| file.ends_with(ending));
    let end = text.char_indices().nth(SNIFFED).map_or(text.len(), |(at, _)| at);
    let start = text[..end].to_lowercase();
    named || start.trim_start().starts_with('<') && TAGS.iter().any(|tag| start.contains(tag))
}

/// Characters at the start of a text that show whether it is a page.
const SNIFFED: usize = 1_000;

/// Looks for word boundaries by ASCII letters: by Unicode's, the engine falls back to its slowest way on any text
/// that is not ASCII (a fifth of the time of reading pages).
fn with_fast_boundaries(pattern: &str) -> String {
    pattern.replace(r"\b", r"(?-u:\b)")
}

/// The name of a file without its folders and ending.
fn stem(file: &str) -> &str {
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem).trim_start_matches('.')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read_all(file: &str, bytes: &[u8]) -> Vec<Result<Report, ReadError>> {
        read(file, bytes, &Fields::default()).collect()
    }

    #[test]
    fn formats_are_told_by_what_is_in_them() {
        for (file, input, texts) in [
            ("a.txt", "The bridge\r\nwill close.", 1),
            ("-", "{\"text\": \"One.\"}\n{\"text\": \"Two.\"}\n", 2),
            ("a.txt", "{curly} words", 1),
            ("a.jsonl", "{broken\n{\"text\": \"Two.\"}", 2),
            ("a.txt", "<b>not a page", 1),
        ] {
            assert_eq!(read_all(file, input.as_bytes()).len(), texts, "{input}");
        }
        let text = read_all("a.txt", "The bridge\r\nwill close.".as_bytes())[0].clone().unwrap();
        assert_eq!(text.text, "The bridge\r\nwill close.");
    }

    #[test]
    fn what_cannot_be_read_says_why() {
        for (file, bytes, error) in [
            ("a", &b""[..], ReadError::Empty),
            ("a", b" \n\n", ReadError::Empty),
            ("a", "word ".repeat(200_001).as_bytes(), ReadError::TooLong { bytes: 1_000_005 }),
            ("a", b"%PDF-1.7", ReadError::Binary { kind: "a PDF document" }),
            ("a.html", b"<html><body><script>x()</script></body></html>", ReadError::NoArticle),
            ("a.html", b"<ul><li><a href=x>Home</a><li>Sport</ul>", ReadError::NoArticle),
        ] {
            assert_eq!(read_all(file, bytes), [Err(error.clone())]);
            assert!(!error.hint().is_empty());
        }
    }

    #[test]
    fn names_come_from_files() {
        for (file, name) in [
            ("a/b/report.v2.html", "report.v2"),
            ("-", "-"),
            ("c:\\x\\y.txt", "y"),
            ("plain", "plain"),
        ] {
            assert_eq!(stem(file), name);
        }
    }

    /// Pages that made engines run for minutes or abort.
    #[test]
    fn hostile_pages_end_on_a_small_stack() {
        let nested =
            |tag: &str, depth: usize| format!("<html>{}deep", format!("<{tag}>").repeat(depth));
        let pages = [
            nested("div", 20_000),
            nested("div", 150),
            nested("b", 150),
            nested("table><tr><td", 60),
            nested("blockquote", 50_000),
            "<html><a href=x>y</a>".repeat(50_000),
            format!("<html><p>{}", "word ".repeat(60_000)),
            "<html><body><p>The bridge <b>will <div class='".to_owned(),
            "<html>\u{0}<<<</p></p><![CDATA[<table><p></table>&#xffffffff;&bogus;".repeat(50),
        ];
        for page in pages {
            let thread = std::thread::Builder::new().stack_size(2 << 20);
            let read = move || read_all("a.html", page.as_bytes()).len();
            assert_eq!(thread.spawn(read).unwrap().join().unwrap(), 1);
        }
    }

    fn read_by_lines(file: &str, bytes: &[u8]) -> Vec<Result<Report, ReadError>> {
        let lines = bytes.split_inclusive(|&byte| byte == b'\n').enumerate();
        let read = |(index, line)| read_line(file, index + 1, line, &Fields::default());
        lines.filter_map(read).collect()
    }

    #[test]
    fn what_begins_as_json_lines_is_told_by_its_first_line() {
        let long = |start: &str| format!("{start}{}", " ".repeat(LONGEST_LINE)).into_bytes();
        for (file, start, told) in [
            ("-", &b"{\"text\": \"One.\"}\n"[..], true),
            ("-", b" \n\n{}", true),
            ("-", b"\xef\xbb\xbf{}", true),
            ("-", b"{", false),
            ("-", b"", false),
            ("-", &long("{\"text\": \""), true),
            ("-", &long("The bridge"), false),
            ("a.jsonl", b"{", true),
            ("a.jsonl", b" \n", false),
            ("a.jsonl", b"PAR1", false),
            ("a.jsonl", b"\xff\xfe{\0}\0", false),
        ] {
            let shown = String::from_utf8_lossy(&start[..start.len().min(20)]).into_owned();
            assert_eq!(is_json_lines(file, start), told, "{file} {shown}");
        }
    }

    #[test]
    fn a_line_longer_than_any_record_is_one_error() {
        let line = format!("{{\"text\": \"{}", " ".repeat(LONGEST_LINE));
        let error = Box::new(ReadError::LongLine);
        let read = read_line("a.jsonl", 3, line.as_bytes(), &Fields::default());
        assert_eq!(read, Some(Err(ReadError::Record { line: 3, error })));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]
        #[test]
        fn lines_are_read_as_the_whole_is(lines in proptest::collection::vec(
            "(\\{\"text\": \"[a-zé ]{1,30}\\.\"\\}|\\{\"id\": \"[a-c]\", \"html\": \"<p>x\"\\}|\\{\"text\": |[ \t]{0,3}|\u{a0}|no)\r?",
            1..20,
        )) {
            let text = lines.join("\n");
            prop_assume!(!text.trim().is_empty());
            prop_assert!(is_json_lines("a.jsonl", text.as_bytes()));
            prop_assert_eq!(read_by_lines("a.jsonl", text.as_bytes()), read_all("a.jsonl", text.as_bytes()));
        }

        #[test]
        fn any_bytes_are_read_without_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            read_all("a", &bytes);
            read_all("a.html", &bytes);
        }

        #[test]
        fn any_markup_is_read_without_panic(page in "(<p>|</p>|<div class='byline'>|<table>|<td>|</table>|<a href=x>|<time datetime='2019'>|<br>|<ul><li>|Words stand here. |é|&amp;|<!--|<script type='application/ld\\+json'>|\\{\"@type\":\"Article\"\\}|</script>){0,40}") {
            let reports = read_all("a.html", page.as_bytes());
            prop_assert_eq!(reports.len(), 1);
            prop_assert_eq!(reports, read_all("a.html", page.as_bytes()));
        }
    }
}
