use super::*;
use crate::model::{Edit, Manner, ReuseClass, Span};
use proptest::prelude::*;

/// Words that no two of the invented texts below share by chance in the same order.
fn told(words: &[u16]) -> String {
    words.iter().map(|word| format!("w{word}")).collect::<Vec<_>>().join(" ")
}

fn found(reports: &[Report]) -> Vec<Reuse> {
    reuse(reports, &Settings::default())
}

fn wordings(reports: &[Report], wording: Wording) -> Vec<(&str, &str)> {
    reuse(reports, &Settings { wording, ..Settings::default() })
        .iter()
        .map(|r| {
            let text = |p: Passage| p.span.of(&reports[p.report.index()].text);
            (text(r.a), text(r.b))
        })
        .collect()
}

fn reports(texts: &[&str]) -> Vec<Report> {
    texts.iter().enumerate().map(|(i, text)| Report::new(format!("r{i}"), *text)).collect()
}

const PASSAGE: &str =
    "The harbour master said that two tugs had been sent to the stranded ferry before dawn";

#[test]
fn a_copy_is_found_to_the_word() {
    let reports = reports(&[
        "Storms hit the coast. The harbour master said that two tugs had been sent to the stranded ferry \
         before dawn. Schools stayed shut.",
        "A night at sea: the harbour master said that two TUGS had been sent to the stranded ferry before \
         dawn, and all are well.",
    ]);
    assert_eq!(
        wordings(&reports, Wording::Copied),
        [(
            PASSAGE,
            "the harbour master said that two TUGS had been sent to the stranded ferry before dawn"
        )]
    );
}

#[test]
fn edited_words_are_bridged_and_counted() {
    let reports = reports(&[
        PASSAGE,
        "The harbour master said two tugs had been sent to the grounded ferry well before dawn",
    ]);
    let found = found(&reports);
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].words, found[0].identity), (14, 875));
    assert_eq!(found[0].a.span, Span::new(0, PASSAGE.len()));
}

#[test]
fn shuffled_sentences_are_one_passage() {
    let sentences = [
        "The council voted on Tuesday to close both of the old bridges for repairs.",
        "Buses will run along the quay until the spring, the mayor's office said.",
        "Shopkeepers fear that they will lose a third of their winter trade.",
    ];
    let [one, two, three] = sentences;
    let reports = reports(&[&format!("{one} {two} {three}"), &format!("{three} {one} {two}")]);
    let found = found(&reports);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].a.span, Span::new(0, reports[0].text.len() - 1));
}

#[test]
fn little_or_nothing_shares_nothing() {
    for texts in [
        vec![],
        vec![PASSAGE],
        vec!["", ""],
        vec![PASSAGE, ""],
        vec!["ferry", "ferry"],
        vec!["\u{0}\u{ffff}\u{301}", "\u{301}\u{200d}"],
        vec![
            PASSAGE,
            "Dawn before ferry stranded the to sent been had tugs two that said master harbour the",
        ],
    ] {
        assert_eq!(found(&reports(&texts)), []);
    }
}

#[test]
fn scripts_without_spaces_are_compared_by_character() {
    let passage = "港口当局表示两艘拖船在黎明前被派往搁浅的渡轮";
    let reports = reports(&[&format!("风暴来袭。{passage}。"), &format!("{passage},学校停课。")]);
    assert_eq!(wordings(&reports, Wording::Copied), [(passage, passage)]);
}

#[test]
fn a_passage_is_classed_by_where_its_words_stand() {
    let quoted = "We will rebuild every house on this shore before the winter storms return to it";
    let table = [
        ([PASSAGE.to_owned(), format!("Overnight: {PASSAGE}.")], ReuseClass::Text),
        (
            [
                format!("The mayor was firm. \"{quoted},\" she told residents."),
                format!("\"{quoted},\" the mayor said on Monday."),
            ],
            ReuseClass::Quotation,
        ),
        // What one report quotes and the other says in its own voice was taken over.
        (
            [format!("\"{quoted},\" she said."), format!("{quoted}. Or so it hopes.")],
            ReuseClass::Text,
        ),
        (
            [
                "Calls to the firm could not immediately be reached for comment on the report."
                    .into(),
                "Officials could not immediately be reached for comment on the matter.".into(),
            ],
            ReuseClass::StockPhrase,
        ),
        (
            [
                "It rained. (Reporting by Ada Quill in Oslo; Editing by Bo Reed)".into(),
                "It shone. (Reporting by Ada Quill in Oslo; Editing by Bo Reed)".into(),
            ],
            ReuseClass::Credit,
        ),
    ];
    for (texts, class) in table {
        let reports = reports(&[&texts[0], &texts[1]]);
        let classes: Vec<ReuseClass> = found(&reports).iter().map(|reuse| reuse.class).collect();
        assert_eq!(classes, [class], "{texts:?}");
    }
}

#[test]
fn rewritten_sentences_are_found_where_wording_is_shared() {
    let reports = reports(&[
        "The harbour master said that two tugs had been sent to the stranded ferry. Winds of ninety knots tore \
         roofs off warehouses along the northern quay and flooded cellars.",
        "The harbour master said two tugs had gone to the stranded ferry. Flooded cellars and roofs torn off \
         northern warehouses were what the winds of ninety knots left on the quay.",
    ]);
    let words = |wording| -> usize {
        reuse(&reports, &Settings { wording, ..Settings::default() })
            .iter()
            .map(|reuse| reuse.b.span.of(&reports[1].text).split(' ').count())
            .sum()
    };
    assert!(words(Wording::Copied) < words(Wording::Rewritten));
    assert_eq!(words(Wording::Rewritten), 31);
}

#[test]
fn only_the_pairs_asked_for_are_compared() {
    let reports = reports(&[PASSAGE, PASSAGE, PASSAGE]);
    let pairs = |pairs| {
        reuse(&reports, &Settings { pairs, ..Settings::default() })
            .iter()
            .map(|r| (r.a.report.index(), r.b.report.index()))
            .collect::<Vec<_>>()
    };
    assert_eq!(pairs(Pairs::All), [(0, 1), (0, 2), (1, 2)]);
    assert_eq!(pairs(Pairs::Across(ReportId::new(1))), [(0, 1), (0, 2)]);
    assert_eq!(pairs(Pairs::Only([(ReportId::new(1), ReportId::new(2))].into())), [(1, 2)]);
}

#[test]
fn a_garbled_copy_is_found_where_fewer_words_have_to_match() {
    let clean = format!("{PASSAGE} on Friday");
    let garbled = "The harhour master said that two tngs had becn sent to the stranded ferry bef0re dawn on Fridav";
    let reports = reports(&[&clean, garbled]);
    assert_eq!(reuse(&reports, &Settings::corpus(Pairs::All)), []);
    let found = reuse(&reports, &Settings::garbled(Pairs::All));
    assert_eq!(
        found.iter().map(|reuse| reuse.b.span).collect::<Vec<_>>(),
        // The passage ends with the last word that is whole.
        [Span::new(0, garbled.len() - " Fridav".len())]
    );
    assert_eq!(found[0].class, ReuseClass::Text);
}

/// Texts of so many words each, no word twice.
fn unrelated(count: u16, words: u16) -> Vec<String> {
    (0..count).map(|i| told(&(i * words..(i + 1) * words).collect::<Vec<_>>())).collect()
}

#[test]
fn what_many_unrelated_reports_carry_is_a_stock_phrase() {
    let phrase = format!("{PASSAGE} according to the coast guard of the northern province");
    for (count, class) in
        [(2, ReuseClass::Text), (4, ReuseClass::Text), (5, ReuseClass::StockPhrase)]
    {
        let texts: Vec<String> =
            unrelated(count, 150).iter().map(|text| format!("{text}. {phrase}.")).collect();
        let reports = reports(&texts.iter().map(String::as_str).collect::<Vec<_>>());
        let found = reuse(&reports, &Settings::corpus(Pairs::All));
        let carriers = u32::from(count) - 2;
        assert!(
            found.iter().all(|r| (r.class, r.carriers) == (class, carriers)),
            "{count}: {found:?}"
        );
        assert_eq!(found.len(), usize::from(count * (count - 1) / 2));
    }
}

#[test]
fn whole_lines_of_unrelated_reports_are_standing_lines() {
    let lines = format!("{PASSAGE} according to the coast guard of the northern province");
    let class = |count: u16, around: fn(&str, &str) -> String| {
        let texts: Vec<String> =
            unrelated(count, 200).iter().map(|text| around(text, &lines)).collect();
        let reports = reports(&texts.iter().map(String::as_str).collect::<Vec<_>>());
        let found = reuse(&reports, &Settings::corpus(Pairs::All));
        found.iter().map(|reuse| reuse.class).collect::<BTreeSet<_>>()
    };
    let apart = |text: &str, lines: &str| format!("{text}.\n\n{lines}.\n\n{text} again.");
    let within = |text: &str, lines: &str| format!("{text} {lines} {text} again.");
    assert_eq!(class(2, apart), [ReuseClass::Text].into());
    assert_eq!(class(3, apart), [ReuseClass::StockPhrase].into());
    assert_eq!(class(3, within), [ReuseClass::Text].into());
}

#[test]
fn a_template_is_told_by_its_slots() {
    let filled = |firm: &str, boss: &str, percent: &str, price: &str, day: &str, reason: &str| {
        format!(
            "Shares of {firm} closed {percent} percent higher at {price} crowns in heavy trading on {day} after the \
             company of {boss} lifted its outlook for the year, and {reason} brokers said."
        )
    };
    let one =
        filled("Norlund Rail", "Ida Brand", "4.5", "27.30", "Tuesday", "more may follow soon,");
    for (other, class) in [
        (
            filled("Varna Timber", "Tom Hale", "1", "9", "Friday", "more may follow soon,"),
            ReuseClass::StockPhrase,
        ),
        // The next version of a report has other figures and the same names.
        (
            filled(
                "Norlund Rail",
                "Ida Brand",
                "4.8",
                "27.40",
                "Wednesday",
                "more may follow soon,",
            ),
            ReuseClass::Text,
        ),
        // What was edited has other words than names and figures.
        (
            filled(
                "the railway",
                "its owners",
                "almost five",
                "27.30",
                "Tuesday",
                "more may follow soon,",
            ),
            ReuseClass::Text,
        ),
    ] {
        let reports = reports(&[&one, &other]);
        let found = reuse(&reports, &Settings::corpus(Pairs::All));
        assert_eq!(found.iter().map(|reuse| reuse.class).collect::<Vec<_>>(), [class], "{other}");
    }
}

#[test]
fn what_two_reports_tell_of_one_subject_is_no_reuse() {
    let one = "The harbour master said that two tugs had been sent to the stranded ferry. Winds of ninety knots tore \
               roofs off warehouses along the northern quay and flooded cellars.";
    let other = "According to the harbour master, tugs were on their way to a ferry that had stranded. Cellars that \
                 flooded and warehouses without their roofs were left by the winds of ninety knots on the quay.";
    // The rest of a report: the words of a grid, a row or a column a sentence, so that two of them have one word in common.
    let rest = |from: u16, place: fn(u16, u16) -> u16| -> String {
        let sentence = |i| told(&(0..12).map(|j| from + place(i, j)).collect::<Vec<_>>());
        (0..12).map(|i| format!("W{}. ", sentence(i))).collect()
    };
    let count = |of_other: u16| {
        let texts = [
            format!("{}{one}", rest(1000, |i, j| 12 * i + j)),
            format!("{}{other}", rest(of_other, |i, j| i + 12 * j)),
        ];
        reuse(&reports(&[&texts[0], &texts[1]]), &Settings::corpus(Pairs::All)).len()
    };
    assert_eq!(count(2000), 1);
    assert_eq!(count(1000), 0);
}

#[test]
fn a_passage_is_a_copy_edited_or_reordered() {
    let text = unrelated(1, 60).remove(0);
    let words: Vec<&str> = text.split(' ').collect();
    let halves = [&words[30..], &words[..30]].concat().join(" ");
    let edited = words.iter().enumerate().map(|(i, word)| if i % 9 == 4 { "new" } else { word });
    let edited = edited.collect::<Vec<_>>().join(" ");
    for (other, manner) in
        [(&text, Manner::Copy), (&edited, Manner::Edited), (&halves, Manner::Reordered)]
    {
        let found = found(&reports(&[&text, other]));
        assert_eq!(found.iter().map(|r| r.manner).collect::<Vec<_>>(), [manner], "{other}");
    }
}

#[test]
fn what_is_condensed_is_one_passage() {
    let sentences: Vec<String> =
        unrelated(12, 14).iter().map(|words| format!("{words}. ")).collect();
    let fillers = unrelated(24, 20);
    let told: String = (0..12).map(|i| format!("{}F{}. ", sentences[i], fillers[i + 12])).collect();
    let summary = [1, 5, 9, 11].map(|i| sentences[i].as_str()).concat();
    let reports = reports(&[&told, &summary]);
    let found = reuse(&reports, &Settings::corpus(Pairs::All));
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].a.span.contains(Span::new(200, 1500)));
}

#[test]
fn widely_copied_text_stays_linked() {
    let reports: Vec<Report> = (0..200)
        .map(|i| Report::new(format!("r{i}"), format!("x{i} y{i} {PASSAGE} and the tide z{i}")))
        .collect();
    let found = reuse(&reports, &Settings::corpus(Pairs::All));
    let mut linked: Vec<usize> = (0..200).collect();
    for reuse in &found {
        let (a, b) = (linked[reuse.a.report.index()], linked[reuse.b.report.index()]);
        linked.iter_mut().filter(|group| **group == a.max(b)).for_each(|group| *group = a.min(b));
    }
    assert_eq!(linked, [0; 200]);
    assert!(found.len() <= 200 * 20, "{} passages", found.len());
}

/// Texts of a few hundred different words, so that some repeat within and between reports.
fn text() -> impl Strategy<Value = Vec<u16>> {
    prop::collection::vec(0..400u16, 0..120)
}

/// Gives the passages without regard to which report is called a.
fn by_name(reports: &[Report], found: &[Reuse]) -> BTreeSet<[(String, Span); 2]> {
    found
        .iter()
        .map(|r| {
            let mut sides = [r.a, r.b].map(|p| (reports[p.report.index()].name.clone(), p.span));
            sides.sort();
            sides
        })
        .collect()
}

proptest! {
    #[test]
    fn a_planted_copy_is_found(
        (wording, passage) in prop_oneof![
            (Just(Wording::Copied), prop::collection::vec(400..60_000u16, LEAST_CLAUSE..60)),
            (Just(Wording::Rewritten), prop::collection::vec(400..60_000u16, LEAST_PLAIN..60)),
        ],
        hosts in (text(), text()),
        at in (0..120usize, 0..120usize),
    ) {
        let plant = |host: &[u16], at: usize| {
            let (before, after) = host.split_at(at.min(host.len()));
            told(&[before, &passage, after].concat())
        };
        let reports = reports(&[&plant(&hosts.0, at.0), &plant(&hosts.1, at.1)]);
        let copied = told(&passage);
        let held = wordings(&reports, wording).iter().any(|(a, b)| a.contains(&copied) && b.contains(&copied));
        prop_assert!(held);
    }

    #[test]
    fn the_order_of_the_reports_changes_nothing(texts in prop::collection::vec(text(), 2..6)) {
        let texts: Vec<String> = texts.iter().map(|words| told(words)).collect();
        let mut texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        texts.push(PASSAGE);
        texts.push(PASSAGE);
        let straight = reports(&texts);
        let mut turned = straight.clone();
        turned.reverse();
        for settings in [Settings::default(), Settings::corpus(Pairs::All)] {
            prop_assert_eq!(
                by_name(&straight, &reuse(&straight, &settings)),
                by_name(&turned, &reuse(&turned, &settings))
            );
        }
    }

    /// In a corpus too, as long as no seed gets more places than a bound allows.
    #[test]
    fn unrelated_reports_change_nothing(
        texts in prop::collection::vec(text(), 2..4),
        others in prop::collection::vec(text(), 0..4),
    ) {
        let elsewhere = |words: &Vec<u16>| told(&words.iter().map(|word| word + 1000).collect::<Vec<_>>());
        let own = texts.iter().map(|words| told(words));
        let texts: Vec<String> = own.chain(others.iter().map(elsewhere)).collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let all = reports(&texts);
        let few = all[..all.len() - others.len()].to_vec();
        let within = |reuse: &Reuse| reuse.b.report.index() < few.len();
        for settings in [Settings::default(), Settings::corpus(Pairs::All)] {
            let among_all: Vec<Reuse> = reuse(&all, &settings).into_iter().filter(within).collect();
            prop_assert_eq!(reuse(&few, &settings), among_all);
        }
    }

    #[test]
    fn an_edit_script_makes_one_passage_of_the_other(
        passage in prop::collection::vec(0..400u16, 20..60),
        changes in prop::collection::vec((0..60usize, 400..800u16), 0..6),
    ) {
        let mut other = passage.clone();
        changes.iter().for_each(|&(at, word)| other.insert(at.min(passage.len()), word));
        let reports = reports(&[&told(&passage), &told(&other)]);
        for reuse in found(&reports) {
            let (mut a, mut b) = (Vec::new(), Vec::new());
            for edit in edits(&reports, &reuse) {
                match edit {
                    Edit::Kept { a: of_a, b: of_b } => {
                        prop_assert_eq!(of_a.of(&reports[0].text), of_b.of(&reports[1].text));
                        a.push(of_a.of(&reports[0].text));
                        b.push(of_b.of(&reports[1].text));
                    }
                    Edit::Removed(span) => a.push(span.of(&reports[0].text)),
                    Edit::Added(span) => b.push(span.of(&reports[1].text)),
                }
            }
            prop_assert_eq!(a.join(" "), reuse.a.span.of(&reports[0].text));
            prop_assert_eq!(b.join(" "), reuse.b.span.of(&reports[1].text));
        }
    }

    #[test]
    fn any_text_is_borne(texts in prop::collection::vec("[a-c .\"“”é漢\u{301}\u{200d}\n]{0,80}", 0..5)) {
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let reports = reports(&texts);
        for reuse in found(&reports) {
            prop_assert!(reuse.a.report < reuse.b.report);
            for passage in [reuse.a, reuse.b] {
                let text = &reports[passage.report.index()].text;
                let words = passage.span.of(text);
                prop_assert!(words.starts_with(char::is_alphanumeric));
                prop_assert!(!words.ends_with(char::is_whitespace));
            }
            prop_assert!(reuse.words as usize >= LEAST_CLAUSE && reuse.identity <= 1000);
        }
    }
}

#[test]
fn leads_that_have_no_room_are_followed_in_turn() {
    let copies = (0..30).map(|n| format!("{PASSAGE} and all {} of its crew were safe", n / 3));
    let texts: Vec<String> = unrelated(10, 40).into_iter().chain(copies).collect();
    let reports = reports(&texts.iter().map(String::as_str).collect::<Vec<_>>());
    let settings = Settings::corpus(Pairs::All);
    let archive = InMemory::new(&reports, settings.wording, &|_| ());
    let passes = std::sync::Mutex::new(0);
    let found = |leads| {
        let room = Room { texts: 0, leads };
        let Ok(found) = find(&archive, &settings, room, &|progress| {
            if matches!(progress, Progress::Began(Stage::Leading, _)) {
                *passes.lock().unwrap() += 1;
            }
        });
        (found, std::mem::take(&mut *passes.lock().unwrap()))
    };
    // Last, since it is the one after which no seed is kept.
    let [(least, many), (some, few), (all, one)] = [0, 10_000, usize::MAX].map(found);
    assert!(!all.is_empty());
    assert_eq!((&least, &some), (&all, &all));
    assert!(many > few && few > one && one == 1, "{many} {few} {one}");
}
