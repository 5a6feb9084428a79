//! The laws of relations and families, over reports put together from a few blocks of text.

use crate::model::{MetadataSource, Published, Report, ReportId, Stated};
use crate::reuse::{self, Family, Relation, RelationKind, Settings, SourceGround};
use proptest::prelude::*;
use std::collections::BTreeSet;

/// Words in a block: a paragraph.
const BLOCK: usize = 30;

/// Writes blocks, no two of which share a word.
fn text(blocks: &[usize]) -> String {
    let block = |block: &usize| {
        let words = (0..BLOCK).map(|word| format!("w{block}x{word}"));
        words.collect::<Vec<_>>().join(" ")
    };
    blocks.iter().map(block).collect::<Vec<_>>().join(".\n\n")
}

fn report(name: &str, blocks: &[usize], published: Option<&str>) -> Report {
    let mut report = Report::new(name, text(blocks));
    report.published = published.map(|day| Stated {
        value: Published::Day(day.parse().unwrap()),
        from: MetadataSource::Given,
    });
    report
}

fn undated(texts: &[Vec<usize>]) -> Vec<Report> {
    texts.iter().enumerate().map(|(n, blocks)| report(&format!("r{n}"), blocks, None)).collect()
}

fn related(reports: &[Report]) -> Vec<Relation> {
    reuse::relations(reports, &reuse::reuse(reports, &Settings::default()))
}

fn families(reports: &[Report]) -> Vec<Family> {
    reuse::families(reports, &related(reports))
}

fn name(reports: &[Report], id: ReportId) -> &str {
    &reports[id.index()].name
}

/// Says a relation by name: its kind with the whole if there is one, then each side with its share.
fn told(reports: &[Report], relation: &Relation) -> String {
    let kind = match relation.kind {
        RelationKind::Duplicate => "duplicate".to_owned(),
        RelationKind::NearDuplicate => "near-duplicate".to_owned(),
        RelationKind::TruncatedCopy { whole } => {
            format!("truncated copy of {}", name(reports, whole))
        }
        RelationKind::PartOf { whole } => format!("part of {}", name(reports, whole)),
        RelationKind::WrapUp { whole } => format!("wrapped up by {}", name(reports, whole)),
        RelationKind::SharedPassages => "shared passages".to_owned(),
    };
    let mut sides = [relation.a, relation.b]
        .map(|side| format!("{} {}", name(reports, side.report), side.share));
    sides.sort();
    format!("{}, {}: {kind}", sides[0], sides[1])
}

fn all_told(reports: &[Report]) -> BTreeSet<String> {
    related(reports).iter().map(|relation| told(reports, relation)).collect()
}

/// Says families by name: the source with its ground, the runners-up, the members.
fn families_told(reports: &[Report]) -> Vec<String> {
    let names = |ids: &mut dyn Iterator<Item = ReportId>| {
        ids.map(|id| name(reports, id)).collect::<Vec<_>>().join(" ")
    };
    let told = |family: &Family| {
        let source = name(reports, family.source);
        let runners_up = names(&mut family.runners_up.iter().copied());
        let members = names(&mut family.members.iter().map(|member| member.side.report));
        format!("{source} ({:?}; {runners_up}): {members}", family.ground)
    };
    families(reports).iter().map(told).collect()
}

fn reports_of(family: &Family) -> impl Iterator<Item = ReportId> {
    std::iter::once(family.source).chain(family.members.iter().map(|member| member.side.report))
}

#[test]
fn each_kind_of_relation_is_told() {
    let long: Vec<usize> = (0..10).collect();
    let table: [(&[&[usize]], &[&str]); 9] = [
        (&[&[0, 1], &[0, 1]], &["r0 1000, r1 1000: duplicate"]),
        (&[&[0, 1, 0, 2, 0, 1], &[0, 1, 0, 2, 0, 1]], &["r0 1000, r1 1000: duplicate"]),
        (&[&long, &[0, 1, 2, 3, 4, 5, 6, 7, 8, 10]], &["r0 900, r1 900: near-duplicate"]),
        (&[&long, &[0, 1, 2, 3]], &["r0 400, r1 1000: truncated copy of r0"]),
        // A copy may be cut in the middle.
        (&[&long, &[0, 1, 5, 6]], &["r0 400, r1 1000: truncated copy of r0"]),
        // In another order it is a part and no cut copy.
        (&[&long, &[6, 2, 0, 1]], &["r0 400, r1 1000: part of r0"]),
        (&[&[0, 1, 2, 20], &long], &["r0 750, r1 300: part of r1"]),
        (&[&[0, 1, 20, 21], &long], &["r0 500, r1 200: shared passages"]),
        (&[&[0, 1], &[2, 3]], &[]),
    ];
    for (texts, expected) in table {
        let reports = undated(&texts.iter().map(|blocks| blocks.to_vec()).collect::<Vec<_>>());
        assert_eq!(
            all_told(&reports),
            expected.iter().map(|&line| line.to_owned()).collect(),
            "{texts:?}"
        );
    }
}

#[test]
fn a_wrap_up_has_parts_of_several() {
    let pieces = undated(&[vec![0, 1, 2, 3], vec![10, 11, 12, 13], vec![0, 1, 10, 11, 20]]);
    let told = all_told(&pieces);
    assert!(told.contains("r0 500, r2 400: wrapped up by r2"), "{told:?}");
    assert!(told.contains("r1 500, r2 400: wrapped up by r2"), "{told:?}");
    // Two versions of one report are not several.
    let versions = undated(&[vec![0, 1, 2, 3], vec![0, 1, 2, 4], vec![0, 1, 20, 21, 22]]);
    assert!(!all_told(&versions).iter().any(|told| told.contains("wrapped up")));
    // What holds two others whole is their wrap-up, unless they were published later.
    let whole = |day| {
        let told = [report("a", &[0, 1], day), report("b", &[10, 11], day)];
        let digest = report("w", &[0, 1, 20, 10, 11], Some("2026-03-05"));
        all_told(&[&told[..], &[digest]].concat())
    };
    assert!(whole(None).contains("a 1000, w 400: wrapped up by w"), "{:?}", whole(None));
    assert!(whole(Some("2026-03-01")).contains("a 1000, w 400: wrapped up by w"));
    assert!(whole(Some("2026-03-09")).contains("a 1000, w 400: truncated copy of w"));
}

#[test]
fn the_likeliest_source_is_the_earliest_then_the_fullest() {
    let long: Vec<usize> = (0..10).collect();
    let (monday, tuesday) = (Some("2026-03-02"), Some("2026-03-03"));
    let table = [
        // A cut copy has not what the others have, early as it may be.
        ([report("a", &long, tuesday), report("b", &long[..6], monday)], "a (Sole; ): b"),
        ([report("a", &long, tuesday), report("b", &long[..9], monday)], "b (Earliest; a): a"),
        ([report("a", &long, None), report("b", &long[..9], None)], "a (Fullest; b): b"),
        ([report("a", &long, monday), report("b", &long[..9], monday)], "a (Fullest; b): b"),
        // A date that is known is better than none.
        ([report("a", &long, None), report("b", &long[..9], monday)], "b (Earliest; a): a"),
        ([report("a", &long, monday), report("b", &long, monday)], "a (Undecided; b): b"),
    ];
    for (reports, expected) in table {
        assert_eq!(families_told(&reports), [expected]);
    }
}

#[test]
fn a_chain_of_links_is_no_family() {
    // Each has half of the next one's text and more; the first and the last have nothing in common.
    let chain: Vec<Vec<usize>> = (0..8).map(|n| (3 * n..3 * n + 9).collect()).collect();
    let reports = undated(&chain);
    for family in families(&reports) {
        let ids: Vec<usize> = reports_of(&family).map(ReportId::index).collect();
        let (least, most) = (ids.iter().min().unwrap(), ids.iter().max().unwrap());
        assert!(most - least <= 2, "{:?}", families_told(&reports));
    }
}

#[test]
fn nothing_and_one_report_have_no_relations() {
    assert_eq!((related(&[]), families(&[])), (vec![], vec![]));
    let one = undated(&[vec![0, 1]]);
    assert_eq!((related(&one), families(&one)), (vec![], vec![]));
}

/// Texts that share blocks in all manner of ways.
fn texts() -> impl Strategy<Value = Vec<Vec<usize>>> {
    prop::collection::vec(prop::collection::vec(0..9usize, 1..7), 1..8)
}

/// Reports with such texts, of which some are dated.
fn reports() -> impl Strategy<Value = Vec<Report>> {
    let day = prop_oneof![Just(None), (1..9u8).prop_map(|day| Some(format!("2026-03-0{day}")))];
    (texts(), prop::collection::vec(day, 8)).prop_map(|(texts, days)| {
        let dated = |(n, (blocks, day)): (usize, (&Vec<usize>, &Option<String>))| {
            report(&format!("r{n}"), blocks, day.as_deref())
        };
        texts.iter().zip(&days).enumerate().map(dated).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(128) })]

    #[test]
    fn the_order_of_the_reports_changes_nothing(
        (straight, shuffled) in reports().prop_flat_map(|all| (Just(all.clone()), Just(all).prop_shuffle())),
    ) {
        prop_assert_eq!(all_told(&straight), all_told(&shuffled));
        prop_assert!(all_told(&straight).iter().all(|told| !told.contains(": dup") || told.matches("1000").count() == 2));
        prop_assert_eq!(families_told(&straight), families_told(&shuffled));
    }

    #[test]
    fn an_unrelated_report_changes_no_relation_and_no_family(
        related in reports(),
        others in prop::collection::vec(prop::collection::vec(100..105usize, 1..7), 1..3),
        day in prop_oneof![Just(None), Just(Some("2026-03-04"))],
    ) {
        let mut with_others: Vec<Report> = others
            .iter()
            .enumerate()
            .map(|(n, blocks)| report(&format!("other{n}"), blocks, day))
            .collect();
        with_others.extend(related.iter().cloned());
        let of_related = |told: &String| !told.contains("other");
        let relations: BTreeSet<String> = all_told(&with_others).into_iter().filter(of_related).collect();
        prop_assert_eq!(relations, all_told(&related));
        let families: Vec<String> = families_told(&with_others).into_iter().filter(of_related).collect();
        prop_assert_eq!(families, families_told(&related));
    }

    #[test]
    fn every_member_has_most_of_its_text_in_the_source(reports in reports()) {
        let relations = related(&reports);
        let mut seen = BTreeSet::new();
        for family in families(&reports) {
            prop_assert!(!family.members.is_empty());
            for id in reports_of(&family) {
                prop_assert!(seen.insert(id), "a report is in two families");
            }
            for member in &family.members {
                let (side, _) = relations.iter().find_map(|relation| {
                    relation.sides_from(member.side.report).filter(|sides| sides.1.report == family.source)
                }).expect("source and member are related");
                prop_assert_eq!(&member.side, side);
                prop_assert!(side.share > 500);
            }
            let sole = family.ground == SourceGround::Sole;
            prop_assert_eq!(sole, family.runners_up.is_empty());
            let members: BTreeSet<ReportId> = reports_of(&family).skip(1).collect();
            prop_assert!(family.runners_up.iter().all(|runner_up| members.contains(runner_up)));
        }
    }

    #[test]
    fn a_wrap_up_joins_no_two_families(
        (first, second) in (1..8usize, 1..8usize),
        between in 0..4usize,
        copies in (1..3usize, 1..3usize),
        of_wrap_up in 0..3usize,
    ) {
        let first: Vec<usize> = (0..first).collect();
        let second: Vec<usize> = (20..20 + second).collect();
        let wrap_up = [&first[..], &(40..40 + between).collect::<Vec<_>>(), &second].concat();
        let mut texts = vec![first; 1 + copies.0];
        texts.extend(vec![second; 1 + copies.1]);
        texts.extend(vec![wrap_up; 1 + of_wrap_up]);
        let reports = undated(&texts);
        for family in families(&reports) {
            let ids: BTreeSet<usize> = reports_of(&family).map(ReportId::index).collect();
            let seconds = copies.0 + 1..copies.0 + copies.1 + 2;
            let joined = ids.contains(&0) && seconds.clone().any(|id| ids.contains(&id));
            prop_assert!(!joined, "{:?}", families_told(&reports));
        }
    }
}
