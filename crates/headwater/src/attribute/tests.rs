use proptest::prelude::*;

use super::*;
use crate::model::MetadataSource::Given;
use crate::model::{Note, NoteKind, Stated};
use crate::split::split;

fn read(report: &Report) -> (Division, Attributed) {
    read_with(Tagger::Fast, report)
}

fn read_with(tagger: Tagger, report: &Report) -> (Division, Attributed) {
    let division = split(ReportId::new(0), report);
    let found = attribute(std::slice::from_ref(report), std::slice::from_ref(&division), tagger);
    (division, found)
}

/// The voices of the last statement of a text, and the ways by which it came from them, as "voice + voice / via / via".
fn last_voice(tagger: Tagger, text: &str) -> String {
    let (_, found) = read_with(tagger, &Report::new("a", text));
    let voicing = found.voicings.last().expect("a text of the table has a statement");
    let names: Vec<&str> = voicing.voices.iter().map(|voice| voice.name.as_str()).collect();
    let vias = voicing.vias.iter().map(|via| format!(" / {}", found.credits[*via as usize].name));
    format!("{}{}", names.join(" + "), vias.collect::<String>())
}

/// Who speaks in the last statement of each text of `cases.txt`, by both taggers. What one finds instead of the
/// right answer is asserted as it is; the first line of the table says how many are right.
#[test]
fn voices_are_found_as_the_table_says() {
    let table = include_str!("cases.txt");
    let rows: Vec<[&str; 5]> = table
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|row| row.split(" | ").collect::<Vec<_>>().try_into().expect("a row has five fields"))
        .collect();
    let mut other = Vec::new();
    for [kind, right, fast, strong, text] in &rows {
        for (tagger, expected) in [(Tagger::Fast, fast), (Tagger::Strong, strong)] {
            let expected = if *expected == "=" { right } else { expected };
            let found = last_voice(tagger, &text.replace('¶', "\n"));
            if found != *expected {
                other.push(format!("{kind} | {right} | {text}\n    {tagger:?}: {found:?}"));
            }
        }
    }
    assert!(other.is_empty(), "{}", other.join("\n"));
    let right = |column: usize| rows.iter().filter(|row| row[column] == "=").count();
    let head = format!("# Right: fast {}, strong {}, of {}.", right(2), right(3), rows.len());
    assert!(table.starts_with(&head), "{head}");
}

#[test]
fn of_other_languages_only_quotations_are_found() {
    let mut report =
        Report::new("a", "„Der Damm hält noch“, sagte Anna Odu. Er sagte, der Damm sei „alt“.");
    report.language = Some(Stated { value: "de".to_owned(), from: Given });
    let (_, found) = read(&report);
    let contents: Vec<&str> =
        found.attributions.iter().map(|a| a.content[0].of(&report.text)).collect();
    assert_eq!(contents, ["Der Damm hält noch"]);
    assert!(found.attributions[0].speakers.is_empty() && found.attributions[0].cue.is_empty());
}

#[test]
fn whom_a_speaker_gives_as_theirs_is_behind_them() {
    for (text, expected) in [
        ("Jaan Ilves said Ana Oduya told him that Jo Park had left.", vec!["Ana Oduya"]),
        ("Jaan Ilves said the dam was safe.", vec![]),
        ("Jaan Ilves said the dam was safe, and Ana Oduya said it was not.", vec![]),
    ] {
        let (_, found) = read(&Report::new("a", text));
        let first = &found.attributions[0];
        assert_eq!(first.speakers[0].name, "Jaan Ilves", "{text}");
        let behind: Vec<&str> = first.behind.iter().map(|speaker| speaker.name.as_str()).collect();
        assert_eq!(behind, expected, "{text}");
    }
}

#[test]
fn a_word_that_is_a_title_too_stays_with_its_department() {
    for (text, expected) in [
        ("The Justice Department said that the case was closed.", "Justice Department"),
        ("Justice Oduya said that the case was closed.", "Oduya"),
    ] {
        let (_, found) = read(&Report::new("a", text));
        assert_eq!(found.attributions[0].speakers[0].name, expected);
    }
}

/// The credits of a report as "name scope" in order.
fn credited(report: &Report) -> Vec<String> {
    let (_, found) = read(report);
    found.credits.iter().map(|credit| format!("{} {:?}", credit.name, credit.scope)).collect()
}

#[test]
fn credits_are_read_from_datelines_footers_and_notes() {
    for (text, expected) in [
        ("BRENN, Ostland (Reuters) - The bridge fell.", vec!["Reuters Whole"]),
        ("(CNN) The bridge fell at noon.", vec!["CNN Whole"]),
        ("BRENN (AP) — The bridge fell.", vec!["Associated Press Whole"]),
        ("The bridge fell, writes SANA.\nIt was old.", vec!["SANA Whole"]),
        (
            "It fell.\n\nCopyright 2018 The Associated Press. All rights.",
            vec!["Associated Press Whole"],
        ),
        (
            "It fell.\n\nThis article originally appeared in The Guardian.",
            vec!["The Guardian Whole"],
        ),
        (
            "It fell.\n\nThe Associated Press contributed to this report.",
            vec!["Associated Press Part"],
        ),
        (
            "It fell.\n\n(With inputs from PTI and AFP)",
            vec!["PTI Part", "Agence France-Presse Part"],
        ),
        ("Ana Oduya and Jo Park contributed to this report.", vec![]),
        ("The (Brenn) bridge fell.", vec![]),
        ("It fell at noon. (FoxNews.com)", vec!["Fox News Near"]),
    ] {
        assert_eq!(credited(&Report::new("a", text)), expected, "{text}");
    }
}

#[test]
fn credits_are_read_from_bylines_and_notes_beside_the_text() {
    let mut report = Report::new("a", "The bridge fell.");
    report.byline = Some(Stated { value: "Jo Park, Associated Press".to_owned(), from: Given });
    let deck = "The leaders met on Monday, reports SANA.".to_owned();
    report.notes.push(Note { kind: NoteKind::Deck, text: deck, span: None });
    assert_eq!(credited(&report), ["Associated Press Whole", "SANA Whole"]);
    report.notes.clear();
    report.byline = Some(Stated { value: "Jo Park and Reuters".to_owned(), from: Given });
    assert_eq!(credited(&report), ["Reuters Part"]);
}

#[test]
fn a_bracketed_outlet_covers_its_paragraph() {
    let text = "The judge threw it out. It was late. (FoxNews.com)\n\nAnother court was kinder.";
    let (_, found) = read(&Report::new("a", text));
    let via: Vec<bool> = found.voicings.iter().map(|voicing| !voicing.vias.is_empty()).collect();
    assert_eq!(via, [true, true, false]);
}

#[test]
fn content_is_direct_mixed_or_indirect_by_its_marks() {
    use AttributionKind::{Direct, Indirect, Mixed};
    for (text, expected) in [
        ("“The dam is safe,” Mayor Jo Park said.", Direct),
        ("Mayor Jo Park said the dam is “quite safe” and strong.", Mixed),
        ("Mayor Jo Park said the dam is safe.", Indirect),
    ] {
        let (_, found) = read(&Report::new("a", text));
        assert_eq!(found.attributions[0].kind, expected, "{text}");
    }
}

/// Prose made of what trips readers of names.
fn prose() -> impl Strategy<Value = String> {
    let pieces = prop_oneof![
        Just("Mayor "),
        Just("Ana "),
        Just("Oduya"),
        Just(" al-Amin"),
        Just("’s "),
        Just(", "),
        Just(". "),
        Just(" said "),
        Just("told the Times "),
        Just("the foreign ministry "),
        Just("of "),
        Just("(Reuters) - "),
        Just("“"),
        Just("” "),
        Just("who "),
        Just("both "),
        Just("citing "),
        Just("É"),
        Just("\n"),
        Just(" and "),
        Just("U.S. "),
        Just("SANA "),
    ];
    let made = prop::collection::vec(pieces, 0..24).prop_map(|pieces| pieces.concat());
    prop_oneof![made, any::<String>()]
}

proptest! {
    #[test]
    fn names_and_credits_are_read_from_any_prose(text in prose()) {
        let report = Report::new("a", text);
        let division = split(ReportId::new(0), &report);
        let entities = Entities::find(&report.text, &division.sentences);
        prop_assert!(entities.mentions.is_sorted_by_key(|mention| mention.span));
        prop_assert!(entities.mentions.iter().all(|mention| !mention.span.of(&report.text).is_empty()));
        for credit in credits::credits(ReportId::new(0), &report) {
            prop_assert!(!credit.at.of(std::slice::from_ref(&report)).is_empty());
        }
        let mut resolver = Resolver::new(&report.text, &division.sentences, &entities);
        for statement in &division.statements {
            let speakers = resolver.resolve(&[statement.span]);
            prop_assert!(speakers.iter().all(|speaker| !speaker.name.trim().is_empty()));
        }
    }
}
