use proptest::prelude::*;

use super::*;
use crate::model::{Note, NoteKind};

fn divide(text: &str) -> (Report, Division) {
    let report = Report::new("a", text);
    let division = split(ReportId::new(0), &report);
    (report, division)
}

fn sentences(text: &str) -> Vec<String> {
    let (report, division) = divide(text);
    division.sentences.iter().map(|sentence| sentence.span.of(&report.text).to_owned()).collect()
}

fn statements(text: &str) -> Vec<String> {
    let (report, division) = divide(text);
    division.statements.iter().map(|statement| statement.span.of(&report.text).to_owned()).collect()
}

fn quoted(text: &str) -> Vec<&str> {
    quotations(text).into_iter().map(|span| span.of(text)).collect()
}

#[test]
fn sentences_end_where_a_reader_ends_them() {
    for (text, expected) in [
        (
            "The ferry left at 9 a.m. Tuesday. It sank at noon.",
            vec!["The ferry left at 9 a.m. Tuesday.", "It sank at noon."],
        ),
        (
            "She works for Harrow Inc. The firm denied it.",
            vec!["She works for Harrow Inc.", "The firm denied it."],
        ),
        (
            "He lives in Washington, D.C. He is 40.",
            vec!["He lives in Washington, D.C.", "He is 40."],
        ),
        (
            "It costs approx. 40 crowns. Fees (incl. Tax) rose.",
            vec!["It costs approx. 40 crowns.", "Fees (incl. Tax) rose."],
        ),
        (
            "“We lost. We will come back,” Mr. Oduya said.",
            vec!["“We lost.", "We will come back,” Mr. Oduya said."],
        ),
        (
            "She said it was \" a lie . \" He left town.",
            vec!["She said it was \" a lie . \"", "He left town."],
        ),
        (
            "Gen. Ilves met Sen. Park in the U.S. Senate.",
            vec!["Gen. Ilves met Sen. Park in the U.S. Senate."],
        ),
        ("First line\nSecond line.", vec!["First line", "Second line."]),
        (
            "The harbour master of the small town of Brenn said on\nmonday that it was closed.",
            vec![
                "The harbour master of the small town of Brenn said on\nmonday that it was closed.",
            ],
        ),
        ("It was so. \\n It was not.", vec!["It was so.", "It was not."]),
        ("", vec![]),
        (" \n ... \n", vec![]),
    ] {
        assert_eq!(sentences(text), expected, "{text}");
    }
}

#[test]
fn paragraphs_are_counted() {
    let (_, division) = divide("One sentence. Two sentences.\n\n\nA second paragraph.\nA third.");
    let paragraphs: Vec<u32> = division.sentences.iter().map(|s| s.paragraph).collect();
    assert_eq!(paragraphs, [0, 0, 1, 2]);
}

#[test]
fn notes_are_left_out() {
    let text = "BRENN (Wire) - The ferry sank. Share this story! Two were saved.";
    let mut report = Report::new("a", text);
    for words in ["BRENN (Wire) - ", "Share this story!"] {
        let start = text.find(words).unwrap();
        let span = Some(Span::new(start, start + words.len()));
        report.notes.push(Note { kind: NoteKind::Credit, text: words.into(), span });
    }
    let division = split(ReportId::new(0), &report);
    let found: Vec<_> = division.sentences.iter().map(|s| s.span.of(text)).collect();
    assert_eq!(found, ["The ferry sank.", "Two were saved."]);
}

#[test]
fn statements_part_where_clauses_stand_alone() {
    for (text, expected) in [
        (
            "The mayor closed the bridge, and the army sent boats.",
            vec!["The mayor closed the bridge,", "and the army sent boats."],
        ),
        (
            "Ilves thanked the crews, while Park stressed that “the work goes on”.",
            vec!["Ilves thanked the crews,", "while Park stressed that “the work goes on”."],
        ),
        (
            "The road was closed; it will open on Friday.",
            vec!["The road was closed;", "it will open on Friday."],
        ),
        (
            "“We won,” Ilves said, adding that the port would be rebuilt by May.",
            vec!["“We won,” Ilves said,", "adding that the port would be rebuilt by May."],
        ),
    ] {
        assert_eq!(statements(text), expected, "{text}");
    }
}

#[test]
fn statements_stay_whole_where_a_cut_is_not_safe() {
    for text in [
        "Ilves said the road was closed, and the bridge was open.",
        "The road was closed, and the bridge was open, police said.",
        "According to Park, the road was closed, and the bridge was open.",
        "He thanked the crews, the town, and the armed forces on the coast.",
        "The group met Park, Ilves, and Oduya, who was late.",
        "The mayor closed the bridge, which the army had built.",
        "“The road was closed, and the bridge was open.”",
        "If the road was closed, and the bridge was open, they would swim.",
        "He wrote that the road was closed, but that they must wait.",
        "It fined the firm, and a man arrested on Monday, a driver, was freed.",
    ] {
        assert_eq!(statements(text), [text]);
    }
}

#[test]
fn what_asserts_nothing_is_no_statement() {
    for text in
        ["Why?", "Logo Wide", "By Ana Park and Jo Ilves", "BRENN, Ostland —", "ADVERTISEMENT"]
    {
        assert_eq!(statements(text), Vec::<String>::new(), "{text}");
    }
    assert_eq!(statements("He resigned."), ["He resigned."]);
}

/// A text that repeats itself made the later stages compare each statement with each.
#[test]
fn what_is_said_again_and_again_is_a_statement_a_few_times() {
    let (_, division) = divide(&"The mayor said the BRIDGE is open. ".repeat(5_000));
    assert_eq!(division.sentences.len(), 5_000);
    assert_eq!(division.statements.len(), MOST_REPEATS);
    let (_, division) = divide(&"The mayor spoke. The Mayor, spoke! It rained then. ".repeat(20));
    assert_eq!(division.statements.len(), MOST_REPEATS + 20);
}

/// A text without stops made the later stages compare each word with each.
#[test]
fn sentences_without_end_are_cut_between_words() {
    for text in ["the bridge is open and ", "市長が辞任", "“a ", "(b; c, and d "] {
        let (report, division) = divide(&text.repeat(200_000 / text.len()));
        let lengths: Vec<usize> = division.sentences.iter().map(|s| s.span.len()).collect();
        assert!(lengths.iter().all(|length| *length <= 8 << 10), "{text}: {lengths:?}");
        let cut = report.text.split_whitespace().count();
        let words = division.sentences.iter().map(|s| s.span.of(&report.text));
        let kept: usize = words.map(|words| words.split_whitespace().count()).sum();
        assert!(!text.contains(' ') || kept == cut, "{text}: a word was cut");
    }
}

#[test]
fn quotations_are_found_whatever_their_marks() {
    for (text, expected) in [
        ("“One,” he said. “Two.”", vec!["One,", "Two."]),
        ("\"One,\" he said. \"Two.\"", vec!["One,", "Two."]),
        ("„Eins“, sagte er. „Zwei.“", vec!["Eins", "Zwei."]),
        ("« Un », dit-il. »Zwei«, sagt er.", vec!["Un", "Zwei"]),
        ("‘One,’ he said.", vec!["One,"]),
        ("'The states' rights matter,' he said.", vec!["The states' rights matter,"]),
        ("The '90s and rock 'n' roll, don't you know.", vec![]),
        ("``One,'' he said.", vec!["One,"]),
        ("\" One , \" he said of \" two . \"", vec!["One ,", "two ."]),
        ("“He said ‘no’ to me,” she said.", vec!["He said ‘no’ to me,"]),
        ("\"He said \"no\" to me,\" she said.", vec!["He said \"no\" to me,"]),
        ("“One goes on.\n\n“Two ends,” he said.", vec!["One goes on.", "Two ends,"]),
        ("“One never ends. He went home.", vec!["One never ends."]),
        ("He left. The end is near,” she said.", vec!["The end is near,"]),
        ("He said “one”, and that two”.", vec!["one"]),
        ("A 12\" pipe burst.", vec![]),
        ("”", vec![]),
        ("“", vec![]),
    ] {
        assert_eq!(quoted(text), expected, "{text}");
    }
}

/// Prose made of what trips splitters: marks, abbreviations, line ends, letters of several scripts.
fn prose() -> impl Strategy<Value = String> {
    let pieces = prop_oneof![
        Just("\""),
        Just("“"),
        Just("”"),
        Just("'"),
        Just("’"),
        Just("‘"),
        Just("«"),
        Just("„"),
        Just("``"),
        Just(" "),
        Just(" "),
        Just(" "),
        Just("\n"),
        Just("\n\n"),
        Just(". "),
        Just("? "),
        Just(", "),
        Just("; "),
        Just("and the town was "),
        Just("The mayor said "),
        Just("while he has "),
        Just("Inc. The "),
        Just("9 a.m. "),
        Just("D.C."),
        Just("É"),
        Just("日本。"),
        Just("مرحبا"),
        Just("\\n "),
        Just("(AP) — "),
        Just("\u{2028}"),
        Just("\u{a0}"),
        Just("x"),
        Just("-"),
        Just("..."),
    ];
    prop_oneof![
        prop::collection::vec(pieces, 0..40).prop_map(|pieces| pieces.concat()),
        any::<String>(),
    ]
}

proptest! {
    #[test]
    fn sentences_are_in_order_trimmed_and_apart(text in prose()) {
        let (_, division) = divide(&text);
        let mut end = 0;
        for sentence in &division.sentences {
            prop_assert!(sentence.span.start() >= end);
            prop_assert_eq!(sentence.span.trimmed(&text), sentence.span);
            end = sentence.span.end();
        }
        let letters = |words: &str| words.chars().filter(|c| c.is_alphanumeric()).count();
        let covered: usize = division.sentences.iter().map(|s| letters(s.span.of(&text))).sum();
        let written_out = text.split_whitespace().filter(|word| *word == "\\n").count();
        prop_assert_eq!(covered, letters(&text) - written_out);
    }

    #[test]
    fn statements_cover_each_letter_of_their_sentence_once(text in prose()) {
        let (_, division) = divide(&text);
        let letters = |words: &str| words.chars().filter(|c| c.is_alphanumeric()).count();
        for (sentence, position) in division.sentences.iter().zip(0..) {
            let own: Vec<Span> = division
                .statements
                .iter()
                .filter(|statement| statement.sentence == position)
                .map(|statement| statement.span)
                .collect();
            prop_assert!(own.windows(2).all(|pair| pair[0].end() <= pair[1].start()));
            prop_assert!(own.iter().all(|span| sentence.span.contains(*span)));
            let covered: usize = own.iter().map(|span| letters(span.of(&text))).sum();
            prop_assert!(own.is_empty() || covered == letters(sentence.span.of(&text)));
        }
        prop_assert!(division.statements.is_sorted_by_key(|statement| statement.span));
    }

    #[test]
    fn quotations_are_in_order_apart_and_within_paragraphs(text in prose()) {
        let found = quotations(&text);
        prop_assert!(found.windows(2).all(|pair| pair[0].end() <= pair[1].start()));
        prop_assert!(found.iter().all(|span| !span.is_empty() && !span.of(&text).contains("\n\n")));
    }
}
