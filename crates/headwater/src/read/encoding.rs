//! Finds the encoding of bytes and decodes them.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8};

use super::tags;

/// Decodes text: by its byte order mark, as UTF-8 if it is that, by what an HTML page declares, by its letters.
pub(super) fn decode(bytes: &[u8]) -> Cow<'_, str> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(&bytes[mark..]).0;
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Cow::Borrowed(text);
    }
    let encoding = declared(bytes).unwrap_or_else(|| guessed(bytes));
    encoding.decode_without_bom_handling(bytes).0
}

/// Tells whether lines of text that begins like this end at the byte of a newline: all but UTF-16 is such.
pub(super) fn has_plain_newlines(start: &[u8]) -> bool {
    Encoding::for_bom(start).is_none_or(|(encoding, _)| encoding == UTF_8)
}

/// Names the kind of a file that is no text, by its first bytes.
pub(super) fn binary_kind(bytes: &[u8]) -> Option<&'static str> {
    const KINDS: [(&[u8], &str); 11] = [
        (b"%PDF-", "a PDF document"),
        (b"PK\x03\x04", "a ZIP archive or an office document"),
        (b"\x1f\x8b", "gzip data"),
        (b"\x28\xb5\x2f\xfd", "Zstandard data"),
        (b"\x89PNG", "a PNG image"),
        (b"\xff\xd8\xff", "a JPEG image"),
        (b"GIF8", "a GIF image"),
        (b"PAR1", "a Parquet file"),
        (b"SQLite format 3\0", "an SQLite database"),
        (b"\xd0\xcf\x11\xe0", "an old office document"),
        (b"\x7fELF", "a program"),
    ];
    let named = KINDS.iter().find(|(start, _)| bytes.starts_with(start)).map(|(_, kind)| *kind);
    let start = &bytes[..bytes.len().min(SNIFFED)];
    let unmarked = Encoding::for_bom(bytes).is_none();
    named.or_else(|| (unmarked && start.contains(&0)).then_some("binary data"))
}

/// Bytes at the start that are searched for a zero, which no text has (browsers look at 1,445).
const SNIFFED: usize = 8 << 10;

/// Bytes at the start of a page within which it must declare its encoding (HTML standard, 4.2.5.4).
const DECLARED_WITHIN: usize = 1024;

/// The encoding that a page's `meta` or an XML declaration names.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(DECLARED_WITHIN)]).to_lowercase();
    let named = tags::attribute(&start, "encoding")
        .or_else(|| start.split_once("charset").map(|(_, rest)| rest))?
        .trim_start_matches(['=', ' ', '"', '\'']);
    let end = named.find(|c: char| !c.is_ascii_alphanumeric() && !"-_:".contains(c));
    Encoding::for_label(&named.as_bytes()[..end.unwrap_or(named.len())])
        .filter(|encoding| *encoding != UTF_8)
}

fn guessed(bytes: &[u8]) -> &'static Encoding {
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, chardetng::Utf8Detection::Allow)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_found() {
        for (bytes, text) in [
            (&b"\xef\xbb\xbfa\xc3\xa9"[..], "aé"),
            (b"\xff\xfea\0\xe9\0", "aé"),
            (b"a\xc3\xa9", "aé"),
            (b"<meta charset='iso-8859-2'>\xb1", "<meta charset='iso-8859-2'>ą"),
            (
                b"<meta content='text/html; charset=windows-1251'>\xc4\xe0",
                "<meta content='text/html; charset=windows-1251'>Да",
            ),
            (
                b"The caf\xe9 on the corner re\xf6pened, the na\xefve mayor said.",
                "The café on the corner reöpened, the naïve mayor said.",
            ),
            (
                b"<meta charset='utf-8'>the caf\xe9 was closed",
                "<meta charset='utf-8'>the café was closed",
            ),
        ] {
            assert_eq!(decode(bytes), text);
        }
    }

    #[test]
    fn binary_is_named() {
        for (bytes, kind) in [
            (&b"%PDF-1.7 x"[..], Some("a PDF document")),
            (b"a\0b", Some("binary data")),
            (b"\xff\xfea\0", None),
            (b"plain", None),
        ] {
            assert_eq!(binary_kind(bytes), kind);
        }
    }
}
