//! What the program promises to whoever runs it: exit codes, where messages go, what input it takes.

#![expect(clippy::unwrap_used, reason = "clippy does not see that a helper here is a test's")]

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

const COURIER: &str = "The harbour bridge in Saltmouth will be closed for repairs until the autumn, the council said on \
    Monday.\n\nEngineers found cracks in two of its piers, said Ida Brand, who heads the roads office.\n";
const HERALD: &str = "Saltmouth's council said on Monday that the harbour bridge will be closed for repairs until the \
    autumn.\n\nBuses will run by the mill instead.\n";
const ORCHARDS: &str =
    "Apple growers of the upper valley expect their best harvest in ten years.\n";

/// A folder with files in it.
struct Folder(TempDir);

impl Folder {
    fn new(files: &[(&str, &[u8])]) -> Self {
        let folder = TempDir::new().unwrap();
        for (name, bytes) in files {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        Self(folder)
    }

    fn bridge() -> Self {
        Self::new(&[
            ("courier.txt", COURIER.as_bytes()),
            ("herald.txt", HERALD.as_bytes()),
            ("orchards.txt", ORCHARDS.as_bytes()),
        ])
    }

    fn command(&self) -> Command {
        headwater(self.0.path())
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.command().args(arguments).output().unwrap()
    }
}

fn headwater(folder: &Path) -> Command {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("headwater"));
    command.current_dir(folder).env("COLUMNS", "80").env_remove("NO_COLOR").stdin(Stdio::null());
    command
}

fn stdout(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).unwrap()
}

fn stderr(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).unwrap()
}

fn json_lines(output: &Output) -> Vec<Value> {
    stdout(output).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn misuse_exits_with_2_and_writes_no_data() {
    let folder = Folder::bridge();
    let cases: [&[&str]; 6] = [
        &[],
        &["compare"],
        &["compare", "--no-such-flag", "courier.txt"],
        &["compare", "--field", "text", "courier.txt"],
        &["weigh", "courier.txt"],
        &["man", "weigh"],
    ];
    for arguments in cases {
        let output = folder.run(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {}", stderr(&output));
        assert_eq!(stdout(&output), "", "{arguments:?}");
        assert!(!output.stderr.is_empty(), "{arguments:?}");
    }
}

#[test]
fn what_fails_is_named_and_the_rest_is_done() {
    let folder = Folder::new(&[
        ("courier.txt", COURIER.as_bytes()),
        ("empty.txt", b""),
        ("image.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01"),
        ("broken.gz", b"\x1f\x8bno more"),
        ("broken.jsonl", b"{\"id\": \"ok\", \"text\": \"One.\"}\n{\"id\": \n{\"id\": \"mute\"}\n"),
    ]);
    let missing = ("missing.txt", "missing.txt: no such file or directory");
    let cases = [
        missing,
        ("empty.txt", "empty.txt"),
        ("image.png", "image.png"),
        ("broken.gz", "broken.gz"),
        ("broken.jsonl", "line 2"),
        ("broken.jsonl", "line 3"),
    ];
    for (file, message) in cases {
        let output = folder.run(&["read", "--json", file, "courier.txt"]);
        assert_eq!(output.status.code(), Some(1), "{file}");
        assert!(stderr(&output).contains(message), "{file}: {}", stderr(&output));
        let last = json_lines(&output).pop().expect("the rest is done");
        assert_eq!(last["text"], COURIER, "{file}");
    }
}

#[test]
fn no_report_at_all_is_a_failure() {
    let folder = Folder::new(&[("none/.hidden", b"x")]);
    for input in ["none", "missing"] {
        let output = folder.run(&["compare", input]);
        assert_eq!(output.status.code(), Some(1), "{input}");
        assert_eq!(stdout(&output), "", "{input}");
        assert!(stderr(&output).contains(input), "{}", stderr(&output));
        assert!(stderr(&output).contains("no input gave a report"), "{}", stderr(&output));
    }
}

#[test]
fn hints_are_silenced_but_failures_are_not() {
    let folder = Folder::new(&[("none/.hidden", b"x")]);
    assert!(stderr(&folder.run(&["read", "none"])).contains("hint: "));
    let quiet = folder.run(&["read", "none", "--quiet"]);
    assert!(!stderr(&quiet).contains("hint: "), "{}", stderr(&quiet));
    assert!(stderr(&quiet).contains("error: "), "{}", stderr(&quiet));
}

#[test]
fn directories_are_read_in_order_and_without_hidden_files() {
    let folder = Folder::new(&[
        ("in/b.txt", b"Second."),
        ("in/a/z.txt", b"First."),
        ("in/.git/x.txt", b"Hidden."),
        ("in/c.txt", b"Third."),
    ]);
    let output = folder.run(&["read", "--json", "in"]);
    let documents = json_lines(&output);
    let texts: Vec<_> =
        documents.iter().map(|document| document["text"].as_str().unwrap()).collect();
    assert_eq!(texts, ["First.", "Second.", "Third."]);
}

#[test]
fn stdin_may_be_gzipped() {
    let folder = Folder::bridge();
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(COURIER.as_bytes()).unwrap();
    let packed = packed.finish().unwrap();
    let mut child = folder
        .command()
        .args(["read", "--json", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(&packed).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(json_lines(&output)[0]["text"], COURIER);
}

#[test]
fn fields_of_other_names_are_mapped() {
    let folder =
        Folder::new(&[("feed.jsonl", br#"{"id": "x", "body": "A text.", "paper": "Courier"}"#)]);
    let mapped = ["--field", "text=body", "--field", "outlet=paper"];
    let output = folder.run(&[&["read", "--json", "feed.jsonl"], &mapped[..]].concat());
    let document = &json_lines(&output)[0];
    assert_eq!(
        (&document["id"], &document["text"], &document["outlet"]),
        (&Value::from("x"), &Value::from("A text."), &Value::from("Courier"))
    );
}

#[test]
fn the_order_of_inputs_changes_no_byte() {
    let folder = Folder::bridge();
    let one = folder.run(&["compare", "--json", "courier.txt", "herald.txt", "orchards.txt"]);
    let other = folder.run(&["compare", "--json", "orchards.txt", "herald.txt", "courier.txt"]);
    assert_eq!(stdout(&one), stdout(&other));
}

#[test]
fn spans_are_code_points_that_slice_back() {
    let text =
        "In Zürich – so heißt es – blieb nichts 🦀.\n\nThe café on the Rhône closed on Monday.";
    let folder = Folder::new(&[("a.txt", text.as_bytes()), ("b.txt", COURIER.as_bytes())]);
    let document = json_lines(&folder.run(&["compare", "--json", "a.txt", "b.txt"])).remove(0);
    let reports = document["reports"].as_array().unwrap();
    let text_of = |id: &Value| {
        let report = reports.iter().find(|report| &report["id"] == id).unwrap();
        report["text"].as_str().unwrap().chars().collect::<Vec<_>>()
    };
    let claims = document["claims"].as_array().unwrap();
    let statements: Vec<_> =
        claims.iter().flat_map(|claim| claim["statements"].as_array().unwrap()).collect();
    assert!(statements.len() > 3);
    for statement in statements {
        let at = |name: &str| usize::try_from(statement[name].as_u64().unwrap()).unwrap();
        let slice: String = text_of(&statement["report"])[at("start")..at("end")].iter().collect();
        assert_eq!(statement["text"], slice);
    }
}

#[test]
fn a_copy_is_called_a_copy() {
    let folder = Folder::new(&[("a.txt", COURIER.as_bytes()), ("b.txt", COURIER.as_bytes())]);
    let output = folder.run(&["compare", "a.txt", "b.txt"]);
    assert!(stdout(&output).contains("b is a copy of a, word for word."), "{}", stdout(&output));
    assert!(stdout(&output).contains("2 reports, 1 channel\n"), "{}", stdout(&output));
}

#[test]
fn reports_of_different_events_have_nothing_in_common() {
    let output = Folder::bridge().run(&["compare", "courier.txt", "orchards.txt"]);
    assert!(stdout(&output).starts_with("2 reports, nothing in common\n"), "{}", stdout(&output));
}

#[test]
fn one_report_has_nothing_to_be_compared_with() {
    let output = Folder::bridge().run(&["compare", "courier.txt"]);
    assert!(output.status.success());
    assert!(stdout(&output).contains("nothing to compare it with"), "{}", stdout(&output));
    assert!(stderr(&output).contains("hint: "), "{}", stderr(&output));
}

#[test]
fn a_closed_pipe_is_no_error() {
    let folder = Folder::bridge();
    let mut child = folder
        .command()
        .args(["read", "--json", "."])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), stderr(&output)), (Some(0), ""));
}

#[test]
fn colours_are_written_where_they_are_wanted() {
    let folder = Folder::bridge();
    let escapes = |arguments: &[&str]| {
        stdout(&folder.run(&[&["compare", "courier.txt", "herald.txt"], arguments].concat()))
            .contains('\u{1b}')
    };
    assert!(!escapes(&[]), "a pipe is no terminal");
    assert!(escapes(&["--color", "always"]));
    assert!(!escapes(&["--color", "never"]));
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    let folder = Folder::bridge();
    for columns in [50, 80, 200] {
        let mut command = folder.command();
        let output =
            command.args(["compare", "."]).env("COLUMNS", columns.to_string()).output().unwrap();
        let widest = stdout(&output).lines().map(|line| line.chars().count()).max().unwrap();
        assert!(widest <= columns.min(100), "{widest} of {columns}:\n{}", stdout(&output));
    }
}

#[test]
fn quotes_are_listed_by_speaker() {
    let folder = Folder::bridge();
    let shown = folder.run(&["quotes", "courier.txt", "herald.txt"]);
    assert!(stdout(&shown).contains("Ida Brand · 1 time"), "{}", stdout(&shown));
    assert!(stdout(&shown).contains("«said Ida Brand"), "{}", stdout(&shown));
    let speakers = |output: &Output| -> Vec<String> {
        json_lines(output).iter().map(|line| line["speaker"].as_str().unwrap().to_owned()).collect()
    };
    let brand =
        folder.run(&["quotes", "--json", "--speaker", "brand", "courier.txt", "herald.txt"]);
    assert_eq!(speakers(&brand), ["Ida Brand"]);
    let said = &json_lines(&brand)[0]["said"][0];
    assert_eq!(said["report"], "courier");
    assert_eq!(said["text"], "Engineers found cracks in two of its piers");
    let nobody = folder.run(&["quotes", "--speaker", "Nobody", "courier.txt"]);
    assert!(nobody.status.success() && stderr(&nobody).contains("no speaker is named Nobody"));
}

#[test]
fn reuse_looks_across_corpora() {
    let folder = Folder::new(&[
        ("new/a.txt", COURIER.as_bytes()),
        ("new/b.txt", COURIER.as_bytes()),
        ("old/c.txt", COURIER.as_bytes()),
    ]);
    let pairs = |arguments: &[&str]| {
        let output = folder.run(&[&["reuse", "--json"], arguments].concat());
        let ids = |pair: &Value| [&pair["a"], &pair["b"]].map(|id| id.as_str().unwrap().to_owned());
        let mut pairs: Vec<_> = json_lines(&output).iter().map(ids).collect();
        pairs.sort();
        pairs.dedup();
        pairs.concat().concat()
    };
    assert_eq!(pairs(&["new"]), "ab");
    assert_eq!(pairs(&["new", "--against", "old"]), "acbc");
}

#[test]
fn neither_the_order_of_inputs_nor_the_number_of_threads_changes_a_byte_of_reuse() {
    let copy = format!("Overnight. {COURIER}");
    let folder = Folder::new(&[
        ("courier.txt", COURIER.as_bytes()),
        ("copy.txt", copy.as_bytes()),
        ("herald.txt", HERALD.as_bytes()),
    ]);
    let found = |threads: &str, files: [&str; 3]| {
        let mut command = folder.command();
        command.env("RAYON_NUM_THREADS", threads).args(["reuse", "--json", "--all"]).args(files);
        stdout(&command.output().unwrap()).to_owned()
    };
    let straight = found("1", ["copy.txt", "courier.txt", "herald.txt"]);
    assert!(straight.lines().count() > 0);
    assert_eq!(straight, found("2", ["herald.txt", "courier.txt", "copy.txt"]));
}

#[test]
fn reuse_relates_reports_and_groups_them_into_families() {
    let cut = COURIER.split("\n\n").next().unwrap();
    let folder = Folder::new(&[
        ("courier.txt", COURIER.as_bytes()),
        ("cut.txt", cut.as_bytes()),
        ("orchards.txt", ORCHARDS.as_bytes()),
    ]);
    let relations = json_lines(&folder.run(&["reuse", "--relations", "--json", "."]));
    assert_eq!(relations.len(), 1);
    assert_eq!(
        (&relations[0]["relation"], &relations[0]["whole"]),
        (&"truncated-copy".into(), &"courier".into())
    );
    assert_eq!(
        (&relations[0]["b"]["id"], &relations[0]["b"]["share"]),
        (&"cut".into(), &1.0.into())
    );
    let families = json_lines(&folder.run(&["reuse", "--families", "--json", "."]));
    assert_eq!(families.len(), 1);
    assert_eq!(
        (&families[0]["source"], &families[0]["ground"]),
        (&"courier".into(), &"sole".into())
    );
    assert_eq!(families[0]["members"][0]["id"], "cut");
    let shown = folder.run(&["reuse", "--relations", "."]);
    assert!(stdout(&shown).contains("cut is a truncated copy of courier"), "{}", stdout(&shown));
    let shown = folder.run(&["reuse", "--families", "."]);
    assert!(stdout(&shown).contains("courier · 2 reports"), "{}", stdout(&shown));
    assert!(!stdout(&shown).contains("orchards"), "{}", stdout(&shown));
    let both = folder.run(&["reuse", "--families", "--relations", "."]);
    assert_eq!(both.status.code(), Some(2));
    let one = folder.run(&["reuse", "--families", "orchards.txt"]);
    assert!(one.status.success() && stdout(&one).starts_with("No report"), "{}", stdout(&one));
}

#[test]
fn reuse_explains_why_two_reports_share_a_passage_or_none() {
    let folder = Folder::new(&[
        ("courier.txt", COURIER.as_bytes()),
        ("copy.txt", COURIER.as_bytes()),
        ("orchards.txt", ORCHARDS.as_bytes()),
        (
            "two.jsonl",
            b"{\"id\": \"x\", \"text\": \"One.\"}\n{\"id\": \"y\", \"text\": \"Two.\"}\n",
        ),
        ("explain/a.txt", COURIER.as_bytes()),
    ]);
    let found =
        &json_lines(&folder.run(&["reuse", "explain", "--json", "courier.txt", "copy.txt"]))[0];
    assert_eq!((&found["outcome"], &found["needed"]), (&"found".into(), &Value::Null));
    let quoted = found["passages"][0]["text"].as_str().unwrap();
    assert!(quoted.split(' ').count() <= 9 && quoted.ends_with('…'), "{quoted}");
    let none = folder.run(&["reuse", "explain", "--in", ".", "courier", "orchards"]);
    assert!(stdout(&none).contains("in common"), "{}", stdout(&none));
    assert!(stdout(&none).contains("It would have taken"), "{}", stdout(&none));
    let misused: [&[&str]; 4] = [
        &["courier.txt"],
        &["courier.txt", "two.jsonl"],
        &["--in", "two.jsonl", "x", "z"],
        &["--in", "two.jsonl", "x", "x"],
    ];
    for arguments in misused {
        let output = folder.run(&[&["reuse", "explain"], arguments].concat());
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {}", stderr(&output));
        assert_eq!(stdout(&output), "", "{arguments:?}");
    }
    let missing = folder.run(&["reuse", "explain", "courier.txt", "missing.txt"]);
    assert_eq!(missing.status.code(), Some(1), "{}", stderr(&missing));
    for directory in ["explain/", "./explain"] {
        let searched = folder.run(&["reuse", "--json", directory, "courier.txt"]);
        assert_eq!(json_lines(&searched).len(), 1, "{directory}: {}", stderr(&searched));
        let searched = folder.run(&["reuse", directory]);
        assert!(searched.status.success(), "{directory}: {}", stderr(&searched));
    }
}

#[test]
fn the_page_goes_into_its_file() {
    let folder = Folder::bridge();
    let output = folder.run(&["compare", "courier.txt", "herald.txt", "--html", "page.html"]);
    assert!(output.status.success(), "{}", stderr(&output));
    assert_eq!(stdout(&output), "");
    let page = fs::read_to_string(folder.0.path().join("page.html")).unwrap();
    assert!(page.starts_with("<!"), "{}", &page[..80]);

    let output = folder.run(&["compare", "courier.txt", "--html", "no/such/folder.html"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("no/such/folder.html"), "{}", stderr(&output));
}

#[test]
fn completions_and_manual_pages_are_written() {
    let folder = Folder::bridge();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let output = folder.run(&["completions", shell]);
        assert!(stdout(&output).contains("compare"), "{shell}");
    }
    assert!(stdout(&folder.run(&["man"])).contains("headwater\\-compare"));
    assert!(stdout(&folder.run(&["man", "compare"])).contains("\\-\\-html"));
}

#[test]
fn the_command_reference_is_true() {
    let folder = Folder::bridge();
    let held = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/commands.md");
    let written = folder.run(&["reference"]);
    assert!(
        fs::read_to_string(held).unwrap() == stdout(&written),
        "docs/commands.md is old: cargo run -p headwater-cli -- reference > docs/commands.md"
    );
}
