use headwater::model::{MetadataSource, Note, NoteKind, Published, ReuseClass, Span, Stated};
use proptest::prelude::*;
use rusqlite::Connection;
use tempfile::TempDir;

use super::*;

const ROOM: Room = Room { texts: 1 << 20, leads: 1 << 20 };

const PASSAGE: &str = "The harbour master said that two tugs had been sent to the stranded ferry before dawn on \
    Friday and that its crew of nine was safe.";

fn settings() -> Settings {
    Settings::corpus(Pairs::All)
}

fn reports(texts: &[String]) -> Vec<Report> {
    let named = |(n, text): (usize, &String)| Report::new(format!("r{n}"), text.clone());
    texts.iter().enumerate().map(named).collect()
}

fn search(store: &mut Store) -> Vec<headwater::model::Reuse> {
    store.search(&settings(), ROOM, &|_| ()).unwrap();
    let found = store.passages().unwrap();
    headwater::reuse::weigh(store.outlines(), found, settings().stock_carriers)
}

fn open(folder: &TempDir) -> Result<Store, StoreError> {
    Store::open(&folder.path().join("news.db"), Wording::Rewritten)
}

#[test]
fn a_report_comes_back_as_it_was() {
    fn stated(value: &str, from: MetadataSource) -> Option<Stated<String>> {
        Some(Stated { value: value.to_owned(), from })
    }
    let note = |kind, span| Note { kind, text: "Von uns".to_owned(), span };
    let mut full = Report::new("ein-bericht", "Im Hafen – so heißt es – blieb nichts 🦀. Von uns");
    full.file = Some("a/b.html".to_owned());
    full.outlet = stated("Küstenbote", MetadataSource::Meta("og:site_name".to_owned()));
    full.title = stated("Nichts blieb", MetadataSource::JsonLd);
    full.byline = stated("Ida Brand", MetadataSource::Page);
    full.language = stated("de", MetadataSource::Engine);
    full.url = stated("https://kuestenbote.example/1", MetadataSource::Given);
    full.notes = vec![
        note(NoteKind::AuthorBox, Some(Span::new(full.text.len() - 7, full.text.len()))),
        note(NoteKind::Caption, None),
    ];
    let dated = ["2026-03-02", "2026-03-02T18:30:00", "2026-03-02T18:30:00+03:30"].map(|date| {
        let value: Published = date.parse().unwrap();
        Report { published: Some(Stated { value, from: MetadataSource::Url }), ..full.clone() }
    });
    let mut all = vec![full, Report::new("", "")];
    all.extend(dated);
    let mut store = Store::temporary(Wording::Rewritten).unwrap();
    store.add(&all).unwrap();
    let ids: Vec<ReportId> = (0..all.len()).map(ReportId::new).collect();
    assert_eq!(store.reports(&ids).unwrap(), all);
    assert_eq!(store.names(&ids[..2]).unwrap(), ["ein-bericht", ""]);
}

#[test]
fn a_report_is_added_once() {
    let folder = TempDir::new().unwrap();
    let mut store = open(&folder).unwrap();
    let report = |name: &str, text: &str| Report::new(name, text);
    let at = |file: &str| Report { file: Some(file.to_owned()), ..report("story", "two") };
    let first = vec![report("a", "one"), report("b", "one"), report("a", "one")];
    let ids = |numbers: &[usize]| numbers.iter().copied().map(ReportId::new).collect::<Vec<_>>();
    assert_eq!(store.add_new(first).unwrap(), ids(&[0, 1, 0]));
    drop(store);
    let mut store = open(&folder).unwrap();
    let second = vec![report("c", "three"), report("b", "one"), report("b", "two")];
    assert_eq!(store.add_new(second).unwrap(), ids(&[2, 1, 3]));
    assert_eq!(store.len(), 4);
    // Two outlets' files of one name are two reports; two files of an archive that names its reports are not.
    let third = [at("north/story.txt"), at("south/story.txt"), at("north/story.txt")];
    assert_eq!(store.add_new(third.to_vec()).unwrap(), ids(&[4, 5, 4]));
    let fourth = [at("monday.jsonl"), at("again.jsonl")];
    assert_eq!(store.add_new(fourth.to_vec()).unwrap(), ids(&[6, 6]));
}

#[test]
fn what_another_version_found_is_found_anew() {
    let folder = TempDir::new().unwrap();
    let mut store = open(&folder).unwrap();
    store.add(&[Report::new("a", PASSAGE), Report::new("b", PASSAGE)]).unwrap();
    let found = search(&mut store);
    drop(store);
    let connection = Connection::open(folder.path().join("news.db")).unwrap();
    let change = "UPDATE state SET search = search + 1; UPDATE passages SET class = 'credit'";
    connection.execute_batch(change).unwrap();
    drop(connection);
    assert_eq!(search(&mut open(&folder).unwrap()), found);
}

#[test]
fn what_was_added_but_not_searched_is_searched_next_time() {
    let folder = TempDir::new().unwrap();
    let mut store = open(&folder).unwrap();
    store.add(&[Report::new("a", PASSAGE), Report::new("b", PASSAGE)]).unwrap();
    drop(store);
    let mut store = open(&folder).unwrap();
    store.add(&[Report::new("c", "Apples are ripe.")]).unwrap();
    let found = search(&mut store);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].class, ReuseClass::Text);
    assert_eq!(search(&mut store), found, "it is not searched twice");
    drop(store);
    assert_eq!(search(&mut open(&folder).unwrap()), found);
}

#[test]
fn what_is_no_store_for_this_is_told_apart() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("news.db");
    let open = |wording| Store::open(&path, wording);
    std::fs::write(&path, "id,text\n".repeat(200)).unwrap();
    assert!(matches!(open(Wording::Rewritten), Err(StoreError::NoStore)));
    std::fs::remove_file(&path).unwrap();
    let other = Connection::open(&path).unwrap();
    other.execute_batch("CREATE TABLE recipes (name TEXT)").unwrap();
    drop(other);
    assert!(matches!(open(Wording::Rewritten), Err(StoreError::NoStore)));
    std::fs::remove_file(&path).unwrap();

    let store = open(Wording::Rewritten).unwrap();
    assert!(matches!(open(Wording::Rewritten), Err(StoreError::Busy)));
    drop(store);
    let store = open(Wording::Rewritten).unwrap();
    assert!(
        matches!(open(Wording::Rewritten), Err(StoreError::Busy)),
        "also of one that was there"
    );
    drop(store);
    let garbled = open(Wording::Garbled);
    assert!(matches!(garbled, Err(StoreError::Wording { found: "rewritten" })));
    let change = |statement: &str| Connection::open(&path).unwrap().execute_batch(statement);
    change("UPDATE state SET prepared = prepared + 1").unwrap();
    assert!(matches!(open(Wording::Rewritten), Err(StoreError::PreparedOtherwise)));
    change("PRAGMA user_version = 2").unwrap();
    assert!(matches!(open(Wording::Rewritten), Err(StoreError::Newer { found: 2, known: 1 })));
}

#[test]
fn damage_is_an_error_and_no_panic() {
    for statement in [
        "UPDATE reports SET published = 'yesterday' WHERE id = 1",
        "UPDATE reports SET notes = '[{\"kind\": \"deck\", \"text\": \"\", \"start\": 0, \"end\": 9999}]'",
        "UPDATE reports SET evidence = '{'",
        "UPDATE seeds SET seeds = x'00'",
        "UPDATE seeds SET seeds = x'ffffffffffffffffffffffffffffffff'",
        "UPDATE outlines SET outline = x'0000' WHERE report = 1",
        "DELETE FROM outlines WHERE report = 0",
        "DELETE FROM state",
        "DELETE FROM reports",
        "UPDATE state SET wording = 'plain'",
        "UPDATE outlines SET outline = (SELECT outline FROM outlines WHERE report = 2) WHERE report = 0",
        "INSERT INTO passages VALUES (0, 0, 9, 7, 0, 9, 3, 1000, 9, 'copy', 'text', 0)",
        "INSERT INTO passages VALUES (0, 9, 0, 1, 0, 9, 3, 1000, 9, 'copy', 'text', 0)",
        "INSERT INTO passages VALUES (0, 0, 9, 1, 0, 9, 3, 1000, 9, 'plain', 'text', 0)",
    ] {
        let folder = TempDir::new().unwrap();
        let mut store = open(&folder).unwrap();
        let long = format!("It rained for days on end. {PASSAGE}");
        store
            .add(&[Report::new("a", &*long), Report::new("b", &*long), Report::new("c", "")])
            .unwrap();
        drop(store);
        let connection = Connection::open(folder.path().join("news.db")).unwrap();
        connection.pragma_update(None, "foreign_keys", "off").unwrap();
        connection.execute_batch(statement).unwrap();
        drop(connection);
        let searched = open(&folder).and_then(|mut store| {
            store.search(&settings(), ROOM, &|_| ())?;
            store.passages()
        });
        assert!(searched.is_err(), "{statement}");
    }
}

/// Texts of words of which many are shared.
fn texts() -> impl Strategy<Value = Vec<String>> {
    let sentence = prop::collection::vec(0..50u16, 0..70);
    let text = sentence.prop_map(|words| {
        let words: Vec<String> = words.iter().map(|word| format!("w{word}")).collect();
        words.chunks(12).map(|words| words.join(" ")).collect::<Vec<_>>().join(". ")
    });
    (
        prop::collection::vec(text, 1..4),
        prop::collection::vec(prop::collection::vec(0..3usize, 1..3), 2..9),
    )
        .prop_map(|(parts, reports)| {
            let text = |which: &Vec<usize>| {
                let parts: Vec<&str> =
                    which.iter().filter_map(|&at| parts.get(at).map(String::as_str)).collect();
                parts.join(". ")
            };
            reports.iter().map(text).collect()
        })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(48) })]

    /// However the reports come, day by day or at once, with little room or much, the same is found.
    #[test]
    fn days_find_what_one_search_finds(texts in texts(), day in 1..4usize, room in 0..2000usize) {
        let reports = reports(&texts);
        let at_once = headwater::reuse::reuse(&reports, &settings());
        let mut store = Store::temporary(Wording::Rewritten).unwrap();
        for reports in reports.chunks(day) {
            store.add(reports).unwrap();
            store.search(&settings(), Room { texts: room, leads: room }, &|_| ()).unwrap();
        }
        prop_assert_eq!(search(&mut store), at_once);
    }
}
