use proptest::prelude::*;

use super::*;
use crate::model::MetadataSource::Given;
use crate::model::{Note, NoteKind, Stated};
use crate::split::split;

fn read(report: &Report) -> (Division, Attributed) {
    let division = split(ReportId::new(0), report);
    let found = attribute(std::slice::from_ref(report), std::slice::from_ref(&division));
    (division, found)
}

/// The voices and the way of the last statement of a text, as "voice + voice / via".
fn last_voice(text: &str) -> String {
    let (_, found) = read(&Report::new("a", text));
    let voicing = found.voicings.last().expect("a text of the table has a statement");
    let names: Vec<&str> = voicing.voices.iter().map(|voice| voice.name.as_str()).collect();
    let via = voicing.via.map(|via| format!(" / {}", found.credits[via as usize].name));
    format!("{}{}", names.join(" + "), via.unwrap_or_default())
}

fn check(cases: &[(&str, &str)]) {
    let failures: Vec<String> = cases
        .iter()
        .map(|(text, expected)| (text, expected, last_voice(text)))
        .filter(|(_, expected, found)| *expected != found)
        .map(|(text, expected, found)| format!("{text}\n  expected {expected:?}, found {found:?}"))
        .collect();
    assert!(failures.is_empty(), "{} of {}:\n{}", failures.len(), cases.len(), failures.join("\n"));
}

#[test]
fn names_are_given_in_full() {
    check(&[
        ("President Ana Oduya opened the dam. Oduya said the dam was safe.", "Ana Oduya"),
        ("President Ana Oduya opened the dam. “It is safe,” Ms. Oduya said.", "Ana Oduya"),
        ("The dam is safe, said Jaan Ilves, director of the water board.", "Jaan Ilves"),
        ("“The dam is safe,” said harbour spokeswoman Leila al-Amin.", "Leila al-Amin"),
        ("Mayor Jo Park and Governor Ana Oduya said the road would reopen.", "Jo Park + Ana Oduya"),
        (
            "The Environmental Safety Agency said the water was clean.",
            "Environmental Safety Agency",
        ),
        ("Ostland's foreign ministry said the talks had failed.", "Ostland's foreign ministry"),
        ("The town closed the bridge, police said.", "police"),
    ]);
}

#[test]
fn pronouns_mean_who_was_named() {
    check(&[
        ("Mayor Jo Park met the crews. “We will rebuild,” he said.", "Jo Park"),
        ("Mayor Ana Oduya met the crews. She said the town would rebuild.", "Ana Oduya"),
        ("“We lost,” Captain Jo Park said. “We will be back,” he added.", "Jo Park"),
        (
            "The foreign ministry said the talks had failed. It said they would not resume.",
            "foreign ministry",
        ),
        (
            "Two officials said the talks had failed. They said no date had been set.",
            "two officials",
        ),
        ("Mr. Park met Ms. Oduya on Monday. She said the talks had gone well.", "Oduya"),
        ("It was announced on Monday that the bridge would close.", ""),
    ]);
}

#[test]
fn titles_and_groups_mean_who_bears_them() {
    check(&[
        (
            "Ostland President Ana Oduya arrived on Monday. The president said the visit was short.",
            "Ana Oduya",
        ),
        (
            "The Chief Justice of Ostland, Jaan Ilves, spoke first. The Chief Justice said the law stood.",
            "Jaan Ilves",
        ),
        (
            "Ostland's foreign ministry summoned the envoy. The ministry said the note was an insult.",
            "Ostland's foreign ministry",
        ),
        (
            "President Ana Oduya met President Jaan Ilves. The two sides stressed that trade would grow.",
            "Ana Oduya + Jaan Ilves",
        ),
        (
            "President Ana Oduya met President Jaan Ilves. Both leaders said that trade would grow.",
            "Ana Oduya + Jaan Ilves",
        ),
        (
            "President Ana Oduya met Jaan Ilves, the Leader of the Green Rising. They marked the day of the \
             Green Rising, which was long ago. The Leader of the Green Rising said nothing. \
             The two sides stressed that trade would grow.",
            "Ana Oduya + Jaan Ilves",
        ),
        (
            "The Minister of Foreign Affairs Jo Park opened the dam. The minister said it was safe.",
            "Jo Park",
        ),
        (
            "Harrow Chemicals Corporation is sued. The company said the claims were false.",
            "Harrow Chemicals Corporation",
        ),
        (
            "Syrian President Jo Park met his Iranian counterpart, Jaan Ilves. Park said the road was long.",
            "Jo Park",
        ),
    ]);
}

#[test]
fn asides_do_not_change_the_speaker() {
    check(&[
        ("Jaan Ilves, who replaced Jo Park in May, said the dam was safe.", "Jaan Ilves"),
        ("Jaan Ilves, 54, a driver from Brenn, said the road was icy.", "Jaan Ilves"),
        ("Jo Park's lawyer, Ana Oduya, said the charge was false.", "Ana Oduya"),
        ("A spokesman for Jo Park said the charge was false.", "a spokesman for Jo Park"),
        ("A longtime associate, Felix Brandt, said the charge was false.", "Felix Brandt"),
        (
            "One of the largest exile groups, the World Ost Congress, said the law was a start.",
            "World Ost Congress",
        ),
        ("“It is over,” Captain Jo Park, standing in the rain, said.", "Jo Park"),
    ]);
}

#[test]
fn those_without_a_name_keep_their_description() {
    check(&[
        ("Two U.S. officials said the ship had turned back.", "two U.S. officials"),
        (
            "The ship turned back, according to people familiar with the matter.",
            "people familiar with the matter",
        ),
        ("A police spokesman said the road was closed.", "a police spokesman"),
        ("Residents said the water was brown.", "residents"),
        ("Court documents say the firm knew of the leak.", "Court documents"),
    ]);
}

#[test]
fn chains_end_with_who_spoke_and_name_the_way() {
    check(&[
        (
            "The dam is unsafe, Reuters reported on Monday, citing two engineers.",
            "two engineers / Reuters",
        ),
        ("Mayor Jo Park told Fox News that the road would reopen.", "Jo Park / Fox News"),
        ("“It will reopen,” Mayor Jo Park told the BBC.", "Jo Park / BBC News"),
        ("The bridge fell at noon, according to SANA.", " / SANA"),
        ("CNN reported that the bridge fell at noon.", " / CNN"),
        (
            "The New York Times first had the story. The bridge was unsafe, the Times reported.",
            " / New York Times",
        ),
        (
            "A Brenn newspaper, Brenner Bote, reported that the bridge was unsafe.",
            " / Brenner Bote",
        ),
        (
            "Mayor Jo Park said in an interview with The Washington Post that the road would reopen.",
            "Jo Park / Washington Post",
        ),
        ("Jaan Ilves wrote that Ana Oduya had said the bridge was unsafe.", "Jaan Ilves"),
    ]);
}

#[test]
fn odd_quotes_and_deeds() {
    check(&[
        ("The victory is ours,” President Ana Oduya said.", "Ana Oduya"),
        ("\" The victory is ours , \" said President Ana Oduya.", "Ana Oduya"),
        ("‘The victory is ours,’ said President Ana Oduya.", "Ana Oduya"),
        ("«The victory is ours,» said President Ana Oduya.", "Ana Oduya"),
        ("The bridge fell at noon on Monday.", ""),
        ("President Ana Oduya signed the bill into law on Monday.", ""),
        ("The Senate passed the bill on Monday.", ""),
    ]);
}

// FIXME: the tagger finds no attribution in a short sentence that begins with "According to".
#[test]
fn an_initial_according_to_is_missed() {
    check(&[
        ("According to SANA, President Ana Oduya said the war was over.", " / SANA"),
        ("According to the filing, the firm knew of the leak.", ""),
    ]);
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
    let via: Vec<bool> = found.voicings.iter().map(|voicing| voicing.via.is_some()).collect();
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
