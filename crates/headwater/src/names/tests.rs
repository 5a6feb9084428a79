use proptest::prelude::*;

use super::Likeness::{Different, Perhaps, Same};
use super::*;
use SpeakerKind::{Body, Document, Outlet, Person, Unnamed};

fn speaker(name: &str, kind: SpeakerKind) -> Speaker {
    Speaker { name: name.to_owned(), kind }
}

fn check(kind: SpeakerKind, cases: &[(&str, &str, Likeness)]) {
    for &(a, b, expected) in cases {
        let (one, other) = (speaker(a, kind), speaker(b, kind));
        assert_eq!(likeness(&one, &other), expected, "{a} / {b}");
        assert!(expected != Same || Clues::of(&one).meet(&Clues::of(&other)), "{a} / {b}");
    }
}

#[test]
fn persons_are_known_under_titles_and_spellings() {
    check(
        Person,
        &[
            ("President Hassan Rouhani", "Rouhani", Same),
            ("Hassan Rouhani", "President Rouhani", Same),
            ("Bashar al-Assad", "Syrian President Bashar Al Assad", Same),
            ("Mr. Assad", "Bashar al-Assad", Same),
            ("Ayatollah Sayyid Ali Khamenei", "Ali Khameini", Same),
            ("Muammar Gaddafi", "Moammar Qaddafi", Same),
            ("White House spokeswoman Sarah Sanders", "Sarah Huckabee Sanders", Same),
            ("Vladimir V. Putin", "Vladimir Putin", Same),
            ("Mike Pompeo", "Secretary of State Michael R. Pompeo", Same),
            ("Kim", "Kim Jong-un", Same),
            ("Kim Jong Un", "Kim Jong - un", Same),
            ("Enrique Peña Nieto", "Enrique Pena Nieto", Same),
            ("Ana Oduya, 54", "Ana Oduya", Same),
            ("J. Ilves", "Jaan Ilves", Same),
            ("Kim Jong-un", "Kim Jong-il", Different),
            ("Jo Oduya", "Ana Oduya", Different),
            ("Mr. Oduya", "Ms. Oduya", Different),
            ("Ana Park", "Ana Ilves", Different),
            ("Donald Trump Jr.", "Donald Trump", Perhaps),
            ("Hassan", "Hassan Rouhani", Perhaps),
        ],
    );
}

#[test]
fn bodies_are_known_under_forms_of_their_names() {
    check(
        Body,
        &[
            ("Environmental Protection Agency", "the EPA", Same),
            ("Department of Justice", "the government", Perhaps),
            ("the ministry", "Harrow Chemicals Group", Different),
            ("the government", "Labour Party", Different),
            ("Harrow Chemicals", "the police", Different),
            ("HHS", "Department of Health and Human Services", Same),
            ("the U.S. Labor Department", "Labor Department", Same),
            ("Justice Department", "U.S. Department of Justice", Same),
            ("Pakistan's military", "the Pakistani military", Same),
            ("Harrow", "Harrow Chemicals", Same),
            ("Harrow Chemicals Inc.", "Harrow Chemicals", Same),
            ("New York attorney general's office", "the New York Attorney General", Same),
            ("International Olympic Committee (IOC)", "IOC", Same),
            ("Britain's defence ministry", "the British Ministry of Defense", Same),
            ("the military", "Pakistan's military", Perhaps),
            ("Pakistan's army", "the Pakistani military", Perhaps),
            ("the ministry", "the foreign ministry", Perhaps),
            ("foreign ministry", "China's foreign ministry", Perhaps),
            ("China", "the Chinese foreign ministry", Perhaps),
            ("the interior ministry", "the foreign ministry", Different),
            ("China's foreign ministry", "Iran's foreign ministry", Different),
            ("police", "the fire service", Different),
        ],
    );
}

#[test]
fn those_without_a_name_are_never_surely_the_same() {
    check(
        Unnamed,
        &[
            ("officials", "officials", Perhaps),
            ("two U.S. officials", "American officials", Perhaps),
            ("two U.S. officials", "people familiar with the matter", Perhaps),
            ("Israeli officials", "two U.S. officials", Different),
            ("witnesses", "officials", Different),
            ("a spokesman", "a spokesman", Perhaps),
        ],
    );
}

#[test]
fn kinds_meet_where_one_may_speak_for_the_other() {
    for (a, b, expected) in [
        (("a police spokesman", Unnamed), ("police", Body), Same),
        (("a spokesman for the police", Unnamed), ("a police spokeswoman", Unnamed), Same),
        (("an IOC spokesperson", Unnamed), ("International Olympic Committee", Body), Same),
        (("police officials", Unnamed), ("police", Body), Perhaps),
        (("an official", Unnamed), ("Ana Oduya", Person), Perhaps),
        (("two officials", Unnamed), ("Ana Oduya", Person), Different),
        (("Ana Oduya", Person), ("the Oduya administration", Body), Perhaps),
        (("Ana Oduya", Person), ("the foreign ministry", Body), Different),
        (("court filing", Document), ("court filing", Document), Same),
        (("court filing", Document), ("New York attorney general's office", Body), Perhaps),
        (("the Harrow report", Document), ("Ana Oduya", Person), Different),
        (("The AP", Outlet), ("Associated Press", Outlet), Same),
        (("Reuters", Outlet), ("Associated Press", Outlet), Different),
        (("CNN", Outlet), ("Ana Oduya", Person), Different),
    ] {
        let found = likeness(&speaker(a.0, a.1), &speaker(b.0, b.1));
        assert_eq!(found, expected, "{a:?} / {b:?}");
    }
}

#[test]
fn a_bare_name_has_no_title_and_no_aside() {
    for (name, expected) in [
        ("President Hassan Rouhani", "Hassan Rouhani"),
        ("White House press secretary Sarah Huckabee Sanders", "Sarah Huckabee Sanders"),
        ("Ana Oduya, the mayor of Brenn", "Ana Oduya"),
        ("special counsel Robert Mueller", "Robert Mueller"),
        ("Stephen King", "Stephen King"),
        ("Leila al-Amin", "Leila al-Amin"),
    ] {
        assert_eq!(person::bare(name), expected);
    }
}

#[test]
fn outlets_are_known_by_name_and_address() {
    for (name, expected) in [
        ("AP", Some("Associated Press")),
        ("The Associated Press", Some("Associated Press")),
        ("CNN (Web News)", Some("CNN")),
        ("NPR Online News", Some("National Public Radio")),
        ("New York Times - News", Some("New York Times")),
        ("BBC", Some("BBC News")),
        ("RollingStone.com", Some("Rolling Stone")),
        ("Interfax news agency", Some("Interfax")),
        ("The Hill", Some("The Hill")),
        ("hill", None),
        ("https://edition.cnn.com/2019/a.html", Some("CNN")),
        ("www.sana.sy", Some("SANA")),
        ("Brenn Courier", None),
        ("notcnn.com", None),
        ("", None),
    ] {
        assert_eq!(outlets::identify(name).map(|outlet| outlet.name), expected, "{name}");
    }
    assert!(outlets::is_agency("dpa") && !outlets::is_agency("BBC"));
}

#[test]
fn no_name_of_the_table_means_two_outlets() {
    let table = include_str!("outlets.tsv").lines().filter(|line| !line.starts_with('#'));
    for line in table {
        let columns: Vec<&str> = line.split('\t').collect();
        let [name, kind, aliases, _, domains] = columns[..] else { panic!("five columns: {line}") };
        assert!(["agency", "outlet"].contains(&kind), "{line}");
        let names = std::iter::once(name).chain(aliases.split("; ")).chain(domains.split("; "));
        for known in names.filter(|known| !known.is_empty()) {
            assert_eq!(outlets::identify(known).map(|outlet| outlet.name), Some(name), "{known}");
        }
    }
}

fn names() -> impl Strategy<Value = Speaker> {
    let word = prop_oneof![
        Just("President"),
        Just("Mr."),
        Just("Ms."),
        Just("Ana"),
        Just("Jo"),
        Just("Oduya"),
        Just("al-Amin"),
        Just("Kim"),
        Just("Jr."),
        Just("police"),
        Just("the"),
        Just("a"),
        Just("two"),
        Just("officials"),
        Just("spokesman"),
        Just("for"),
        Just("U.S."),
        Just("China's"),
        Just("foreign"),
        Just("ministry"),
        Just("EPA"),
        Just("Harrow"),
        Just("army"),
        Just(","),
        Just("(IOC)"),
        Just("Reuters"),
        Just("É"),
    ];
    let kind = prop_oneof![Just(Person), Just(Body), Just(Document), Just(Outlet), Just(Unnamed)];
    let name = prop_oneof![
        prop::collection::vec(word, 0..5).prop_map(|words| words.join(" ")),
        any::<String>(),
    ];
    (name, kind).prop_map(|(name, kind)| Speaker { name, kind })
}

#[test]
fn a_body_without_a_telling_word_may_be_any() {
    let body = |name: &str| Speaker { name: name.to_owned(), kind: Body };
    for (a, b) in [("spokesman", ""), ("", "spokesman")] {
        assert_eq!(likeness(&body(a), &body(b)), Perhaps);
    }
}

proptest! {
    #[test]
    fn likeness_is_symmetric(a in names(), b in names()) {
        prop_assert_eq!(likeness(&a, &b), likeness(&b, &a));
    }

    #[test]
    fn names_that_are_surely_the_same_share_a_clue(a in names(), b in names()) {
        let same = a.kind == b.kind && likeness(&a, &b) == Same;
        prop_assert!(!same || Clues::of(&a).meet(&Clues::of(&b)));
    }

    #[test]
    fn a_named_speaker_is_the_same_as_itself(a in names()) {
        prop_assume!(a.kind != Unnamed && !fold::words(&a.name).is_empty());
        prop_assert_eq!(likeness(&a, &a), Same);
    }
}

#[test]
fn a_named_spokesman_speaks_for_a_body() {
    let person = Speaker { name: "Ana Oduya".into(), kind: Person };
    for (words, expected) in [
        ("HHS spokeswoman Ana Oduya", Some("HHS")),
        ("Ana Oduya, a spokeswoman for the Labor Department", Some("Labor Department")),
        ("spokesman Ana Oduya", None),
        ("Ana Oduya, a former spokeswoman for the Labor Department", None),
        ("Minister Ana Oduya", None),
    ] {
        let body = spoken_for(&person, words).map(|body| body.name);
        assert_eq!(body.as_deref(), expected, "{words}");
    }
}
