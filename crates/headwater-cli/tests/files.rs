//! Files that the program writes: whole or not at all, and tables with the rows of the JSON.

#![expect(clippy::unwrap_used, reason = "clippy does not see that a helper here is a test's")]

mod running;

use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use parquet::file::reader::{FileReader as _, SerializedFileReader};
use parquet::record::Field;
use running::{command, run};
use serde_json::{Map, Value};
use tempfile::TempDir;

const COURIER: &str = "Im Hafen – so heißt es – blieb nichts 🦀.\n\nThe harbour bridge in Saltmouth will be closed for \
    repairs until the autumn, the council said on Monday after engineers had found cracks in two of its piers.\n\nIda \
    Brand, who heads the roads office, told the evening paper that ferries would carry foot passengers meanwhile.\n";
const ORCHARDS: &str =
    "Apple growers of the upper valley expect their best harvest in ten years.\n";

fn corpus() -> TempDir {
    let folder = TempDir::new().unwrap();
    let cut = COURIER.split("\n\n").take(2).collect::<Vec<_>>().join("\n\n");
    let dated = |id: &str, text: &str, day: u32| {
        serde_json::json!({"id": id, "text": text, "published": format!("2026-03-0{day}")})
            .to_string()
    };
    let lines = [
        dated("courier", COURIER, 2),
        dated("copy", &format!("Café news.\n\n{COURIER}"), 6),
        dated("cut", &cut, 6),
        serde_json::json!({"id": "undated", "text": COURIER}).to_string(),
        dated("orchards", ORCHARDS, 1),
    ];
    fs::write(folder.path().join("in.jsonl"), lines.join("\n")).unwrap();
    folder
}

fn stderr(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).unwrap()
}

/// The names of the files in a folder.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<_> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// The rows of a table as JSON objects, without what is null.
fn rows(file: &Path) -> Vec<Value> {
    let reader = SerializedFileReader::new(File::open(file).unwrap()).unwrap();
    let rows = reader.get_row_iter(None).unwrap().map(|row| {
        let row = row.unwrap();
        let cells = row.get_column_iter().filter_map(|(name, field)| {
            let value = match field {
                Field::Null => return None,
                Field::Str(text) => text.as_str().into(),
                Field::Long(number) => (*number).into(),
                Field::Double(number) => (*number).into(),
                other => panic!("{name} is {other:?}"),
            };
            Some((name.clone(), value))
        });
        Value::Object(cells.collect::<Map<_, _>>())
    });
    rows.collect()
}

/// An object with what is in it at the top, `a.id` as `a` and `a.words` as `a_words`, without what is null.
fn flat(document: &Value) -> Value {
    let mut flat = Map::new();
    for (name, value) in document.as_object().unwrap() {
        match value {
            Value::Null => {}
            Value::Object(inner) => {
                for (below, value) in inner {
                    let name = if below == "id" { name.clone() } else { format!("{name}_{below}") };
                    flat.insert(name, value.clone());
                }
            }
            _ => drop(flat.insert(name.clone(), value.clone())),
        }
    }
    flat.remove("version");
    Value::Object(flat)
}

/// What the program writes as JSON, and the rows of the table that it writes beside it.
fn both(verb: &[&str]) -> (Vec<Value>, Vec<Value>) {
    let folder = corpus();
    let arguments = [&["reuse", "in.jsonl", "--json", "--parquet", "out.parquet"], verb].concat();
    let output = run(folder.path(), &arguments);
    assert!(output.status.success(), "{}", stderr(&output));
    assert_eq!(names(folder.path()), ["in.jsonl", "out.parquet"]);
    let json = String::from_utf8(output.stdout).unwrap();
    let json = json.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    (json, rows(&folder.path().join("out.parquet")))
}

#[test]
fn tables_have_the_rows_of_the_json() {
    for (verb, least) in [(&[][..], 6), (&["--all"], 6), (&["--relations"], 6)] {
        let (json, table) = both(verb);
        assert!(json.len() >= least, "{verb:?}: {json:?}");
        assert_eq!(table, json.iter().map(flat).collect::<Vec<_>>(), "{verb:?}");
    }
    let (_, passages) = both(&[]);
    assert!(passages.iter().any(|row| row["first"] == "a" || row["first"] == "b"));
    assert!(passages.iter().any(|row| row.get("first").is_none()));
}

#[test]
fn the_table_of_families_has_a_row_a_member() {
    let (json, table) = both(&["--families"]);
    let mut expected = Vec::new();
    for family in &json {
        for member in family["members"].as_array().unwrap() {
            let mut row = flat(member);
            let runners_up = family["runners_up"].as_array().unwrap();
            let rank = runners_up.iter().position(|id| *id == member["id"]);
            for (name, value) in [
                ("source", family["source"].clone()),
                ("ground", family["ground"].clone()),
                ("source_published", family["published"].clone()),
                ("runner_up", rank.map(|at| at + 1).into()),
            ] {
                if !value.is_null() {
                    row[name] = value;
                }
            }
            expected.push(row);
        }
    }
    assert!(expected.len() >= 3, "{expected:?}");
    assert_eq!(table, expected);
}

#[test]
fn a_table_says_what_it_is_and_is_the_same_each_time() {
    let folder = corpus();
    let at = |name: &str| folder.path().join(name);
    for name in ["one.parquet", "two.parquet"] {
        let output = run(folder.path(), &["reuse", "in.jsonl", "--parquet", name]);
        assert!(output.stdout.is_empty());
        assert!(stderr(&output).contains(&format!("rows, is in {name}")), "{}", stderr(&output));
    }
    assert_eq!(fs::read(at("one.parquet")).unwrap(), fs::read(at("two.parquet")).unwrap());
    let reader = SerializedFileReader::new(File::open(at("one.parquet")).unwrap()).unwrap();
    let metadata = reader.metadata().file_metadata().key_value_metadata().unwrap();
    let said: Vec<_> =
        metadata.iter().map(|said| (said.key.as_str(), said.value.as_deref().unwrap())).collect();
    assert_eq!(said, [("headwater.version", "1"), ("headwater.table", "reuse")]);
    fs::write(at("alone.txt"), ORCHARDS).unwrap();
    let output = run(folder.path(), &["reuse", "alone.txt", "--parquet", "empty.parquet"]);
    assert!(output.status.success(), "{}", stderr(&output));
    assert_eq!(rows(&at("empty.parquet")), [] as [Value; 0]);
}

#[test]
fn what_cannot_be_written_is_named_before_any_work() {
    let folder = corpus();
    fs::create_dir(folder.path().join("there")).unwrap();
    for (file, hint) in [("there", "there/NAME"), ("no/such.parquet", "mkdir -p no")] {
        for verb in [["reuse", "--parquet"], ["compare", "--html"]] {
            let output = run(folder.path(), &[verb[0], "missing.jsonl", verb[1], file]);
            assert_eq!(output.status.code(), Some(1));
            let told = stderr(&output);
            assert!(told.contains(&format!("cannot write {file}: ")), "{told}");
            assert!(told.contains(hint) && !told.contains("missing"), "{told}");
        }
    }
    assert_eq!(names(folder.path()), ["in.jsonl", "there"]);
}

#[test]
fn a_file_that_was_there_is_replaced_only_by_a_whole_one() {
    let folder = corpus();
    let out = folder.path().join("out.parquet");
    fs::write(&out, "old").unwrap();
    let output = run(folder.path(), &["reuse", "missing.jsonl", "--parquet", "out.parquet"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(fs::read(&out).unwrap(), b"old");
    assert_eq!(names(folder.path()), ["in.jsonl", "out.parquet"]);
    assert!(
        run(folder.path(), &["reuse", "in.jsonl", "--parquet", "out.parquet"]).status.success()
    );
    assert!(!rows(&out).is_empty());
}

#[cfg(unix)]
mod unix {
    use super::*;
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    use std::os::unix::process::ExitStatusExt as _;
    use std::thread::sleep;
    use std::time::Duration;

    /// Stops the program with a signal after it has begun a file, and returns which files there are then.
    fn stopped(arguments: &[&str], signal: &str, number: i32) -> Vec<String> {
        let folder = TempDir::new().unwrap();
        fs::write(folder.path().join("out"), "old").unwrap();
        let mut command = command(folder.path(), arguments);
        let mut child = command.stdin(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let stdin = child.stdin.take();
        while names(folder.path()).len() < 2 {
            sleep(Duration::from_millis(10));
        }
        let id = child.id().to_string();
        assert!(Command::new("kill").args([signal, &id]).status().unwrap().success());
        assert_eq!(child.wait().unwrap().signal(), Some(number));
        drop(stdin);
        assert_eq!(fs::read(folder.path().join("out")).unwrap(), b"old");
        names(folder.path())
    }

    #[test]
    fn a_stopped_program_leaves_no_half_file() {
        for arguments in [["reuse", "-", "--parquet", "out"], ["compare", "-", "--html", "out"]] {
            assert_eq!(stopped(&arguments, "-INT", 2), ["out"]);
            assert_eq!(stopped(&arguments, "-TERM", 15), ["out"]);
            let left = stopped(&arguments, "-KILL", 9);
            assert!(left[0].starts_with(".out.headwater-") && left[0].ends_with(".partial"));
            assert_eq!(left[1..], ["out"]);
        }
    }

    #[test]
    fn links_and_permissions_stay() {
        let folder = corpus();
        let at = |name: &str| folder.path().join(name);
        fs::write(at("real"), "old").unwrap();
        fs::set_permissions(at("real"), fs::Permissions::from_mode(0o640)).unwrap();
        symlink("real", at("link")).unwrap();
        assert!(run(folder.path(), &["reuse", "in.jsonl", "--parquet", "link"]).status.success());
        assert!(at("link").is_symlink());
        assert_eq!(fs::metadata(at("real")).unwrap().permissions().mode() & 0o777, 0o640);
        assert!(!rows(&at("real")).is_empty());
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn devices_are_written_straight_and_a_full_disk_is_told() {
        let folder = corpus();
        let page = run(folder.path(), &["compare", "in.jsonl", "--html", "/dev/stdout"]);
        assert!(page.stdout.starts_with(b"<!"), "{}", stderr(&page));
        for verb in [["reuse", "--parquet"], ["compare", "--html"]] {
            let output = run(folder.path(), &[verb[0], "in.jsonl", verb[1], "/dev/full"]);
            assert_eq!(output.status.code(), Some(1));
            let told = stderr(&output);
            assert!(told.contains("cannot write /dev/full: No space left"), "{told}");
            assert!(told.contains("hint: free some space"), "{told}");
        }
    }
}
