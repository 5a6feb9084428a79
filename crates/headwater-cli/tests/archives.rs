//! Corpora that do not fit into memory, and those that grow from day to day.

#![expect(clippy::unwrap_used, reason = "clippy does not see that a helper here is a test's")]

mod running;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use running::{command, run};
use tempfile::TempDir;

fn stdout(folder: &Path, arguments: &[&str]) -> String {
    let output = run(folder, arguments);
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// A sentence of invented words, others for each event and number.
fn sentence(event: usize, number: usize) -> String {
    let word = |place: usize| {
        let mixed = (event * 1_000_003 + number * 10_007 + place * 101).wrapping_mul(2_654_435_761);
        format!("w{}", mixed / 1000 % 9973)
    };
    (0..18).map(word).collect::<Vec<_>>().join(" ") + "."
}

/// Reports, of which several tell of one event in the same words, some in part, two under one name.
fn reports(count: usize) -> Vec<String> {
    let report = |n: usize| {
        let event = n / 3;
        let told: Vec<String> = (n % 3..5 + n % 2)
            .map(|number| sentence(event, number))
            .chain([sentence(900 + n, 0)])
            .collect();
        let id = if n == 4 { "r1".to_owned() } else { format!("r{n}") };
        let published = format!("2026-03-{:02}", 1 + n % 28);
        serde_json::json!({"id": id, "text": told.join(" "), "published": published}).to_string()
    };
    (0..count).map(report).collect()
}

fn folder(files: &[(&str, &[String])]) -> TempDir {
    let folder = TempDir::new().unwrap();
    for (name, lines) in files {
        fs::write(folder.path().join(name), lines.join("\n")).unwrap();
    }
    folder
}

#[test]
fn what_has_no_room_in_memory_changes_no_byte() {
    let reports = reports(60);
    let folder = folder(&[("a.jsonl", &reports[..33]), ("b.jsonl", &reports[33..])]);
    for what in [
        vec!["a.jsonl", "b.jsonl", "--json", "--edits"],
        vec!["b.jsonl", "a.jsonl", "--all"],
        vec!["a.jsonl", "b.jsonl", "--json", "--relations"],
        vec!["a.jsonl", "b.jsonl", "--families"],
        vec!["b.jsonl", "--against", "a.jsonl", "--json"],
        vec!["a.jsonl", "b.jsonl", "--garbled", "--json"],
    ] {
        let held = [&["reuse"], what.as_slice()].concat();
        let spilled = [held.as_slice(), &["--memory", "1M"]].concat();
        let expected = stdout(folder.path(), &held);
        assert_ne!(expected, "", "{what:?}");
        assert_eq!(stdout(folder.path(), &spilled), expected, "{what:?}");
    }
    let names: BTreeSet<_> =
        fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names, ["a.jsonl", "b.jsonl"].map(Into::into).into(), "nothing is left");
}

#[test]
fn each_day_is_told_with_all_days_before_it() {
    let reports = reports(24);
    let days: Vec<Vec<String>> = reports.chunks(5).map(<[String]>::to_vec).collect();
    let names: Vec<String> = (0..days.len()).map(|day| format!("{day}.jsonl")).collect();
    let files: Vec<(&str, &[String])> =
        names.iter().zip(&days).map(|(name, day)| (name.as_str(), day.as_slice())).collect();
    let folder = folder(&files);
    let all: Vec<&str> = names.iter().map(String::as_str).collect();
    let at_once = stdout(folder.path(), &[&["reuse", "--json"], all.as_slice()].concat());
    let mut by_day = Vec::new();
    for day in &all {
        let told = stdout(folder.path(), &["reuse", "--json", day, "--index", "news.db"]);
        by_day.extend(told.lines().map(str::to_owned));
    }
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<BTreeSet<_>>();
    assert_eq!(by_day.iter().cloned().collect::<BTreeSet<_>>(), lines(&at_once));
    assert_eq!(by_day.len(), at_once.lines().count(), "no pair is told twice");
    // The same again adds nothing and says the same; all at once says what it says without the file.
    let again = stdout(folder.path(), &["reuse", "--json", "2.jsonl", "--index", "news.db"]);
    assert!(lines(&again).is_subset(&lines(&at_once)) && !again.is_empty());
    let kept = [&["reuse", "--json", "--index", "news.db"], all.as_slice()].concat();
    assert_eq!(stdout(folder.path(), &kept), at_once);
}

#[test]
fn what_is_concluded_rests_on_all_days() {
    let wire: Vec<String> = (0..5).map(|number| sentence(1, number)).collect();
    let dated = |id: &str, text: &str, day: usize| {
        serde_json::json!({"id": id, "text": text, "published": format!("2026-03-0{day}")})
            .to_string()
    };
    let monday = [dated("wire", &wire.join(" "), 2), dated("copy", &wire.join(" "), 3)];
    let tuesday = [dated("late", &format!("{} {}", wire.join(" "), sentence(2, 0)), 4)];
    let unrelated = [dated("other", &sentence(3, 1), 5)];
    let folder = folder(&[("1.jsonl", &monday), ("2.jsonl", &tuesday), ("3.jsonl", &unrelated)]);
    for what in ["--families", "--relations"] {
        let at_once = ["reuse", "--json", what, "1.jsonl", "2.jsonl", "3.jsonl"];
        let expected = stdout(folder.path(), &at_once);
        let index = format!("news{what}.db");
        let day =
            |day: &str| stdout(folder.path(), &["reuse", "--json", what, day, "--index", &index]);
        assert_eq!(day("1.jsonl").lines().count(), 1);
        let told = day("2.jsonl");
        assert!(told.lines().all(|line| expected.lines().any(|all| all == line)), "{told}");
        assert_eq!(told.lines().count(), if what == "--families" { 1 } else { 2 });
        assert_eq!(day("3.jsonl"), "", "nothing is told of what was not given");
    }
}

#[cfg(unix)]
#[test]
fn a_program_killed_at_any_moment_leaves_a_file_that_goes_on() {
    let reports = reports(400);
    let folder = folder(&[("news.jsonl", &reports)]);
    let expected = stdout(folder.path(), &["reuse", "--json", "news.jsonl"]);
    let arguments = ["reuse", "--json", "news.jsonl", "--index", "news.db"];
    for milliseconds in (0..300).step_by(20) {
        let mut program = command(folder.path(), &arguments)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(milliseconds));
        program.kill().unwrap();
        program.wait().unwrap();
    }
    assert_eq!(stdout(folder.path(), &arguments), expected);
}

#[test]
fn a_file_that_cannot_keep_reports_is_named_with_what_to_do() {
    let folder = folder(&[("news.jsonl", &reports(6))]);
    let made = run(folder.path(), &["reuse", "news.jsonl", "--index", "news.db", "--garbled"]);
    assert!(made.status.success());
    fs::write(folder.path().join("notes.txt"), "Nothing but notes. ".repeat(90)).unwrap();
    for (arguments, code, told, hint) in [
        (["--index", "notes.txt"], 2, "notes.txt: it is no headwater store", "name another file"),
        (
            ["--index", "news.db"],
            2,
            "news.db: it was not made for this kind of search, but for garbled texts",
            "give --garbled",
        ),
        (
            ["--index", "away/news.db"],
            1,
            "away/news.db: unable to open it",
            "a directory that is there",
        ),
        (["--memory", "lots"], 2, "it is no size", "2G"),
    ] {
        let output = run(folder.path(), &[&["reuse", "news.jsonl"], arguments.as_slice()].concat());
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(code), "{stderr}");
        assert!(stderr.contains(told) && stderr.contains(hint), "{stderr}");
    }
    assert_eq!(fs::read_to_string(folder.path().join("notes.txt")).unwrap().len(), 1710);
}
