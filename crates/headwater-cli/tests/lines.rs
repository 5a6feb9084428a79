//! JSON Lines are read a line at a time: what comes of them is what came of the whole, and what is broken stays alone.

#![expect(clippy::unwrap_used, reason = "clippy does not see that a helper here is a test's")]

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use flate2::{Compression, write::GzEncoder};
use tempfile::TempDir;

/// Records of all kinds, more than are worked on at once: texts, pages, broken lines, blank ones, one without text.
fn records() -> String {
    let record = |number: usize| match number % 10 {
        3 => "{\"text\": \"It was never clos".to_owned(),
        5 => " \r".to_owned(),
        6 => format!("{{\"id\": {number}, \"body\": \"Nothing.\"}}"),
        7 => format!(
            "{{\"html\": \"<title>Mill {number}</title><p>The mill on the Rhône will be closed for repairs.\"}}"
        ),
        _ => format!(
            "{{\"text\": \"The café of house {number} reopened on Monday.\", \"published\": \"4/21/18\"}}"
        ),
    };
    (0..100).map(record).collect::<Vec<_>>().join("\n")
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// Reads a file of these bytes.
fn read(name: &str, bytes: &[u8]) -> Output {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join(name), bytes).unwrap();
    command(folder.path(), name).output().unwrap()
}

fn command(folder: &Path, input: &str) -> Command {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("headwater"));
    command.current_dir(folder).args(["read", "--fast", "--json", input]);
    command
}

/// What was written, and which failures were named.
fn told(output: &Output) -> (String, Vec<String>) {
    let failures = String::from_utf8_lossy(&output.stderr);
    let failures = failures.lines().filter(|line| line.starts_with("error: ")).map(str::to_owned);
    (String::from_utf8(output.stdout.clone()).unwrap(), failures.collect())
}

#[test]
fn the_same_comes_of_lines_as_of_the_whole() {
    let records = records();
    // UTF-16 cannot be read by lines, so that it is read whole.
    let whole: Vec<u8> =
        format!("\u{feff}{records}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let whole = told(&read("feed.jsonl", &whole));
    assert_eq!((whole.0.lines().count(), whole.1.len()), (70, 20));
    assert!(whole.1[0].starts_with("error: feed.jsonl: line 4: it is not JSON"), "{}", whole.1[0]);
    assert_eq!(told(&read("feed.jsonl", records.as_bytes())), whole);
    assert_eq!(told(&read("feed.jsonl", &[b"\xef\xbb\xbf", records.as_bytes()].concat())), whole);
    assert_eq!(told(&read("feed.jsonl.gz", &packed(records.as_bytes()))), whole);
}

#[test]
fn stdin_is_read_by_lines() {
    let folder = TempDir::new().unwrap();
    let records = records();
    let read = |bytes: &[u8]| {
        let mut command = command(folder.path(), "-");
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        child.stdin.take().unwrap().write_all(bytes).unwrap();
        told(&child.wait_with_output().unwrap())
    };
    let (plain, failures) = read(records.as_bytes());
    assert_eq!((plain.lines().count(), failures.len()), (70, 20));
    assert_eq!(read(&packed(records.as_bytes())), (plain, failures));
}

#[test]
fn what_stands_before_damage_is_read() {
    let records = records();
    let mut cut = packed(records.as_bytes());
    cut.truncate(cut.len() * 2 / 3);
    let (written, mut failures) = told(&read("feed.jsonl.gz", &cut));
    let (whole, _) = told(&read("feed.jsonl", records.as_bytes()));
    assert!(written.lines().count() > 20, "{}", written.lines().count());
    assert!(whole.starts_with(&written));
    let damage = failures.pop().unwrap();
    assert!(damage.starts_with("error: feed.jsonl.gz: line "), "{damage}");
    assert!(failures.iter().all(|failure| failure.contains("JSON") || failure.contains("field")));
}

#[test]
fn a_line_longer_than_any_record_is_named_and_the_rest_is_read() {
    let long = format!("{{\"text\": \"{}\"}}", "word ".repeat(14 << 20));
    let lines = format!("{{\"text\": \"One.\"}}\n{long}\n{{\"text\": \"Two.\"}}\n");
    let (written, failures) = told(&read("feed.json", lines.as_bytes()));
    assert_eq!(written.lines().count(), 2);
    assert_eq!(
        failures,
        ["error: feed.json: line 2: it has more than 67108864 bytes, which no record has"]
    );
}
